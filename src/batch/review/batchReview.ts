import * as vscode from 'vscode';
import type { Account } from '../../auth/account.ts';
import type { BatchAction } from '../page/messages.ts';
import { Automation } from '../../ui/automation.ts';
import { reviewFacts } from './reviewFacts.ts';
import type { SaidOnBatchPage } from '../panel/panel.ts';
import { reviewRow } from './reviewRow.ts';
import { organizationName } from '../../ui/names.ts';
import { pictureAt } from '../../ui/pictures.ts';
import { plain } from '../../ui/plain.ts';
import { withCountedProgress } from '../../ui/progress.ts';
import { saveTable } from '../panel/saveTable.ts';
import { wordsOfFailure } from '../../ui/words/failure.ts';
import { estimate } from '../run/estimate.ts';
import type { LastUploads } from '../run/lastUploads.ts';
import type { Reviewed } from './reviewed.ts';
import { losingTo, nearOf, reviewStateOf, targetOf, withRecord } from './reviewed.ts';
import type { Mapping } from '../match/mapping.ts';
import type { MatchedRecord } from '../match/match.ts';
import { SavedMappings } from '../match/savedMappings.ts';
import type { TableRow } from '../match/tableRows.ts';
import { knownTriggers, VERSION_TRAITS } from '../../zoho/apiVersion.ts';
import type { RecordKey } from '../../zoho/photo.ts';
import { findRecord } from '../../zoho/record.ts';
import { wordsOfLost } from './words.ts';
import { askNear } from './nearQuestion.ts';
import { askKey } from '../../commands/askKey.ts';
import { followRun } from '../panel/batchRun.ts';
import { lastUploadsOf, runsOf } from '../store.ts';
import { BatchView } from '../panel/batchView.ts';
import { wantsWithoutCmyk } from '../../commands/cmyk.ts';
import { fitsOf, isFitted, wishesOf } from '../../commands/fitter.ts';
import { lookAtPhotos } from './lookAtPhotos.ts';
import { openRecord } from '../../commands/openRecord.ts';
import type { Services } from '../../commands/services.ts';
import { askPersonalDataOfMany } from '../../commands/personalData.ts';
import type { FollowedRun } from '../panel/runRows.ts';
import { isSame, markSame } from './sameAsLast.ts';
import { saveMapping } from '../mapping/saveMapping.ts';

/** What there is to look at before a run. */
export interface ReviewMaterial {
  readonly mapping: Mapping;
  readonly reviewed: readonly Reviewed[];
  /** Rows of the table that name files which are not there. */
  readonly withoutFile: readonly TableRow[];
  /** Why a picture of the web could not be fetched, in words, by its address: the place of its row. */
  readonly notFetched: ReadonlyMap<string, string>;
  /** Where the pictures are. */
  readonly folders: readonly vscode.Uri[];
  /** How many hidden or system files and folders were left out. */
  readonly junk: number;
}

/** Shows all pictures with what became of each, until the person starts the run or closes the page. */
export async function reviewBatch(
  services: Services,
  account: Account,
  material: ReviewMaterial,
): Promise<void> {
  const lastUploads = await lastUploadsOf(services, account.id);
  const keptSizes = (await services.backups.of(account.id)).map(({ size }) => size);
  const reviewed = await markSame(services, material.reviewed, lastUploads);
  const view = new BatchView(services, material.folders);
  const review = new Review(
    services,
    account,
    { ...material, reviewed },
    view,
    lastUploads,
    keptSizes,
  );
  let run: FollowedRun | undefined;
  try {
    run = await review.decided();
  } finally {
    if (run === undefined) {
      view.close();
    }
  }
  if (run !== undefined) {
    await followRun(services, account, view, run, { begins: true });
  }
}

class Review {
  readonly #services: Services;
  readonly #account: Account;
  readonly #material: ReviewMaterial;
  readonly #view: BatchView;
  readonly #lastUploads: LastUploads;
  readonly #keptSizes: readonly number[];
  readonly #automation: Automation;
  #reviewed: readonly Reviewed[];
  #onlyChanged = true;
  /** One thing at a time: a question is open, or something is looked at. */
  #isBusy = false;
  /** Decided, or the page was closed: nothing is heard any more. */
  #isOver = false;

  constructor(
    services: Services,
    account: Account,
    material: ReviewMaterial,
    view: BatchView,
    lastUploads: LastUploads,
    keptSizes: readonly number[],
  ) {
    this.#services = services;
    this.#account = account;
    this.#material = material;
    this.#view = view;
    this.#lastUploads = lastUploads;
    this.#keptSizes = keptSizes;
    this.#reviewed = material.reviewed;
    const version = services.settings.apiVersion();
    const set = knownTriggers(version, services.settings.restrictTriggers());
    // Hundreds of uploads could send hundreds of mails: that is to be wanted.
    this.#automation = new Automation(version, set.length === 0 ? ['workflow'] : set, undefined);
  }

  /** Undefined where the person does not want it. */
  decided(): Promise<FollowedRun | undefined> {
    const { promise, resolve, reject } = Promise.withResolvers<FollowedRun | undefined>();
    this.#view.listen({
      onSaid: (said) => {
        this.#heard(said).then((run) => {
          if (run !== undefined) {
            this.#isOver = true;
            resolve(run === 'cancel' ? undefined : run);
          }
        }, reject);
      },
      onClosed: () => {
        this.#isOver = true;
        resolve(undefined);
      },
    });
    this.#draw();
    return promise;
  }

  async #heard(said: SaidOnBatchPage): Promise<FollowedRun | 'cancel' | undefined> {
    if (this.#isOver) {
      return undefined;
    }
    if (said.kind === 'take-out') {
      this.#takeOut(said.ns, said.out);
      return undefined;
    }
    if (this.#isBusy) {
      return undefined;
    }
    this.#isBusy = true;
    try {
      return await this.#do(said);
    } finally {
      this.#isBusy = false;
    }
  }

  async #do(
    said: Exclude<SaidOnBatchPage, { kind: 'take-out' }>,
  ): Promise<FollowedRun | 'cancel' | undefined> {
    switch (said.kind) {
      case 'change-record':
        await this.#changeRecord(said.n);
        return undefined;
      case 'take-near':
        await this.#takeNear(said.n);
        return undefined;
      case 'open-record':
        await this.#openRecord(said.n);
        return undefined;
      case 'show-picture':
        await this.#view.showPicture(this.#reviewed[said.n]?.place ?? '');
        return undefined;
      case 'action':
        return this.#act(said.action);
    }
  }

  async #act(action: BatchAction): Promise<FollowedRun | 'cancel' | undefined> {
    switch (action) {
      case 'start':
        return this.#start();
      case 'cancel':
        return 'cancel';
      case 'only-changed':
        this.#onlyChanged = !this.#onlyChanged;
        this.#draw();
        return undefined;
      case 'automation':
        await this.#automation.ask(`Upload to ${organizationName(this.#account)}`);
        this.#drawFacts();
        return undefined;
      case 'look-at-photos':
        await this.#lookAtPhotos();
        return undefined;
      case 'save-unmatched':
        await this.#saveUnmatched();
        return undefined;
      case 'save-mapping':
        await saveMapping(this.#services, this.#material.mapping);
        return undefined;
      default:
        return undefined;
    }
  }

  async #start(): Promise<FollowedRun | undefined> {
    const looked = this.#going().map(({ reviewed }) => reviewed);
    const withoutCmyk = await wantsWithoutCmyk(
      this.#services,
      looked.map(({ path, inspected }) => ({ name: path, inspected })),
    );
    if (withoutCmyk === undefined) {
      return undefined;
    }
    const wishes = { ...wishesOf(this.#services), withoutCmyk };
    const withoutPersonalData = await askPersonalDataOfMany(
      this.#services,
      // A picture that is for several records is looked at once.
      [
        ...new Map(
          looked
            .filter(({ inspected }) => !isFitted(this.#services, inspected, wishes))
            .map((one) => [one.place, pictureOf(one)]),
        ).values(),
      ],
    );
    // What was taken out meanwhile does not go up; what was taken in has not been looked at.
    const seen = new Set(looked.map(({ n }) => n));
    const going = this.#going().filter(({ reviewed }) => seen.has(reviewed.n));
    if (withoutPersonalData === undefined || this.#isOver || going.length === 0) {
      return undefined;
    }
    const { settings } = this.#services;
    const id = await noted(() =>
      runsOf(this.#services).create(
        this.#account.id,
        {
          version: settings.apiVersion(),
          restrictTriggers: this.#automation.restricted,
          withoutPersonalData,
          fits: fitsOf(this.#services),
          onlyChanged: this.#onlyChanged,
          ...wishes,
        },
        going.map(({ reviewed, record }) => ({
          picture: pictureOf(reviewed),
          key: record.key,
          shown: { path: reviewed.path, name: record.name, photoMark: record.photoMark },
        })),
      ),
    );
    if (id === undefined) {
      return undefined;
    }
    await new SavedMappings(this.#services.memory).save('', this.#material.mapping);
    return { id, folder: this.#material.folders[0] };
  }

  #takeOut(ns: readonly number[], out: boolean): void {
    const meant = new Set(ns);
    this.#change(this.#reviewed.map((one) => (meant.has(one.n) ? { ...one, out } : one)));
  }

  async #changeRecord(n: number): Promise<void> {
    const reviewed = this.#reviewed[n];
    if (reviewed === undefined) {
      return;
    }
    const key = await askKey(this.#services, this.#account, {
      picture: reviewed.path,
      position: undefined,
      changing: true,
    });
    if (key === undefined) {
      return;
    }
    if (key === 'switch-account') {
      void vscode.window.showInformationMessage(
        'These pictures are matched with one organization. Cancel, and begin anew in another one.',
      );
      return;
    }
    const record = await this.#lookUp(key);
    if (record !== undefined) {
      await this.#take(reviewed, record);
    }
  }

  async #takeNear(n: number): Promise<void> {
    const reviewed = this.#reviewed[n];
    const near = reviewed === undefined ? [] : nearOf(reviewed);
    const record = near.length > 1 ? await askNear(reviewed?.path ?? '', near) : near[0];
    if (reviewed !== undefined && record === 'another') {
      await this.#changeRecord(n);
    } else if (reviewed !== undefined && record !== undefined && record !== 'another') {
      await this.#take(reviewed, record);
    }
  }

  async #take(reviewed: Reviewed, record: MatchedRecord): Promise<void> {
    const same = await isSame(this.#services, reviewed, record, this.#lastUploads);
    const [losing] = losingTo(this.#reviewed, reviewed.n, record);
    this.#change(withRecord(this.#reviewed, reviewed.n, record, same));
    if (losing !== undefined && losing.path !== reviewed.path) {
      // Its row may be far away.
      void vscode.window.showInformationMessage(wordsOfLost(losing.path, reviewed.path));
    }
  }

  async #lookUp(key: RecordKey): Promise<MatchedRecord | undefined> {
    const crm = this.#services.sessions.crmOf(this.#account);
    const found = await withCountedProgress('Looking at the record', (signal) =>
      findRecord(crm, key, signal),
    );
    if (found === undefined) {
      return undefined;
    }
    if (!found.ok) {
      const { what, remedy } = wordsOfFailure(found.failure);
      void vscode.window.showErrorMessage(`${what} ${remedy}`);
      return undefined;
    }
    if (found.value === undefined) {
      void vscode.window.showErrorMessage(
        `There is no record ${key.id} in ${plain(key.module)}. Check the record ID.`,
      );
    }
    return found.value;
  }

  async #openRecord(n: number): Promise<void> {
    const found = this.#reviewed[n]?.found;
    if (found !== undefined && 'record' in found) {
      await openRecord(this.#account, found.record.key);
    }
  }

  async #lookAtPhotos(): Promise<void> {
    const unknown = this.#going()
      .filter(({ record }) => record.photoMark === undefined)
      .map(({ reviewed, record }) => [reviewed.n, record] as const);
    const seen = await lookAtPhotos(this.#services, this.#account, unknown);
    const now = this.#reviewed.map((one): Reviewed => {
      const record = seen.get(one.n);
      return record === undefined ? one : { ...one, found: { kind: 'record', record, value: '' } };
    });
    this.#change(now);
  }

  async #saveUnmatched(): Promise<void> {
    const rows = this.#reviewed
      .filter((one) => reviewStateOf(one, this.#onlyChanged).kind !== 'ready' || one.out)
      .map((one) => {
        const { file, note, record, out } = this.#row(one);
        return [file, record === undefined ? '' : { id: record.id }, out ? 'Taken out' : note];
      });
    const missing = this.#material.withoutFile.map(({ file, value }) => [
      file,
      { id: value },
      'The file is not in the folder.',
    ]);
    await saveTable(
      ['File', 'Record', 'Why'],
      [...rows, ...missing],
      'unmatched photos',
      this.#material.folders[0],
    );
  }

  /** Tells the page of what differs only: there may be many thousands of rows. */
  #change(now: readonly Reviewed[]): void {
    const before = this.#reviewed;
    this.#reviewed = now;
    const changed = this.#reviewed.filter((one, index) => one !== before[index]);
    this.#view.update(changed.map((one) => this.#row(one)));
    this.#drawFacts();
  }

  #draw(): void {
    const rows = this.#reviewed.map((one) => this.#row(one));
    this.#view.show(this.#facts(), rows);
  }

  #drawFacts(): void {
    this.#view.facts(this.#facts());
  }

  #row(reviewed: Reviewed): ReturnType<typeof reviewRow> {
    return reviewRow(reviewed, this.#onlyChanged, {
      addressOf: (place) => this.#view.addressOf(place),
      whyAbsent: (place) => this.#material.notFetched.get(place),
      mapping: this.#material.mapping,
    });
  }

  /** What goes up, and where to. */
  #going(): { reviewed: Reviewed; record: MatchedRecord }[] {
    return this.#reviewed.flatMap((reviewed) => {
      const record = targetOf(reviewed, this.#onlyChanged);
      return record === undefined ? [] : [{ reviewed, record }];
    });
  }

  #facts(): ReturnType<typeof reviewFacts> {
    const going = this.#going();
    const photos = {
      sizes: going.map(({ reviewed }) => reviewed.size),
      withPhoto: going.filter(({ record }) => typeof record.photoMark === 'string').length,
      unknownPhotos: going.filter(({ record }) => record.photoMark === undefined).length,
      mostBytes: this.#services.backups.mostBytes,
    };
    const estimated = estimate({ ...photos, keptSizes: this.#keptSizes });
    const version = this.#services.settings.apiVersion();
    return reviewFacts({
      account: this.#account,
      module: this.#material.mapping.module,
      before: {
        ...photos,
        seconds: estimated.seconds,
        restricted: this.#automation.restricted,
      },
      estimate: estimated,
      staying: this.#reviewed.length - going.length,
      mayBeSame: this.#reviewed.some(
        ({ found }) => found.kind === 'record' && this.#lastUploads.knows(found.record),
      ),
      onlyChanged: this.#onlyChanged,
      withoutFile: this.#material.withoutFile.length,
      junk: this.#material.junk,
      canRestrict: VERSION_TRAITS[version].restrictTriggers.length > 0,
    });
  }
}

/** @returns undefined where the disk refuses, which is told */
async function noted<T>(write: () => Promise<T>): Promise<T | undefined> {
  try {
    return await write();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) {
      throw error;
    }
    void vscode.window.showErrorMessage(
      `The upload could not be noted on this machine (${code}), so nothing was sent. Make room, then start again.`,
    );
    return undefined;
  }
}

function pictureOf({ place, size }: Reviewed): ReturnType<typeof pictureAt> {
  return pictureAt(vscode.Uri.parse(place, true), size);
}
