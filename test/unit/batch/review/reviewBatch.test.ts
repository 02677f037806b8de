import assert from 'node:assert/strict';
import { stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, before, beforeEach, describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type * as vscodeTypes from 'vscode';
import type { BatchFacts, BatchRow, ToBatchPage } from '../../../../src/batch/page/messages.ts';
import type { MatchedRecord } from '../../../../src/batch/match/match.ts';
import type { Reviewed } from '../../../../src/batch/review/reviewed.ts';
import type { Rematched, ReviewMaterial } from '../../../../src/batch/review/openReview.ts';
import { OpenRuns } from '../../../../src/batch/run/openRuns.ts';
import type { BatchServices } from '../../../../src/batch/services.ts';
import { sha256Of } from '../../../../src/storage/sha256.ts';
import { pictureInMemory } from '../../../../src/image/picture.ts';
import { chair, mug } from '../../../drawings.ts';
import { heic } from '../../../heic.ts';
import { AMELIA, commandInTest } from '../../commands/commandInTest.ts';
import {
  asked,
  executed,
  opened,
  person,
  saved,
  settingChanged,
  told,
} from '../../commands/person.ts';
import { vscode } from '../../stubbedVscode.ts';
import { until } from '../../until.ts';
import { foundRecord, REFUSED, reviewed } from './reviewedInTest.ts';

interface Item {
  readonly label: string;
}

/** The page that was opened last, and what it was sent. */
class Panel {
  title = '';
  isClosed = false;
  facts: BatchFacts | undefined;
  readonly rows = new Map<number, BatchRow>();
  #hear: (said: unknown) => void = () => undefined;
  #closed: () => void = () => undefined;
  readonly webview = {
    html: '',
    cspSource: '',
    options: {},
    asWebviewUri: (uri: object) => uri,
    onDidReceiveMessage: (hear: (said: unknown) => void) => {
      this.#hear = hear;
    },
    postMessage: (message: ToBatchPage) => {
      this.#take(message);
      return Promise.resolve(true);
    },
  };

  onDidDispose(closed: () => void): void {
    this.#closed = closed;
  }

  onDidChangeViewState(): void {
    // It stays visible.
  }

  dispose(): void {
    this.isClosed = true;
    this.#closed();
  }

  say(said: object): void {
    this.#hear(said);
  }

  #take(message: ToBatchPage): void {
    if (message.kind === 'all' || message.kind === 'facts') {
      this.facts = message.facts;
    }
    if (message.kind === 'all') {
      this.rows.clear();
    }
    if (message.kind === 'all' || message.kind === 'rows') {
      for (const row of message.rows) {
        this.rows.set(row.n, row);
      }
    }
  }
}

let panel: Panel | undefined;
/** Quick picks that wait for an answer. */
let picks: { readonly items: readonly Item[]; readonly answer: (chosen: unknown) => void }[] = [];

/** What the person chooses in the next dialogs; by default, nothing. */
let dialogs: vscodeTypes.Uri[][] = [];

const { file, parse } = vscode.Uri as {
  file: (path: string) => vscodeTypes.Uri;
  parse: (text: string) => object;
};
Object.assign(vscode.Uri as object, {
  parse: (text: string) => ({
    ...parse(text),
    ...(text.startsWith('file:') && { fsPath: fileURLToPath(text) }),
  }),
});
vscode.ViewColumn = { Active: -1, Beside: -2 };
Object.assign(vscode.window as object, {
  createWebviewPanel: () => (panel = new Panel()),
  showTextDocument: () => Promise.resolve(),
  showOpenDialog: () => Promise.resolve(dialogs.shift()),
  showQuickPick: (items: readonly Item[]) =>
    new Promise((answer) => {
      picks.push({ items, answer });
    }),
});

const { reviewBatch } = await import('../../../../src/batch/review/reviewBatch.ts');

const MATEO = '4876876000000624002';
const YUKI = '4876876000000624003';

function contact(id: string, name: string, photoMark?: string | null): MatchedRecord {
  return { key: { module: 'Contacts', id }, name, photoMark };
}

const MATERIAL: Omit<ReviewMaterial, 'pictures'> = {
  mapping: {
    module: 'Contacts',
    rule: { kind: 'name', name: { pattern: '{key}', replace: [] }, by: { kind: 'id' } },
    several: { kind: 'none' },
  },
  draft: {},
  team: undefined,
  withoutFile: [],
  folders: [],
  junk: 0,
  matchDifferently: () => Promise.resolve(undefined),
};

describe('a review', () => {
  const command = commandInTest();
  let services: BatchServices;
  let photo: Uint8Array;
  let over: Promise<void>;

  before(async () => {
    photo = await chair();
  });

  beforeEach(() => {
    panel = undefined;
    picks = [];
    dialogs = [];
    command.settings.backups = () => ({ bytes: 1_000_000, milliseconds: 1_000_000 });
    const kept = new Map<string, unknown>();
    services = {
      ...command.services,
      openRuns: new OpenRuns(),
      storageFolder: command.keeping.folder,
      memory: {
        get: (key: string) => kept.get(key),
        update: (key: string, value: unknown) => {
          kept.set(key, value);
          return Promise.resolve();
        },
      },
    };
  });

  afterEach(() => {
    panel?.dispose();
  });

  /** Opens the page, with pictures on disk. */
  async function open(...pictures: readonly Reviewed[]): Promise<Panel> {
    return openWith({}, ...pictures);
  }

  async function openWith(
    more: Partial<ReviewMaterial>,
    ...pictures: readonly Reviewed[]
  ): Promise<Panel> {
    const onDisk = await Promise.all(
      pictures.map(async (one): Promise<Reviewed> => {
        const there = path.join(command.keeping.folder, one.path);
        await writeFile(there, await mug());
        return { ...one, place: pathToFileURL(there).href, size: (await mug()).length };
      }),
    );
    const folders = [file(command.keeping.folder)];
    over = reviewBatch(services, command.account, {
      ...MATERIAL,
      pictures: onDisk,
      folders,
      ...more,
    });
    await until('the page is there', () => panel?.facts !== undefined);
    assert.ok(panel);
    return panel;
  }

  /** Presses something once the page is ready for it. */
  async function act(action: string): Promise<void> {
    await until(`${action} is there`, () => {
      const actions = panel?.facts?.actions ?? [];
      return actions.some((one) => one.action === action);
    });
    await setImmediate();
    panel?.say({ kind: 'action', action });
  }

  async function title(text: RegExp): Promise<void> {
    await until(`it is titled ${String(text)}`, () => text.test(panel?.facts?.title ?? ''));
  }

  async function picked(): Promise<(typeof picks)[number]> {
    await until('it is asked', () => picks.length === 1);
    const [pick] = picks.splice(0);
    assert.ok(pick);
    return pick;
  }

  async function rowIs(n: number, state: string): Promise<BatchRow> {
    await until(`row ${n} is ${state}`, () => panel?.rows.get(n)?.state === state);
    const row = panel?.rows.get(n);
    assert.ok(row);
    return row;
  }

  const near = [contact(AMELIA, 'Amelia', null), contact(MATEO, 'Mateo', null)];
  const misspelled = reviewed(1, { found: { kind: 'no-record', value: 'Amelie', near } });
  const ofMateo = (n: number): Reviewed => reviewed(n, foundRecord(contact(MATEO, 'Mateo', null)));
  const ofAmelia = reviewed(0, foundRecord(contact(AMELIA, 'Amelia', null)));

  it('assigns a similar record to a picture, and tells which picture loses it', async () => {
    const page = await open(ofAmelia, misspelled);
    page.say({ kind: 'use-near', n: 1 });
    const near = await asked(/^Select the record/);
    assert.deepEqual(
      near.items.map(({ label }) => label),
      ['Amelia', 'Mateo', 'Another record…'],
    );
    // Requests during a question are dropped.
    page.say({ kind: 'action', action: 'cancel' });
    near.choose('Amelia');
    assert.equal((await rowIs(1, 'ready')).record?.id, AMELIA);
    await rowIs(0, 'not-selected');
    (await told(/0\.jpg/)).press();
    assert.equal(page.isClosed, false);
    await act('cancel');
    await over;
    assert.equal(page.isClosed, true);
  });

  it('says which pictures are HEIC, opens the setting, and takes them once it’s on', async () => {
    const picture = pictureInMemory('1.heic', heic());
    const fittable = { picture, format: 'HEIC', width: 180, height: 120, size: 9 } as const;
    const inspected = { refusal: { kind: 'heic-off' }, fittable } as const;
    const page = await open(ofAmelia, { ...ofMateo(1), inspected });
    const row = await rowIs(1, 'unreadable');
    assert.match(row.note, /^Zoho doesn’t accept HEIC files, and converting them is off/);
    assert.match(page.facts?.warnings.join() ?? '', /^1 picture is HEIC, and .*“Convert HEIC”/);
    await act('heic-setting');
    await until('the setting is open', () => executed.length > 0);
    assert.deepEqual(executed.at(-1), [
      'workbench.action.openSettings',
      'zohoCrmPhotos.convertHeic',
    ]);
    command.settings.convertHeic = () => true;
    settingChanged('zohoCrmPhotos.convertHeic');
    assert.match((await rowIs(1, 'to-resize')).note, /^Zoho doesn’t accept HEIC files\.$/);
    await title(/^Upload 2 photos/);
    assert.doesNotMatch(page.facts?.warnings.join() ?? '', /HEIC/);
    command.settings.convertHeic = () => false;
    settingChanged('zohoCrmPhotos.convertHeic');
    await rowIs(1, 'unreadable');
  });

  it('assigns another record to a picture if it exists', async () => {
    const page = await open(misspelled, reviewed(1, foundRecord(contact(MATEO, 'Mateo', null))));
    page.say({ kind: 'change-record', n: 1 });
    const none = await asked(/^Record in Contacts/);
    none.type('zcrm_4876876000000699999');
    none.choose(/4876876000000699999/);
    (await told(/4876876000000699999/)).press();
    page.say({ kind: 'change-record', n: 1 });
    const again = await asked(/^Record in Contacts/);
    again.type(`zcrm_${AMELIA}`);
    again.choose(/^Contacts/);
    await until('the row has it', () => panel?.rows.get(1)?.record?.id === AMELIA);
    assert.match((await rowIs(1, 'ready')).record?.name ?? '', /Amelia/);
  });

  it('offers the records with a picture’s value, and remembers the choice', async () => {
    const { control } = command.world;
    const twins = await control.addRecords('Contacts', [
      { Full_Name: 'Ada Twin', Mailing_City: 'Graz', Email: 'twin@one.example' },
      { Full_Name: 'Ada Twin', Mailing_City: 'Linz', Email: 'twin@one.example' },
    ]);
    const records = twins.map((id) => contact(id, 'Ada Twin', null));
    const found = { kind: 'several-records', value: 'Ada Twin', records } as const;
    const page = await open(reviewed(0, { found }), reviewed(1, { found }), ofMateo(2));
    page.say({ kind: 'change-record', n: 0 });
    const among = await asked(/^Select the record/);
    await until('the details are there', () => !among.busy);
    assert.deepEqual(
      among.items.map(({ label, description, detail }) => [label, description, detail]),
      [
        ['Ada Twin', 'Mailing City: Graz', `no photo · ${twins[0]}`],
        ['Ada Twin', 'Mailing City: Linz', `no photo · ${twins[1]}`],
        ['Another record…', undefined, undefined],
      ],
    );
    among.choose(/Ada Twin/);
    assert.match((await rowIs(0, 'ready')).note, /One of 2 matching records/);
    assert.equal((await rowIs(1, 'not-selected')).record?.id, twins[0]);
    // The same question again, for a choice that was wrong.
    await setImmediate();
    page.say({ kind: 'change-record', n: 0 });
    const second = await asked(/^Select the record/);
    await until('the details are there', () => !second.busy);
    second.activeItems = second.items.slice(1, 2);
    second.accept();
    await until('the row has it', () => panel?.rows.get(0)?.record?.id === twins[1]);
    assert.equal((await rowIs(1, 'not-selected')).record?.id, twins[1]);
    await setImmediate();
    page.say({ kind: 'change-record', n: 0 });
    (await asked(/^Select the record/)).choose('Another record…');
    const other = await asked(/^Record in Contacts/);
    other.type(`zcrm_${AMELIA}`);
    other.choose(/^Contacts/);
    await until('the row has it', () => panel?.rows.get(0)?.record?.id === AMELIA);
  });

  it('checks for photos, and tells how many records couldn’t be checked', async () => {
    const { control } = command.world;
    await control.putPhoto('Contacts', AMELIA, photo);
    await open(
      reviewed(0, foundRecord(contact(AMELIA, 'Amelia'))),
      reviewed(1, foundRecord(contact(MATEO, 'Mateo'))),
      reviewed(2, foundRecord(contact(YUKI, 'Yuki'))),
    );
    await control.fault({
      method: 'GET',
      path: `/${YUKI}/photo`,
      answer: { status: 400, body: { code: 'NO_PERMISSION', status: 'error' } },
    });
    await act('check-for-photos');
    (await told(/1 record/)).press();
    await until('the rows know', () => panel?.rows.get(0)?.record?.hasPhoto === true);
    const known = [...(panel?.rows.values() ?? [])].map(({ record }) => record?.hasPhoto);
    assert.deepEqual(known, [true, false, undefined]);
  });

  it('asks which automations to skip; a cancel changes nothing', async () => {
    const page = await open(ofAmelia);
    const lines = page.facts?.lines;
    await act('skip-automations');
    (await picked()).answer(undefined);
    await act('skip-automations');
    const { items, answer } = await picked();
    assert.deepEqual(page.facts?.lines, lines);
    answer(items.filter((one) => 'picked' in one && one.picked !== true));
    await until('it is said', () => panel?.facts?.lines.join() !== lines?.join());
    assert.match(lines?.join() ?? '', /workflow rules/);
    assert.doesNotMatch(page.facts?.lines.join() ?? '', /workflow rules/);
  });

  it('saves a table of what isn’t uploaded, with the reasons', async () => {
    person.saves = '/somewhere/unmatched.csv';
    const page = await open(ofAmelia, misspelled, reviewed(2, { inspected: REFUSED }));
    page.say({ kind: 'exclude', ns: [0], isExcluded: true });
    await act('save-unmatched');
    await until('it is saved', () => saved.size === 1);
    const text = Buffer.from(saved.get('/somewhere/unmatched.csv') ?? []).toString('utf16le');
    const rows = text.trim().split('\r\n').slice(1);
    assert.deepEqual(
      rows.map((row) => row.split('\t')[0]),
      ['"0.jpg"', '"1.jpg"', '"2.jpg"'],
    );
    assert.ok(rows[0]?.includes(AMELIA));
    assert.match(rows[1] ?? '', /Amelie/);
  });

  describe('of records without photos', () => {
    /** The number of a record's row, by a part of the name. */
    function rowOf(name: string): number {
      const row = [...(panel?.rows.values() ?? [])].find(
        ({ state, record }) => state === 'without-photo' && record?.name.includes(name) === true,
      );
      assert.ok(row, name);
      return row.n;
    }

    function withoutPhoto(): string[] {
      return [...(panel?.rows.values() ?? [])].flatMap(({ state, record }) =>
        state === 'without-photo' ? (record?.name ?? '') : [],
      );
    }

    async function openCompared(): Promise<Panel> {
      const page = await open(ofAmelia);
      await act('find-without-photo');
      (await told(/^Find records in Contacts without photos\?$/)).press('Find Records');
      await until('they are there', () => withoutPhoto().length === 3);
      await setImmediate();
      return page;
    }

    it('finds them once the person has agreed, and saves them', async () => {
      const page = await open(ofAmelia);
      await act('find-without-photo');
      const question = await told(/^Find records in Contacts/);
      assert.match(question.detail ?? '', /Northwind Traders \(PRODUCTION\).* API credit/);
      question.press();
      await act('find-without-photo');
      assert.deepEqual(withoutPhoto(), []);
      person.cancels = /^Finding records/;
      (await told(/^Find records in Contacts/)).press('Find Records');
      await act('find-without-photo');
      person.cancels = undefined;
      assert.deepEqual(withoutPhoto(), []);
      (await told(/^Find records in Contacts/)).press('Find Records');
      await until('they are there', () => withoutPhoto().length > 0);
      assert.deepEqual(withoutPhoto(), ['Mateo Álvarez', "Niamh O'Connor", 'Yuki 佐藤']);
      assert.ok(
        page.facts?.lines.includes('3 records in Contacts have no photo and no picture here.'),
      );
      assert.match(page.facts?.title ?? '', /^Upload 1 photo/);
      person.saves = '/somewhere/missing.csv';
      await act('save-without-photo');
      await until('it is saved', () => saved.size === 1);
      const text = Buffer.from(saved.get('/somewhere/missing.csv') ?? []).toString('utf16le');
      assert.match(text, /Mateo Álvarez/);
      assert.equal(text.trim().split('\r\n').length, 4);
    });

    it('tells why they couldn’t be found', async () => {
      await open(ofAmelia);
      await command.world.control.fault({
        path: '/Contacts?',
        times: 0,
        answer: { status: 403, body: { code: 'NO_PERMISSION', status: 'error' } },
      });
      await act('find-without-photo');
      (await told(/^Find records in Contacts/)).press('Find Records');
      (await told(/^Couldn’t find records without photos in Northwind Traders/)).press();
      assert.deepEqual(withoutPhoto(), []);
    });

    it('takes a picture that is chosen for one', async () => {
      const page = await openCompared();
      const extra = path.join(command.keeping.folder, 'extra.jpg');
      await writeFile(extra, await mug());
      page.say({ kind: 'choose-picture', n: rowOf('Mateo') });
      await setImmediate();
      assert.equal(withoutPhoto().length, 3);
      dialogs.push([file(extra)]);
      page.say({ kind: 'choose-picture', n: rowOf('Mateo') });
      const row = await rowIs(1, 'ready');
      assert.deepEqual([row.file, row.record?.id], ['extra.jpg', MATEO]);
      assert.deepEqual(withoutPhoto(), ["Niamh O'Connor", 'Yuki 佐藤']);
      assert.match(page.facts?.title ?? '', /^Upload 2 photos/);
      // The same file for another record.
      await setImmediate();
      const uri = pathToFileURL(extra).href;
      page.say({ kind: 'drop-picture', n: rowOf('Yuki'), dropped: { kind: 'uri', uri } });
      assert.match((await rowIs(2, 'ready')).note, /^One picture for 2 records\./);
      page.say({ kind: 'exclude', ns: [1], isExcluded: true });
      await until('it is excluded', () => page.rows.get(1)?.isExcluded === true);
      assert.deepEqual(withoutPhoto(), ["Niamh O'Connor"]);
    });

    it('saves a picture that another program dropped, in a folder asked for once', async (context) => {
      const { fs } = vscode.workspace as { fs: Record<string, unknown> };
      const onDisk = {
        stat: ({ fsPath }: vscodeTypes.Uri) => stat(fsPath),
        writeFile: ({ fsPath }: vscodeTypes.Uri, bytes: Uint8Array) => writeFile(fsPath, bytes),
      };
      const before = { ...fs };
      Object.assign(fs, onDisk);
      context.after(() => {
        Object.assign(fs, before);
      });
      const page = await openCompared();
      const drop = (n: number, name: string, bytes: Uint8Array): void => {
        page.say({ kind: 'drop-picture', n, dropped: { kind: 'bytes', name, bytes } });
      };
      const bytes = new Uint8Array(await mug());
      drop(rowOf('Mateo'), '../up/../mug.jpg', bytes);
      await setImmediate();
      assert.equal(withoutPhoto().length, 3);
      dialogs.push([file(command.keeping.folder)]);
      drop(rowOf('Mateo'), '../up/../mug.jpg', bytes);
      assert.equal((await rowIs(1, 'ready')).file, '-up-..-mug.jpg');
      await setImmediate();
      drop(rowOf('Yuki'), '../up/../mug.jpg', bytes);
      const { file: second } = await rowIs(2, 'ready');
      assert.equal(decodeURIComponent(second), '-up-..-mug (2).jpg');
      await setImmediate();
      drop(rowOf('Niamh'), 'v1.2', bytes);
      assert.match((await rowIs(3, 'ready')).file, /^v1\.2\.(jpg|png)$/);
    });

    it('refuses what is no picture, and several at once', async () => {
      const page = await openCompared();
      const drop = (dropped: object): void => {
        page.say({ kind: 'drop-picture', n: rowOf('Mateo'), dropped });
      };
      drop({ kind: 'bytes', name: 'notes.txt', bytes: new Uint8Array([104, 105]) });
      (await told(/^notes\.txt can’t be uploaded\. The file isn’t a picture\./)).press();
      for (const [kind, text] of [
        ['several', /one picture at a time/],
        ['too-large', /too large/],
        ['none', /Drop a picture file/],
      ] as const) {
        await setImmediate();
        drop({ kind });
        (await told(text)).press();
      }
      await setImmediate();
      drop({ kind: 'uri', uri: 'no uri' });
      (await told(/can’t be read from here/)).press();
      assert.equal(withoutPhoto().length, 3);
    });
  });

  it('opens a record in the browser, and ends when the page is closed', async () => {
    const page = await open(ofAmelia, misspelled);
    page.say({ kind: 'open-record', ns: [0] });
    await until('it is opened', () => opened.length === 1);
    assert.ok(opened[0]?.includes(AMELIA));
    page.dispose();
    await over;
  });

  it('matches differently on the same page: a cancel changes nothing, exclusions are kept', async () => {
    const answers = [Promise.withResolvers<Rematched | undefined>()];
    let ends: AbortSignal | undefined;
    const matchDifferently = (
      _: ReadonlySet<string>,
      closed: AbortSignal,
    ): Promise<Rematched | undefined> => {
      ends = closed;
      return answers.at(-1)?.promise ?? Promise.resolve(undefined);
    };
    const page = await openWith({ matchDifferently }, ofAmelia, misspelled);
    page.say({ kind: 'exclude', ns: [0], isExcluded: true });
    await act('match-differently');
    await until('it is asked', () => ends !== undefined);
    answers[0]?.resolve(undefined);
    answers.push(Promise.withResolvers());
    ends = undefined;
    await act('match-differently');
    await until('it is asked again', () => ends !== undefined);
    assert.equal(page.rows.get(0)?.isExcluded, true);
    assert.equal(page.rows.get(1)?.state, 'no-record');
    const places = [ofAmelia, misspelled].map(
      ({ path: name }) => pathToFileURL(path.join(command.keeping.folder, name)).href,
    );
    const mateo = { ...misspelled, ...foundRecord(contact(MATEO, 'Mateo', null)) };
    const folders = [file(command.keeping.folder)];
    const material = {
      ...MATERIAL,
      folders,
      pictures: [ofAmelia, mateo].map((one, n) => ({ ...one, place: places[n] ?? '' })),
      matchDifferently,
    };
    answers[1]?.resolve({ account: command.account, material });
    assert.equal((await rowIs(1, 'ready')).record?.id, MATEO);
    assert.equal(page.rows.get(0)?.isExcluded, true);
    assert.equal(page.isClosed, false);
    assert.equal(panel, page);
    page.dispose();
    await over;
  });

  it('matches differently with what was chosen above the pictures', async () => {
    const folders = [file(command.keeping.folder)];
    const matched = {
      ...MATERIAL,
      folders,
      pictures: [reviewed(0, foundRecord(contact(AMELIA, 'Amelia', 'theirs'))), ofMateo(1)],
    };
    const page = await openWith(
      { matchDifferently: () => Promise.resolve({ account: command.account, material: matched }) },
      reviewed(0, foundRecord(contact(AMELIA, 'Amelia', 'theirs'))),
    );
    await act('only-without-photo');
    await rowIs(0, 'has-photo');
    await act('skip-automations');
    (await picked()).answer([]);
    await setImmediate();
    assert.doesNotMatch(page.facts?.lines.join() ?? '', /workflow rules/);
    await act('match-differently');
    await rowIs(1, 'ready');
    // Otherwise a photo would be replaced that the person wanted to leave as it is.
    await rowIs(0, 'has-photo');
    assert.doesNotMatch(page.facts?.lines.join() ?? '', /workflow rules/);
    page.dispose();
    await over;
  });

  it('ends when the page is closed just before the other matches are shown', async (context) => {
    const other = Promise.withResolvers<Rematched | undefined>();
    const page = await openWith({ matchDifferently: () => other.promise }, misspelled);
    await act('match-differently');
    await setImmediate();
    const { backups } = services;
    const of = backups.of.bind(backups);
    context.mock.method(backups, 'of', (account: string) => {
      page.dispose();
      return of(account);
    });
    const folders = [file(command.keeping.folder)];
    const material = { ...MATERIAL, folders, pictures: [misspelled] };
    other.resolve({ account: command.account, material });
    await over;
  });

  it('ends the questions when the page is closed', async () => {
    let ends: AbortSignal | undefined;
    const page = await openWith(
      {
        matchDifferently: (_, closed) => {
          ends = closed;
          return new Promise((resolve) => {
            closed.addEventListener('abort', () => {
              resolve(undefined);
            });
          });
        },
      },
      misspelled,
    );
    await act('match-differently');
    await until('it is asked', () => ends !== undefined);
    page.dispose();
    await over;
    assert.equal(ends?.aborted, true);
  });

  it('offers to match differently first, and no saving, if nothing matched', async () => {
    const page = await open(reviewed(0, { found: { kind: 'no-record', value: 'X' } }));
    const actions = page.facts?.actions.map(({ action }) => action) ?? [];
    assert.deepEqual(actions.slice(0, 3), ['start', 'match-differently', 'cancel']);
    assert.ok(!actions.includes('save-mapping'));
    assert.match(page.facts?.warnings[0] ?? '', /^No picture matches a record in Contacts/);
    page.dispose();
    await over;
    panel = undefined;
    const other = await open(ofAmelia, misspelled);
    const more = other.facts?.actions.map(({ action }) => action) ?? [];
    assert.equal(more[1], 'cancel');
    assert.deepEqual(more.slice(-2), ['match-differently', 'save-mapping']);
  });

  it('starts no run that the administrator doesn’t allow, and resumes it once they do', async () => {
    const page = await open(ofAmelia, misspelled);
    await title(/^Upload 1 photo/);
    const before = (await command.world.control.requests()).length;
    command.policy = { kind: 'rules', rules: { allowedDataCenters: ['EU'] } };
    await act('start');
    (await told(/can’t be used\. Your organization’s policy doesn’t allow custom servers/)).press();
    await until('the page shows the run', () => page.facts?.isReview === false);
    assert.deepEqual(
      [...page.rows.values()].map(({ state }) => state).filter((state) => state === 'failed'),
      [],
    );
    assert.equal((await command.world.control.requests()).length, before);
    await act('resume');
    (await told(/can’t be used/)).press();
    command.policy = { kind: 'none' };
    await act('resume');
    await until('the photo is there', async () => (await command.stored()) !== undefined);
    (await told(/1 photo/)).press();
  });

  it('follows the started run on the same page', async () => {
    const page = await open(ofAmelia, misspelled);
    await title(/^Upload 1 photo/);
    await act('start');
    await until('the photo is there', async () => (await command.stored()) !== undefined);
    assert.equal(await command.stored(), sha256Of(await mug()));
    (await told(/1 photo/)).press();
    assert.equal(page.isClosed, false);
    assert.equal(page.facts?.isReview, false);
  });
});
