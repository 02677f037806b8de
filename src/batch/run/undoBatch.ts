import type { Crm } from '../../zoho/crm.ts';
import type { Change } from '../../upload/change.ts';
import { FailuresAhead, catchingBugs } from '../../upload/run.ts';
import type { Undone } from '../../upload/undo.ts';
import { undo } from '../../upload/undo.ts';
import { failedBy } from '../../upload/outcome.ts';
import { promptedForAll } from './promptedForAll.ts';
import type { BatchOptions } from './runOptions.ts';
import type { Journal } from './journal.ts';
import type { Item } from './runState.ts';
import { undoableChange } from './runState.ts';
import { AT_ONCE, RateLimiter } from './rateLimiter.ts';
import { MOST_TURNS, workThrough } from './queue.ts';
import type { Failure } from '../../zoho/failure.ts';
import { isTransient } from '../../zoho/transience.ts';

export interface UndoneItem {
  readonly item: Item;
  readonly became: Undone;
}

export interface UndoProgress {
  /** How many are over, out of how many. */
  readonly over: number;
  readonly of: number;
  /** Why it waits at the moment. */
  readonly waitsFor: Failure | undefined;
}

export interface UndoBatchOptions extends Pick<
  BatchOptions,
  'prompts' | 'atOnce' | 'clock' | 'keeping' | 'lastUploads' | 'signal' | 'uploadedFiles'
> {
  /** The numbers of the pictures to undo; all by default. */
  readonly only?: ReadonlySet<number> | undefined;
  readonly onProgress: (progress: UndoProgress) => void;
  readonly onBug: (error: unknown) => void;
}

/** What is known of last uploads is saved after this many: all of it is in one file. */
const SAVED_EVERY = 100;

/**
 * Undoes what a run has changed and what can be undone, several at once: each record gets its
 * previous photo, or none if it had none. What failed can be tried again.
 *
 * @returns what became of each of them, also of those that a cancel has left
 * @throws {JournalFailed} where it could not be noted what has been undone
 */
export async function undoBatch(
  crm: Crm,
  journal: Journal,
  options: UndoBatchOptions,
): Promise<UndoneItem[]> {
  const { atOnce = AT_ONCE, clock, keeping, lastUploads, signal, only, onBug } = options;
  const { uploadedFiles } = options;
  const { run, items } = journal.state;
  const changes = items.flatMap((item) => {
    const change = undoableChange(journal.state, item);
    return change === undefined || only?.has(item.n) === false ? [] : [{ item, change }];
  });
  // Backups that are still to be restored are not evicted for new ones.
  for (const { change } of changes) {
    if (change.before.kind === 'kept') {
      keeping.run.add(change.before.id);
    }
  }
  const rateLimiter = new RateLimiter(atOnce);
  const watched = crm.watched(rateLimiter.pictures);
  const prompts = promptedForAll(options.prompts, rateLimiter, () => undefined);
  const undone: UndoneItem[] = [];
  const ahead = new FailuresAhead();
  let givenUp: Failure | undefined;
  /** Numbers of those that may have been undone, since the answer was lost. */
  const open = new Set<number>();

  // If the photo changed after an answer was lost, it is most likely the one that this restored.
  // Restoring it again does no harm, so nobody is asked.
  const undoOne = (change: Change, wasOpen: boolean): Promise<Undone> =>
    catchingBugs(
      () =>
        undo(watched, change, {
          version: run.version,
          restrictTriggers: run.restrictTriggers,
          clock,
          prompts: wasOpen ? { ...prompts, undoAnyway: () => Promise.resolve(true) } : prompts,
          keeping,
          signal,
          onStage: () => undefined,
        }),
      onBug,
    );

  const tell = (waitsFor?: Failure): void => {
    options.onProgress({ over: undone.length, of: changes.length, waitsFor });
  };

  tell();
  await workThrough(
    changes,
    async ({ item, change }, turn) => {
      const need = `${change.key.module} ${change.before.kind}`;
      const wasOpen = open.has(item.n);
      const photo = wasOpen ? 'unknown' : 'not-stored';
      const met =
        (givenUp && failedBy(givenUp, photo)) ??
        ahead.of(need, photo) ??
        (await undoOne(change, wasOpen));
      const became = wasOpen ? asOpen(met) : met;
      ahead.met(need, became);
      if (isOpen(became)) {
        // What the record has then is neither what was uploaded nor somebody else's change.
        lastUploads.forget(item.key);
      }
      const failure = passing(became);
      if (failure !== undefined && givenUp === undefined && turn < MOST_TURNS) {
        if (isOpen(became)) {
          open.add(item.n);
        }
        return { kind: 'again', failure };
      }
      if (isOver(became)) {
        await journal.undone(item.n);
        lastUploads.forget(item.key);
      }
      undone.push({ item, became });
      if (undone.length % SAVED_EVERY === 0) {
        await lastUploads.save();
      }
      tell();
      return { kind: 'over', reached: became.kind !== 'failed' };
    },
    {
      rateLimiter,
      clock,
      signal,
      onWait: (wait) => {
        tell(wait?.failure);
      },
      onGivenUp: (failure) => {
        givenUp = failure;
      },
    },
  );
  await lastUploads.save();
  await uploadedFiles.changed(
    keeping.owner.account,
    undone.filter(({ became }) => isOver(became)).map(({ item }) => item.key),
  );
  // Those that a cancel left without a turn.
  const over = new Set(undone.map(({ item }) => item.n));
  for (const { item } of changes) {
    if (!over.has(item.n)) {
      const photo = open.has(item.n) ? 'unknown' : 'not-stored';
      undone.push({ item, became: { kind: 'canceled', photo } });
    }
  }
  return undone.toSorted((a, b) => a.item.n - b.item.n);
}

function isOver({ kind }: Undone): boolean {
  return kind !== 'failed' && kind !== 'canceled';
}

/** A failure that may pass by itself. */
function passing(became: Undone): Failure | undefined {
  const { reason } = became.kind === 'failed' ? became : { reason: undefined };
  return reason?.kind === 'failure' && isTransient(reason.failure) ? reason.failure : undefined;
}

/** If an earlier turn's answer was lost, a later failure doesn't settle what happened. */
function asOpen(became: Undone): Undone {
  if (became.kind === 'canceled') {
    return { ...became, photo: 'unknown' };
  }
  return became.kind === 'failed' && became.reason.kind === 'failure'
    ? { ...became, reason: { ...became.reason, photo: 'unknown' } }
    : became;
}

function isOpen(became: Undone): boolean {
  return (
    became.kind === 'failed' &&
    became.reason.kind === 'failure' &&
    became.reason.photo === 'unknown'
  );
}
