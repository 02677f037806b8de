import * as vscode from 'vscode';
import type { Account } from '../../auth/account.ts';
import { isAllowedAccount } from '../../commands/accountPolicy.ts';
import { rememberRecords } from '../../commands/rememberRecords.ts';
import { reach } from '../../ui/milestones.ts';
import type { BatchAction, BatchRow } from '../page/messages.ts';
import { RunController } from '../run/controller.ts';
import { latestRecords } from '../run/latestRecords.ts';
import { liveRuns } from '../run/liveRuns.ts';
import type { BatchEnd } from '../run/runOptions.ts';
import type { OpenRun } from '../run/openRuns.ts';
import type { NotOwned } from '../run/phase.ts';
import type { Item, RunState } from '../run/runState.ts';
import type { UndoneItem } from '../run/undoBatch.ts';
import type { BatchServices } from '../services.ts';
import { runIsActive, runIsElsewhere, runIsGone } from '../words/report.ts';
import type { BatchView } from './batchView.ts';
import type { Beginning, FollowedRun } from './followedRun.ts';
import { hostOfRun } from './hostOfRun.ts';
import type { SaidOnBatchPage } from './saidOnPage.ts';
import type { BatchChoice } from './report.ts';
import { tellBatch, tellBatchUndone } from './report.ts';
import { logRun } from './logRun.ts';
import { openRecords } from './openMany.ts';
import { RowOrder } from './rowOrder.ts';
import { runFacts } from './runFacts.ts';
import { runRow } from './runRow.ts';
import { saveReport } from './saveReport.ts';
import { mayUndoRun } from './undoQuestion.ts';

/** The page of a run: shows it, and passes on what is pressed. */
export class RunPage implements OpenRun {
  readonly run: RunController;
  readonly view: BatchView;
  readonly #services: BatchServices;
  readonly #account: Account;
  readonly #folder: vscode.Uri | undefined;
  readonly #order = new RowOrder();
  readonly #over = Promise.withResolvers<undefined>();
  /** How many things are in progress, including open notifications. */
  #active = 0;
  #isClosed = false;

  constructor(
    services: BatchServices,
    account: Account,
    view: BatchView,
    { id, folder }: FollowedRun,
    state: RunState,
  ) {
    this.#services = services;
    this.#account = account;
    this.view = view;
    this.#folder = folder;
    this.run = new RunController(
      state,
      hostOfRun(services, account, id, view, () => {
        this.show();
      }),
      {
        onAll: () => {
          this.#draw();
          liveRuns.changed(id);
        },
        onPhase: () => {
          this.view.facts(runFacts(this.#account, this.run));
          liveRuns.changed(id);
        },
        onItems: (items) => {
          this.view.update(items.map((item) => this.#row(item)));
        },
      },
    );
  }

  resume(): void {
    if (this.run.phase.kind === 'paused' || !this.run.state.over) {
      this.retry();
    } else {
      this.show();
    }
  }

  retry(): void {
    this.show();
    this.#begin(() => this.#continue());
  }

  undo(): void {
    this.show();
    if (this.run.isActive) {
      void vscode.window.showWarningMessage(runIsActive());
    } else {
      this.#begin(() => this.#undo());
    }
  }

  /** Brings the page to the front, reopened if it was closed. */
  show(): void {
    if (this.view.reveal() === 'reopened') {
      this.#isClosed = false;
      this.#draw();
    }
  }

  /** Settles when the page is closed and nothing is in progress. */
  follow(begins: Beginning): Promise<undefined> {
    this.view.listen({
      onSaid: (said) => {
        this.#begin(() => this.#heard(said));
      },
      onClosed: () => {
        this.#isClosed = true;
        this.#endIfOver();
      },
    });
    this.#draw();
    const first = {
      upload: () => this.#go(),
      undo: () => this.#undoNow(),
      watch: () => this.#watch(),
    };
    this.#begin(first[begins]);
    return this.#over.promise;
  }

  /** Whatever is thrown is a bug, and ends the command. */
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
      case 'open-record':
        await openRecords(
          this.#account,
          this.#items(said.ns).map(({ key }) => key),
        );
        return;
      case 'show-picture':
        await this.view.showPictures(this.#items(said.ns).map(({ place }) => place));
        return;
      case 'undo':
        await this.#undo(new Set(said.ns));
        return;
      case 'retry':
        await this.#go(new Set(said.ns));
        return;
      case 'exclude':
      case 'change-record':
      case 'choose-picture':
      case 'drop-picture':
      case 'use-near':
        return;
    }
  }

  async #act(action: BatchAction): Promise<void> {
    switch (action) {
      case 'pause':
        await this.run.pause();
        return;
      case 'resume':
      case 'retry-failed':
        await this.#continue();
        return;
      case 'cancel':
        this.run.cancel();
        return;
      case 'undo-all':
        await this.#undo();
        return;
      case 'save-result':
        await saveReport(this.run, this.#folder);
        return;
      case 'show-log':
        this.#services.log.show();
        return;
      default:
        return;
    }
  }

  async #continue(): Promise<void> {
    if (this.run.phase.kind === 'paused') {
      this.run.resume();
    } else {
      await this.#go();
    }
  }

  /** @param only the numbers of the pictures to upload, if not all that are left */
  async #go(only?: ReadonlySet<number>): Promise<void> {
    const isAllowed = await isAllowedAccount(this.#services, this.#account);
    const end = isAllowed ? await this.#owned(await this.run.start(only)) : undefined;
    if (end !== undefined) {
      logRun(this.#services.log, this.run, end.requests);
      this.#begin(() => this.#tell(end));
    }
  }

  /** @param only the numbers of the pictures to undo, if not all */
  async #undo(only?: ReadonlySet<number>): Promise<void> {
    const { phase, state } = this.run;
    if (
      phase.kind === 'resting' &&
      (await isAllowedAccount(this.#services, this.#account)) &&
      (await mayUndoRun(this.#services, this.#account, state, only))
    ) {
      await this.#undoNow(only);
    }
  }

  /** @param only as above */
  async #undoNow(only?: ReadonlySet<number>): Promise<void> {
    const undone = await this.#owned(await this.run.undo(only));
    if (undone !== undefined) {
      this.#begin(async () => {
        const choice = await tellBatchUndone(this.#account, undone);
        await (choice === 'undo-all' ? this.#undo(only) : this.#chosen(choice));
      });
    }
  }

  #items(ns: readonly number[]): Item[] {
    return ns.flatMap((n) => this.run.state.items[n] ?? []);
  }

  /** The result; undefined if this window couldn't have the run, which is reported. */
  async #owned<T extends BatchEnd | readonly UndoneItem[]>(
    end: T | NotOwned | undefined,
  ): Promise<T | undefined> {
    if (end === 'gone') {
      void vscode.window.showWarningMessage(runIsGone());
    } else if (end === 'elsewhere') {
      void vscode.window.showWarningMessage(runIsElsewhere());
      await this.#watch();
    }
    // The page says why progress couldn't be saved.
    return typeof end !== 'object' || 'code' in end ? undefined : end;
  }

  async #tell(end: BatchEnd): Promise<void> {
    const { counts } = this.run;
    if (counts.uploaded > 0) {
      await reach(this.#services.memory, 'hasUploaded');
      await rememberRecords(this.#services, this.#account, latestRecords(this.run.state));
    }
    await this.#chosen(await tellBatch(this.#account, counts, end.end));
  }

  async #chosen(choice: BatchChoice): Promise<void> {
    switch (choice) {
      case 'show':
        this.show();
        return;
      case 'resume':
        await this.#go();
        return;
      case 'undo-all':
        await this.#undo();
        return;
      case undefined:
        return;
    }
  }

  #watch(): Promise<void> {
    return this.run.watch(() => !this.#isClosed);
  }

  #draw(): void {
    const { state } = this.run;
    const rows = state.items.map((item) => this.#row(item));
    const facts = runFacts(this.#account, this.run);
    this.view.show(facts, this.#order.of(rows, facts.isResting === true), state.run.id);
  }

  #row(item: Item): BatchRow {
    return runRow(this.run, item, (place) => this.view.addressOf(place));
  }
}
