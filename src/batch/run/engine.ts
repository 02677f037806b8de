import type { Crm } from '../../zoho/crm.ts';
import type { Failure } from '../../zoho/failure.ts';
import type { Persistence } from '../../upload/retry.ts';
import { tellingMark } from '../../upload/lastUploads.ts';
import { FailuresAhead } from '../../upload/run.ts';
import type { Unchanged } from '../../upload/outcome.ts';
import { failedBy } from '../../upload/outcome.ts';
import { CreditsUsedUp, endsRun, ignoreUsedUp } from './creditsUsedUp.ts';
import type { BatchEnd, BatchOptions } from './runOptions.ts';
import { promptedForAll } from './promptedForAll.ts';
import type { Journal } from './journal.ts';
import { JournalFailed } from './journal.ts';
import type { BegunUpload, Item, Looked } from './runState.ts';
import { Verifier } from './verifier.ts';
import { AT_ONCE, RateLimiter } from './rateLimiter.ts';
import type { RunActivity, RunProgress } from './progress.ts';
import { Tally } from './progress.ts';
import type { Turn } from './queue.ts';
import { workThrough } from './queue.ts';
import { RecordBunches } from './recordBunches.ts';
import type { Standing } from './standing.ts';
import { isLeft, isOpen, isUntried, standingOf } from './standing.ts';
import type { Stored } from './storePicture.ts';
import { storePicture } from './storePicture.ts';
import { uploadsOf } from './uploadsOf.ts';

/** Last uploads are saved after this many: all are in one file. */
const SAVED_EVERY = 100;

/**
 * One attempt at a run: uploads everything that its journal doesn't have as done. A picture that
 * fails never stops the others; a question stops all of them until it is answered. If the organization
 * has used up its credits, the attempt ends immediately, and the rest is left for another one, not
 * noted as failed.
 */
export class BatchRun {
  readonly #journal: Journal;
  readonly #options: BatchOptions;
  readonly #rateLimiter: RateLimiter;
  readonly #crm: Crm;
  /** The same, for requests about many records. */
  readonly #lookups: Crm;
  /** What it uploads. */
  readonly #left: ReadonlySet<Item>;
  readonly #tally: Tally;
  readonly #ahead = new FailuresAhead();
  #givenUp: Failure | undefined;
  #activity: RunActivity = { kind: 'uploading' };
  #resume: (() => void) | undefined;
  #questions = 0;
  /** How many last uploads were noted. */
  #noted = 0;
  readonly #store: Omit<Parameters<typeof storePicture>[3], 'turn' | 'onSending' | 'onSent'>;

  constructor(crm: Crm, journal: Journal, options: BatchOptions) {
    const { atOnce = AT_ONCE, clock, signal, keeping, only } = options;
    const { run, items } = journal.state;
    this.#journal = journal;
    this.#options = options;
    this.#left = new Set(items.filter((item) => isLeft(item) && only?.has(item.n) !== false));
    // Backups of earlier attempts are not evicted for those of this one.
    for (const { begun } of items) {
      if (begun?.before.kind === 'kept') {
        keeping.run.add(begun.before.id);
      }
    }
    this.#rateLimiter = new RateLimiter(atOnce, () => {
      this.#tell();
    });
    this.#crm = crm.watched(this.#rateLimiter.pictures);
    this.#lookups = crm.watched(this.#rateLimiter.looks);
    this.#tally = new Tally(
      items.map(({ size }) => size),
      // Whatever became of it in an earlier attempt, in this one it waits for its turn.
      {
        standings: items.map((item) => (this.#left.has(item) ? 'waiting' : standingOf(item))),
        only,
      },
    );
    const prompts = promptedForAll(options.prompts, this.#rateLimiter, (open) => {
      this.#questions += open ? 1 : -1;
      this.#tell();
    });
    const onWait: Persistence['onWait'] = (wait) => {
      this.#tell({ kind: 'slowed', ...wait });
    };
    const bunches = new RecordBunches(this.#lookups, [...this.#left], this.#rateLimiter, {
      clock,
      prompts,
      signal,
      leavesTokens: true,
      onWait,
    });
    this.#store = {
      look: () => this.#rateLimiter.look(),
      version: run.version,
      restrictTriggers: run.restrictTriggers,
      clock,
      prompts,
      keeping,
      signal,
      journal,
      bunches,
      lastUploads: options.lastUploads,
      skipsUnchanged: run.onlyChanged,
      onlyWithoutPhoto: run.onlyWithoutPhoto === true,
      onWait,
    };
  }

  /** Sends no further request; settles when those in flight are over. */
  async pause(): Promise<void> {
    this.#resume ??= this.#rateLimiter.hold();
    this.#tell();
    await this.#rateLimiter.settled();
  }

  resume(): void {
    this.#resume?.();
    this.#resume = undefined;
    this.#tell();
  }

  /** Where a picture stands in this attempt. */
  standingOf(n: number): Standing {
    return this.#tally.standingOf(n);
  }

  get progress(): RunProgress {
    return this.#tally.progress(this.#rateLimiter, this.#now());
  }

  /** Call it once. @throws only bugs */
  async run(): Promise<BatchEnd> {
    const { items } = this.#journal.state;
    const { signal, clock, keeping, lastUploads, uploadedFiles } = this.#options;
    // Nothing more is sent, but what became of requests without an answer is looked up.
    signal.addEventListener(
      'abort',
      () => {
        this.resume();
      },
      { once: true },
    );
    this.#tell();
    const { version, prompts, onWait } = this.#store;
    const looks = new Verifier(this.#lookups, this.#rateLimiter.most, {
      version,
      persistence: { clock, prompts, signal, leavesTokens: true, onWait },
      onLooked: (item, looked) => this.#looked(item, looked),
    });
    let end: BatchEnd['end'] = 'over';
    try {
      for (const item of items) {
        if (item.ended === 'done' && item.looked === undefined && item.begun !== undefined) {
          looks.add(item, item.begun);
        }
      }
      await workThrough([...this.#left], (item, turn) => this.#turn(item, turn, looks), {
        rateLimiter: this.#rateLimiter,
        clock,
        signal,
        onWait: (wait) => {
          this.#tell(wait === undefined ? { kind: 'uploading' } : { kind: 'waiting', ...wait });
        },
        onGivenUp: (failure) => {
          this.#givenUp = failure;
        },
      }).catch(ignoreUsedUp);
      this.#tell({ kind: 'looking' });
      await looks.finish();
      if (signal.aborted && [...this.#left].some(isOpen)) {
        end = 'canceled';
      } else if (this.#rateLimiter.usedUp !== undefined) {
        end = 'credits-used-up';
      } else if (!items.some(isUntried)) {
        await this.#journal.over();
      }
    } catch (error) {
      if (!(error instanceof JournalFailed)) {
        throw error;
      }
      end = { code: error.code };
    }
    await lastUploads.save();
    await uploadedFiles.add(keeping.owner, uploadsOf(this.#journal.state));
    this.#tell({ kind: 'over' });
    return { requests: this.#rateLimiter.requests, end };
  }

  async #turn(item: Item, turn: number, looks: Verifier): Promise<Turn> {
    const { module } = item.key;
    const photo = item.begun === undefined ? 'not-stored' : 'unknown';
    const ahead =
      this.#givenUp === undefined ? this.#ahead.of(module, photo) : failedBy(this.#givenUp, photo);
    if (ahead !== undefined) {
      return this.#ended(item, ahead, false);
    }
    const stored = await this.#tryOnce(item, turn);
    switch (stored.kind) {
      case 'again':
        this.#put(item, 'waiting');
        return stored;
      case 'skipped':
        await this.#journal.ended(item.n, 'skipped', stored);
        this.#put(item);
        return { kind: 'over', reached: false };
      case 'not-stored':
        if (endsRun(stored.outcome)) {
          this.#put(item, 'waiting');
          throw new CreditsUsedUp();
        }
        this.#ahead.met(module, stored.outcome);
        return this.#ended(item, stored.outcome, stored.outcome.kind === 'failed');
      case 'stored':
        await this.#journal.ended(item.n, 'done', stored);
        if (item.begun !== undefined) {
          // If nobody looks at it after a cancel, it isn't taken for somebody else's photo.
          this.#note(item, item.begun, '');
          looks.add(item, item.begun);
        }
        this.#put(item);
        return { kind: 'over', reached: true };
    }
  }

  async #tryOnce(item: Item, turn: number): Promise<Stored> {
    const { signal, pictureOf, observer } = this.#options;
    try {
      await this.#rateLimiter.open(signal);
      return await storePicture(this.#crm, item, pictureOf(item), {
        ...this.#store,
        turn,
        onSent: (sent, total) => {
          if (!signal.aborted) {
            this.#tally.sent(item.n, sent / total);
            this.#tell({ kind: 'uploading' });
          }
        },
        onSending: (isSending) => {
          this.#put(item, isSending ? 'uploading' : 'waiting');
        },
      });
    } catch (error) {
      if (error instanceof JournalFailed) {
        throw error;
      }
      if (signal.aborted) {
        const photo = item.begun === undefined ? 'not-stored' : 'unknown';
        return { kind: 'not-stored', outcome: { kind: 'canceled', photo } };
      }
      observer.onBug(error);
      return { kind: 'not-stored', outcome: { kind: 'failed', reason: { kind: 'bug' } } };
    }
  }

  async #ended(item: Item, outcome: Unchanged, reached: boolean): Promise<Turn> {
    if (outcome.kind === 'failed') {
      const how = item.begun === undefined ? 'failed' : 'unknown';
      const told = this.#options.wordsOf(item, outcome.reason);
      await this.#journal.ended(item.n, how, { told });
      if (item.begun !== undefined && this.#options.lastUploads.markOf(item.key) !== undefined) {
        // If it was stored, the photo isn't the one before, and isn't somebody else's either.
        this.#note(item, item.begun, '');
      }
      this.#put(item);
    } else {
      this.#put(item, item.begun === undefined ? 'canceled' : 'open');
    }
    return { kind: 'over', reached };
  }

  async #looked(item: Item, looked: Looked): Promise<void> {
    await this.#journal.looked(item.n, looked);
    if (item.begun !== undefined) {
      this.#note(item, item.begun, tellingMark(looked.after, item.begun.mark));
      this.#noted += 1;
      // If this window ends early, these aren't taken for somebody else's changes.
      if (this.#noted % SAVED_EVERY === 0) {
        await this.#options.lastUploads.save();
      }
    }
    this.#put(item);
  }

  #note({ key }: Item, { origin, sha256 }: BegunUpload, mark: string): void {
    this.#options.lastUploads.note(key, origin ?? sha256, mark);
  }

  /** @param standing if the journal doesn't have it */
  #put(item: Item, standing = standingOf(item)): void {
    this.#tally.put(item.n, standing);
    this.#options.observer.onStanding(item.n, standing);
    this.#tell();
  }

  #now(): RunActivity {
    if (this.#activity.kind === 'over') {
      return this.#activity;
    }
    if (this.#options.signal.aborted) {
      return { kind: 'canceling' };
    }
    return this.#questions > 0
      ? { kind: 'asking' }
      : this.#resume !== undefined
        ? { kind: 'paused' }
        : this.#activity;
  }

  #tell(activity?: RunActivity): void {
    this.#activity = activity ?? this.#activity;
    this.#options.observer.onProgress(this.progress);
  }
}
