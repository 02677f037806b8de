import * as vscode from 'vscode';
import type { Account } from '../../auth/account.ts';
import type { PreparedPicture } from '../../image/preparedPicture.ts';
import { preparedPicture } from '../../image/preparedPicture.ts';
import type { BatchAction, BatchRow } from '../page/messages.ts';
import { runFacts } from './facts.ts';
import type { RunFacts } from './facts.ts';
import type { SaidOnBatchPage } from './panel.ts';
import { outcomeWords, toldOf } from './rows.ts';
import { tellBatch, tellBatchUndone } from './report.ts';
import { organizationName } from '../../ui/names.ts';
import { pictureAt } from '../../ui/pictures.ts';
import { withUploadProgress } from '../../ui/uploadProgress.ts';
import { wordsOfEnd, wordsOfRunProgress } from '../words.ts';
import { counted } from '../../ui/words/numbers.ts';
import type { BatchEnd } from '../run/engine.ts';
import { BatchRun } from '../run/engine.ts';
import type { Item, Journal, RunState } from '../run/journal.ts';
import { JournalFailed } from '../run/journal.ts';
import type { RunProgress } from '../run/progress.ts';
import { SharedPictures } from '../run/sharedPicture.ts';
import type { UndoneItem } from '../run/undoBatch.ts';
import { batchOptionsOf } from '../options.ts';
import { runsOf } from '../store.ts';
import { undoBatchRun, wantsUndoOfAll } from './batchUndo.ts';
import type { BatchView } from './batchView.ts';
import { fitterOf } from '../../commands/fitter.ts';
import { openRecord } from '../../commands/openRecord.ts';
import type { Services } from '../../commands/services.ts';
import type { FollowedRun } from './runRows.ts';
import { RunRows } from './runRows.ts';

/**
 * Shows a run on its page: while it goes on, and what came of it, with what can be done about that.
 *
 * @param begins whether it goes on at once
 */
export async function followRun(
  services: Services,
  account: Account,
  view: BatchView,
  followed: FollowedRun,
  { begins }: { begins: boolean },
): Promise<void> {
  const state = await runsOf(services).read(followed.id);
  if (state === undefined) {
    void vscode.window.showWarningMessage('This upload is no longer known.');
    view.close();
    return;
  }
  const onPage = new RunOnPage(services, account, view, followed, state);
  FOLLOWED.set(followed.id, onPage);
  try {
    await onPage.follow(begins);
  } finally {
    FOLLOWED.delete(followed.id);
  }
}

/** Those of this window, by their ids: a run that is paused may have its page closed. */
const FOLLOWED = new Map<string, RunOnPage>();

/** Goes on with a run that has a page in this window already; false where it has none. */
export function goOnWithFollowed(id: string): boolean {
  const onPage = FOLLOWED.get(id);
  onPage?.goOn();
  return onPage !== undefined;
}

/** Whether a run goes on in this window, paused or not. */
export function goesOnHere(id: string): boolean {
  return FOLLOWED.get(id)?.goesOn ?? false;
}

class RunOnPage {
  readonly #services: Services;
  readonly #account: Account;
  readonly #view: BatchView;
  readonly #followed: FollowedRun;
  readonly #over = Promise.withResolvers<undefined>();
  readonly #rows: RunRows;
  readonly #shared = new SharedPictures();
  #state: RunState;
  #phase: RunFacts['phase'] = 'resting';
  #stopped: string | undefined;
  #run: BatchRun | undefined;
  #ending = new AbortController();
  /** Things that go on, an open notification among them. */
  #active = 0;
  #isClosed = false;

  constructor(
    services: Services,
    account: Account,
    view: BatchView,
    followed: FollowedRun,
    state: RunState,
  ) {
    this.#services = services;
    this.#account = account;
    this.#view = view;
    this.#followed = followed;
    this.#rows = new RunRows(followed, view);
    this.#state = state;
  }

  get goesOn(): boolean {
    return this.#run !== undefined || this.#phase === 'undoing';
  }

  /** Until the page is closed and nothing goes on any more. */
  follow(begins: boolean): Promise<undefined> {
    this.#view.listen({
      onSaid: (said) => {
        this.#begin(() => this.#heard(said));
      },
      onClosed: () => {
        this.#isClosed = true;
        this.#endIfOver();
      },
    });
    this.#draw();
    this.#begin(() => (begins ? this.#go() : this.#watch()));
    return this.#over.promise;
  }

  /** What is thrown is a mistake of ours, and ends the command with it. */
  #begin(work: () => Promise<void>): void {
    this.#active += 1;
    work()
      .catch(this.#over.reject)
      .finally(() => {
        this.#active -= 1;
        this.#endIfOver();
      });
  }

  #endIfOver(): void {
    if (this.#isClosed && this.#active === 0) {
      this.#over.resolve(undefined);
    }
  }

  async #heard(said: SaidOnBatchPage): Promise<void> {
    switch (said.kind) {
      case 'action':
        await this.#act(said.action);
        return;
      case 'open-record': {
        const item = this.#state.items[said.n];
        if (item !== undefined) {
          await openRecord(this.#account, item.key);
        }
        return;
      }
      case 'show-picture':
        await this.#view.showPicture(this.#state.items[said.n]?.place ?? '');
        return;
      case 'take-out':
      case 'change-record':
      case 'take-near':
        return;
    }
  }

  async #act(action: BatchAction): Promise<void> {
    switch (action) {
      case 'pause':
        await this.#pause();
        return;
      case 'resume':
        this.#run?.resume();
        this.#setPhase('running');
        return;
      case 'cancel':
        this.#ending.abort();
        return;
      case 'go-on':
      case 'retry-failed':
        await this.#go();
        return;
      case 'undo-all':
        await this.#undo();
        return;
      case 'save-result':
        await this.#rows.save(this.#state.items);
        return;
      case 'show-log':
        this.#services.log.show();
        return;
      default:
        return;
    }
  }

  /** What was begun and has not left waits like what was not. */
  async #pause(): Promise<void> {
    const run = this.#run;
    const settled = run?.pause();
    this.#shared.forget();
    this.#setPhase('paused');
    await settled;
    if (this.#phase === 'paused' && this.#run === run) {
      this.#rows.rest();
      this.#draw();
    }
  }

  #isResting(): boolean {
    return this.#phase === 'resting';
  }

  async #go(): Promise<void> {
    if (!this.#isResting()) {
      return;
    }
    this.#phase = 'running';
    this.#stopped = undefined;
    this.#ending = new AbortController();
    this.#draw();
    const title = `Uploading ${counted(this.#state.items.length, 'photo')} to ${organizationName(this.#account)}`;
    const end = await this.#untilRest(() =>
      withUploadProgress(title, (cancelled, show) => {
        const signal = AbortSignal.any([cancelled, this.#ending.signal]);
        return runsOf(this.#services)
          .own(this.#followed.id, (journal) => this.#runIn(journal, signal, show))
          .catch(codeOfJournal);
      }),
    );
    if (end === 'elsewhere' || end === 'gone') {
      await this.#tellNotOwned(end);
      return;
    }
    if ('code' in end) {
      this.#stopped = wordsOfEnd(end);
      this.#view.facts(this.#facts());
      return;
    }
    this.#stopped = wordsOfEnd(end.end);
    this.#view.facts(this.#facts());
    this.#logResults(end);
    this.#begin(() => this.#tell(end));
  }

  async #runIn(
    journal: Journal,
    signal: AbortSignal,
    show: (fraction: number, text: string) => void,
  ): Promise<BatchEnd> {
    this.#state = journal.state;
    const services = this.#services;
    await runsOf(services).prune(services.settings.keepPhotos().milliseconds, this.#followed.id);
    // What is undone now is this run, and on its page.
    await services.lastChanges.set([]);
    const run = new BatchRun(services.sessions.crmOf(this.#account), journal, {
      ...(await batchOptionsOf(services, this.#account, signal)),
      pictureOf: (item) => this.#pictureOf(item, signal),
      wordsOf: toldOf,
      observer: {
        onProgress: (progress) => {
          this.#showProgress(progress, show);
        },
        onResult: (result) => {
          this.#rows.over(result);
          this.#updateRow(result.n);
        },
        onWaiting: (n) => {
          this.#rows.waits(n);
          this.#updateRow(n);
        },
        onBug: (error) => {
          services.log.bug(error);
        },
      },
    });
    this.#run = run;
    if (this.#phase === 'paused') {
      void run.pause();
    }
    return run.run();
  }

  #showProgress(progress: RunProgress, show: (fraction: number, text: string) => void): void {
    const fraction = progress.totalBytes === 0 ? 1 : progress.bytes / progress.totalBytes;
    const text = wordsOfRunProgress(progress);
    show(fraction, text);
    this.#view.progress({ fraction, text });
  }

  /** Called when its turn comes. */
  #pictureOf(item: Item, signal: AbortSignal): PreparedPicture {
    this.#rows.begun(item.n);
    this.#updateRow(item.n);
    const { items, run } = this.#state;
    const { fits, longestSide, withoutCmyk, withoutPersonalData } = run;
    const picture = preparedPicture(pictureAt(vscode.Uri.parse(item.place, true), item.size), {
      fitter: () => fitterOf(this.#services),
      // As it was when the run was reviewed, whatever the settings are by now.
      fits,
      wishes: {
        ...(longestSide !== undefined && { longestSide }),
        ...(withoutCmyk !== undefined && { withoutCmyk }),
      },
      withoutPersonalData,
      signal,
    });
    return this.#shared.of(item, items, picture);
  }

  async #tellNotOwned(end: 'elsewhere' | 'gone'): Promise<void> {
    void vscode.window.showWarningMessage(
      end === 'elsewhere'
        ? 'This upload goes on in another window of VS Code. Look there.'
        : 'This upload is no longer known.',
    );
    if (end === 'elsewhere') {
      await this.#watch();
    }
  }

  /** While another window is at it, the page shows how far that is, and leaves it alone. */
  async #watch(): Promise<void> {
    const runs = runsOf(this.#services);
    const { id } = this.#followed;
    while (this.#canWatch() && (await runs.isUnderWay(id)) && this.#canWatch()) {
      const before = this.#state;
      this.#state = (await runs.read(id)) ?? before;
      if (this.#phase === 'resting') {
        this.#phase = 'elsewhere';
        this.#draw();
      } else {
        const changed = this.#state.items.filter((item, n) => hasChanged(item, before.items[n]));
        this.#view.update(changed.map((item) => this.#row(item)));
        this.#view.facts(this.#facts());
      }
    }
    if (this.#phase === 'elsewhere') {
      await this.#rest();
    }
  }

  #canWatch(): boolean {
    return !this.#isClosed && (this.#phase === 'resting' || this.#phase === 'elsewhere');
  }

  #logResults({ results, requests }: BatchEnd): void {
    for (const { key, outcome } of results) {
      const { code } = outcomeWords(outcome);
      this.#services.log.info(
        `${key.module} ${key.id}: ${outcome.kind}${code === '' ? '' : ` (${code})`}`,
      );
    }
    this.#services.log.info(`${results.length} pictures, ${requests} requests`);
  }

  async #tell(end: BatchEnd): Promise<void> {
    if (end.results.some(({ outcome }) => 'change' in outcome)) {
      await vscode.commands.executeCommand('setContext', 'zohoCrmPhotos.uploaded', true);
    }
    switch (await tellBatch(this.#account, end)) {
      case 'show':
        this.#reveal();
        return;
      case 'go-on':
        await this.#go();
        return;
      case 'undo-all':
        await this.#undo();
        return;
      case undefined:
        return;
    }
  }

  /** Shows its page, and whatever rests or is paused goes on. */
  goOn(): void {
    this.#reveal();
    if (this.#phase === 'paused') {
      this.#begin(() => this.#act('resume'));
    } else if (this.#phase === 'elsewhere') {
      this.#begin(() => this.#watch());
    } else if (!this.#state.over) {
      this.#begin(() => this.#go());
    }
  }

  /** To the front, opened once more where it was closed. */
  #reveal(): void {
    if (this.#view.reveal() === 'anew') {
      this.#isClosed = false;
      this.#draw();
    }
  }

  async #undo(): Promise<void> {
    if (!this.#isResting() || !(await wantsUndoOfAll(this.#account)) || !this.#isResting()) {
      return;
    }
    this.#ending = new AbortController();
    this.#stopped = undefined;
    this.#setPhase('undoing');
    const undone = await this.#untilRest(() =>
      undoBatchRun(this.#services, this.#account, this.#followed.id, {
        signal: this.#ending.signal,
        onState: (state) => {
          this.#state = state;
        },
        onProgress: (fraction, text) => {
          this.#view.progress({ fraction, text });
        },
      }),
    );
    if (undone === 'elsewhere' || undone === 'gone') {
      await this.#tellNotOwned(undone);
      return;
    }
    if ('code' in undone) {
      this.#stopped = wordsOfEnd(undone);
      this.#view.facts(this.#facts());
      return;
    }
    this.#begin(() => this.#tellUndone(undone));
  }

  async #tellUndone(undone: readonly UndoneItem[]): Promise<void> {
    switch (await tellBatchUndone(this.#account, undone)) {
      case 'show':
        this.#reveal();
        return;
      case 'undo-all':
        await this.#undo();
        return;
      case 'go-on':
      case undefined:
        return;
    }
  }

  /** Whatever ends it, the page does not go on saying that something is under way. */
  async #untilRest<T>(work: () => PromiseLike<T>): Promise<T> {
    try {
      return await work();
    } finally {
      this.#run = undefined;
      this.#shared.forget();
      this.#rows.rest();
      await this.#rest();
    }
  }

  /** Nothing goes on any more: what is in the journal counts. */
  async #rest(): Promise<void> {
    this.#state = (await runsOf(this.#services).read(this.#followed.id)) ?? this.#state;
    this.#phase = 'resting';
    this.#view.progress(undefined);
    this.#draw();
  }

  #setPhase(phase: RunFacts['phase']): void {
    this.#phase = phase;
    this.#view.facts(this.#facts());
  }

  #draw(): void {
    const rows = this.#state.items.map((item) => this.#row(item));
    this.#view.show(this.#facts(), rows, this.#followed.id);
  }

  #updateRow(n: number): void {
    const item = this.#state.items[n];
    if (item !== undefined) {
      this.#view.update([this.#row(item)]);
    }
  }

  #row(item: Item): BatchRow {
    return this.#phase === 'elsewhere' ? this.#rows.ofElsewhere(item) : this.#rows.of(item);
  }

  #facts(): ReturnType<typeof runFacts> {
    return runFacts({
      account: this.#account,
      state: this.#state,
      phase: this.#phase,
      stopped: this.#stopped,
    });
  }
}

function hasChanged(item: Item, before: Item | undefined): boolean {
  return (
    item.ended !== before?.ended ||
    item.undone !== before?.undone ||
    (item.begun === undefined) !== (before?.begun === undefined)
  );
}

/** A disk that is full, or a file that another program has, is no mistake of ours. */
function codeOfJournal(error: unknown): { readonly code: string } {
  if (error instanceof JournalFailed) {
    return { code: error.code };
  }
  throw error;
}
