import type { Picture } from '../../image/picture.ts';
import { BatchRun } from './engine.ts';
import type { BatchEnd } from './runOptions.ts';
import type { Journal } from './journal.ts';
import { JournalFailed } from './journal.ts';
import type { Attempt, NotOwned, RunPhase, Stop } from './phase.ts';
import { stopOf } from './phase.ts';
import type { RunProgress } from './progress.ts';
import type { RunHost, RunObserver } from './runHost.ts';
import type { Item, RunState } from './runState.ts';
import { undoableChange } from './runState.ts';
import { SharedPictures } from './sharedPicture.ts';
import type { RunCounts, Standing } from './standing.ts';
import { countsOf, standingOf } from './standing.ts';
import type { UndoneItem } from './undoBatch.ts';
import { undoBatch } from './undoBatch.ts';

/** One run in one window: its phase, and everything that can be done with it. */
export class RunController {
  readonly #id: string;
  readonly #host: RunHost;
  readonly #observer: RunObserver;
  readonly #shared = new SharedPictures();
  /** The numbers of pictures whose last attempt was canceled: what still waits is shown so. */
  readonly #canceled = new Set<number>();
  #state: RunState;
  #phase: RunPhase = { kind: 'resting' };

  constructor(state: RunState, host: RunHost, observer: RunObserver) {
    this.#id = state.run.id;
    this.#state = state;
    this.#host = host;
    this.#observer = observer;
  }

  get state(): RunState {
    return this.#state;
  }

  get phase(): RunPhase {
    return this.#phase;
  }

  /** Whether it runs or is undone in this window, paused or not. */
  get isActive(): boolean {
    return !['resting', 'elsewhere'].includes(this.#phase.kind);
  }

  get counts(): RunCounts {
    return countsOf(this.#state, (item) => this.standingOf(item));
  }

  standingOf(item: Item): Standing {
    if (this.#phase.kind === 'elsewhere') {
      const standing = standingOf(item);
      return standing === 'open' ? 'uploading' : standing;
    }
    const attempt = 'attempt' in this.#phase ? this.#phase.attempt : undefined;
    const standing = attempt?.engine?.standingOf(item.n) ?? standingOf(item);
    return standing === 'waiting' && this.#canceled.has(item.n) ? 'canceled' : standing;
  }

  /**
   * Uploads everything that is left, including failed pictures, until the run rests again.
   *
   * @param only the numbers of the pictures to upload, if not all that are left
   * @returns how it ended; undefined if the run wasn't resting
   */
  async start(only?: ReadonlySet<number>): Promise<BatchEnd | NotOwned | undefined> {
    if (this.#phase.kind !== 'resting') {
      return undefined;
    }
    const photos = only?.size ?? this.#state.items.length;
    const attempt: Attempt = { photos, ending: new AbortController() };
    this.#phase = { kind: 'running', attempt };
    for (const n of only ?? this.#canceled) {
      this.#canceled.delete(n);
    }
    this.#observer.onAll();
    return this.#untilRest(() =>
      this.#host.showUpload(photos, (show) =>
        this.#own((journal) => this.#run(journal, attempt, only, show)),
      ),
    );
  }

  /** Sends nothing more; settles when the requests in flight are over. */
  async pause(): Promise<void> {
    if (this.#phase.kind !== 'running') {
      return;
    }
    const { attempt } = this.#phase;
    const settled = attempt.engine?.pause();
    this.#shared.forget();
    this.#enter({ kind: 'paused', attempt });
    await settled;
  }

  resume(): void {
    if (this.#phase.kind === 'paused') {
      const { attempt } = this.#phase;
      attempt.engine?.resume();
      this.#enter({ kind: 'running', attempt });
    }
  }

  /** Ends the upload or the undo: what is in flight finishes, and the rest is left. */
  cancel(): void {
    switch (this.#phase.kind) {
      case 'running':
      case 'paused': {
        const { attempt } = this.#phase;
        this.#enter({ kind: 'canceling', attempt, photos: attempt.photos });
        attempt.ending.abort();
        return;
      }
      case 'undoing': {
        const { ending, photos } = this.#phase;
        this.#enter({ kind: 'canceling', photos });
        ending.abort();
        return;
      }
      case 'canceling':
      case 'resting':
      case 'elsewhere':
        return;
    }
  }

  /**
   * Gives each record its previous photo back, where possible.
   *
   * @param only the numbers of the pictures to undo, if not all
   * @returns what became of each; undefined if the run wasn't resting
   */
  async undo(only?: ReadonlySet<number>): Promise<readonly UndoneItem[] | NotOwned | undefined> {
    if (this.#phase.kind !== 'resting') {
      return undefined;
    }
    const ending = new AbortController();
    const { length: photos } = this.#state.items.filter(
      (item) => only?.has(item.n) !== false && undoableChange(this.#state, item) !== undefined,
    );
    this.#enter({ kind: 'undoing', ending, photos });
    return this.#untilRest(() =>
      this.#host.showUndo((show) =>
        this.#own(async (journal) =>
          undoBatch(this.#host.crm, journal, {
            ...(await this.#host.optionsOf('undo', ending.signal)),
            only,
            onProgress: show,
            onBug: (error) => {
              this.#host.onBug(error);
            },
          }),
        ),
      ),
    );
  }

  /**
   * Follows the progress of another window that has the run; returns immediately if none has.
   *
   * @param isSeen whether the page is still open
   */
  async watch(isSeen: () => boolean): Promise<void> {
    const isWatching = (): boolean =>
      isSeen() && ['resting', 'elsewhere'].includes(this.#phase.kind);
    while (isWatching() && (await this.#host.runs.isRunning(this.#id)) && isWatching()) {
      const before = this.#state;
      this.#state = (await this.#host.runs.read(this.#id)) ?? before;
      if (this.#phase.kind === 'resting') {
        this.#phase = { kind: 'elsewhere' };
        this.#observer.onAll();
      } else {
        this.#observer.onItems(
          this.#state.items.filter((item, n) => hasChanged(item, before.items[n])),
        );
        this.#observer.onPhase();
      }
    }
    if (this.#phase.kind === 'elsewhere') {
      await this.#rest(undefined);
    }
  }

  async #own<T>(work: (journal: Journal) => Promise<T>): Promise<T | NotOwned> {
    try {
      return await this.#host.runs.own(this.#id, (journal) => {
        this.#state = journal.state;
        return work(journal);
      });
    } catch (error) {
      // A full disk, or a file that another program has open, is not a bug.
      if (error instanceof JournalFailed) {
        return { code: error.code };
      }
      throw error;
    }
  }

  async #run(
    journal: Journal,
    attempt: Attempt,
    only: ReadonlySet<number> | undefined,
    show: (progress: RunProgress) => void,
  ): Promise<BatchEnd> {
    const host = this.#host;
    const { signal } = attempt.ending;
    await host.onAttempt();
    const engine = new BatchRun(host.crm, journal, {
      ...(await host.optionsOf('upload', signal)),
      only,
      pictureOf: (item) => this.#pictureOf(item, signal),
      wordsOf: host.wordsOf,
      observer: {
        onProgress: show,
        onStanding: (n) => {
          const item = this.#state.items[n];
          this.#observer.onItems(item === undefined ? [] : [item]);
        },
        onBug: (error) => {
          host.onBug(error);
        },
      },
    });
    attempt.engine = engine;
    this.#observer.onAll();
    if (this.#isPaused(attempt)) {
      void engine.pause();
    }
    const end = await engine.run();
    if (end.end === 'canceled') {
      for (const n of only ?? this.#state.items.keys()) {
        this.#canceled.add(n);
      }
    }
    return end;
  }

  /** Called when the picture's turn comes. */
  #pictureOf(item: Item, signal: AbortSignal): Picture {
    const { items, run } = this.#state;
    return this.#shared.of(item, items, this.#host.pictureOf(item, run, signal));
  }

  #isPaused(attempt: Attempt): boolean {
    return this.#phase.kind === 'paused' && this.#phase.attempt === attempt;
  }

  /** However it ends, nothing is shown as uploading afterwards. */
  async #untilRest<T extends BatchEnd | readonly UndoneItem[]>(
    work: () => PromiseLike<T | NotOwned>,
  ): Promise<T | NotOwned> {
    let stop: Stop | undefined;
    try {
      const end = await work();
      stop = stopOf(end);
      return end;
    } finally {
      this.#shared.forget();
      await this.#rest(stop);
    }
  }

  /** Nothing is in progress anymore, so the journal is the truth. */
  async #rest(stop: Stop | undefined): Promise<void> {
    this.#state = (await this.#host.runs.read(this.#id)) ?? this.#state;
    this.#phase = { kind: 'resting', stop };
    this.#observer.onAll();
  }

  #enter(phase: RunPhase): void {
    this.#phase = phase;
    this.#observer.onPhase();
  }
}

function hasChanged(item: Item, before: Item | undefined): boolean {
  return (
    item.ended !== before?.ended ||
    item.undone !== before?.undone ||
    (item.begun === undefined) !== (before?.begun === undefined)
  );
}
