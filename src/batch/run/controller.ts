import type { PreparedPicture } from '../../image/preparedPicture.ts';
import { BatchRun } from './engine.ts';
import type { BatchEnd } from './goOptions.ts';
import type { Journal } from './journal.ts';
import { JournalFailed } from './journal.ts';
import type { Go, NotOwned, RunPhase, Stop } from './phase.ts';
import { stopOf } from './phase.ts';
import type { RunProgress } from './progress.ts';
import type { RunHost, RunObserver } from './runHost.ts';
import type { Item, RunState } from './runState.ts';
import { SharedPictures } from './sharedPicture.ts';
import type { RunCounts, Standing } from './standing.ts';
import { countsOf, standingOf } from './standing.ts';
import type { UndoneItem } from './undoBatch.ts';
import { undoBatch } from './undoBatch.ts';

/** One run in one window: what it is at, and all that can be done with it. */
export class RunController {
  readonly #id: string;
  readonly #host: RunHost;
  readonly #observer: RunObserver;
  readonly #shared = new SharedPictures();
  /** What this window knows of pictures beyond the journal, by their numbers. */
  readonly #now = new Map<number, 'uploading' | 'canceled'>();
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

  /** Whether this window is at it, paused or not. */
  get isActive(): boolean {
    return !['resting', 'elsewhere'].includes(this.#phase.kind);
  }

  get counts(): RunCounts {
    return countsOf(this.#state, (item) => this.standingOf(item));
  }

  standingOf(item: Item): Standing {
    const standing = standingOf(item);
    if (this.#phase.kind === 'elsewhere') {
      return standing === 'open' ? 'uploading' : standing;
    }
    const now = this.#now.get(item.n);
    return now === 'uploading' || (now === 'canceled' && standing === 'waiting') ? now : standing;
  }

  /**
   * A go at all that is left, failed pictures among it, until the run rests again.
   *
   * @returns how it ended; undefined where it does not rest, so that none can begin
   */
  async start(): Promise<BatchEnd | NotOwned | undefined> {
    if (this.#phase.kind !== 'resting') {
      return undefined;
    }
    const go: Go = { ending: new AbortController() };
    this.#phase = { kind: 'running', go };
    this.#now.clear();
    this.#observer.onAll();
    return this.#untilRest(() =>
      this.#host.showGo(this.#state.items.length, (canceled, show) =>
        this.#own((journal) =>
          this.#run(journal, go, AbortSignal.any([canceled, go.ending.signal]), show),
        ),
      ),
    );
  }

  /** Nothing more is sent; settles when what is on its way has come to its end. */
  async pause(): Promise<void> {
    if (this.#phase.kind !== 'running') {
      return;
    }
    const { go } = this.#phase;
    const settled = go.engine?.pause();
    this.#shared.forget();
    this.#enter({ kind: 'paused', go });
    await settled;
    if (this.#isPaused(go)) {
      // What was begun and has not left waits like what was not.
      this.#nothingUploads();
      this.#observer.onAll();
    }
  }

  resume(): void {
    if (this.#phase.kind === 'paused') {
      const { go } = this.#phase;
      go.engine?.resume();
      this.#enter({ kind: 'running', go });
    }
  }

  /** Ends the go or the undo: what is on its way comes to its end, and the rest is left. */
  cancel(): void {
    switch (this.#phase.kind) {
      case 'running':
      case 'paused':
        this.#phase.go.ending.abort();
        return;
      case 'undoing':
        this.#phase.ending.abort();
        return;
      case 'resting':
      case 'elsewhere':
        return;
    }
  }

  /**
   * Gives each record back what it had, as far as that can be done.
   *
   * @returns what became of each; undefined where the run does not rest
   */
  async undo(): Promise<readonly UndoneItem[] | NotOwned | undefined> {
    if (this.#phase.kind !== 'resting') {
      return undefined;
    }
    const ending = new AbortController();
    this.#enter({ kind: 'undoing', ending });
    return this.#untilRest(() =>
      this.#host.showUndo((canceled, show) =>
        this.#own(async (journal) =>
          undoBatch(this.#host.crm, journal, {
            ...(await this.#host.optionsOf(AbortSignal.any([canceled, ending.signal]))),
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
   * While another window is at it, follows how far that is; at once over where none is.
   *
   * @param isSeen whether anybody still looks
   */
  async watch(isSeen: () => boolean): Promise<void> {
    const isWatching = (): boolean =>
      isSeen() && ['resting', 'elsewhere'].includes(this.#phase.kind);
    while (isWatching() && (await this.#host.runs.isUnderWay(this.#id)) && isWatching()) {
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
      // A disk that is full, or a file that another program has, is no bug.
      if (error instanceof JournalFailed) {
        return { code: error.code };
      }
      throw error;
    }
  }

  async #run(
    journal: Journal,
    go: Go,
    signal: AbortSignal,
    show: (progress: RunProgress) => void,
  ): Promise<BatchEnd> {
    const host = this.#host;
    await host.onGo();
    const engine = new BatchRun(host.crm, journal, {
      ...(await host.optionsOf(signal)),
      pictureOf: (item) => this.#pictureOf(item, signal),
      wordsOf: host.wordsOf,
      observer: {
        onProgress: show,
        onStanding: (n, standing) => {
          this.#note(n, standing === 'canceled' ? 'canceled' : undefined);
        },
        onBug: (error) => {
          host.onBug(error);
        },
      },
    });
    go.engine = engine;
    if (this.#isPaused(go)) {
      void engine.pause();
    }
    return engine.run();
  }

  /** Called when its turn comes. */
  #pictureOf(item: Item, signal: AbortSignal): PreparedPicture {
    this.#note(item.n, 'uploading');
    const { items, run } = this.#state;
    return this.#shared.of(item, items, this.#host.pictureOf(item, run, signal));
  }

  #note(n: number, now: 'uploading' | 'canceled' | undefined): void {
    if (now === undefined) {
      this.#now.delete(n);
    } else {
      this.#now.set(n, now);
    }
    const item = this.#state.items[n];
    if (item !== undefined) {
      this.#observer.onItems([item]);
    }
  }

  #isPaused(go: Go): boolean {
    return this.#phase.kind === 'paused' && this.#phase.go === go;
  }

  /** Whatever ends it, nobody goes on being told that something is under way. */
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
      this.#nothingUploads();
      await this.#rest(stop);
    }
  }

  /** Nothing goes on any more: what is in the journal counts. */
  async #rest(stop: Stop | undefined): Promise<void> {
    this.#state = (await this.#host.runs.read(this.#id)) ?? this.#state;
    this.#phase = { kind: 'resting', stop };
    this.#observer.onAll();
  }

  #nothingUploads(): void {
    for (const [n, now] of this.#now) {
      if (now === 'uploading') {
        this.#now.delete(n);
      }
    }
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
