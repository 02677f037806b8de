import { stat } from 'node:fs/promises';
import { picturesFolderName } from '../panel/folderName.ts';
import { Journal } from '../run/journal.ts';
import type { Runs, StoredRun } from '../run/runs.ts';
import type { RunState } from '../run/runState.ts';
import type { RunCounts } from '../run/standing.ts';
import { countsOf } from '../run/standing.ts';

/** What a list says of a run: its pictures aren't kept in memory for that. */
export interface RunSummary {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly module: string;
  /** That the pictures are in; undefined if it has no name. */
  readonly folder: string | undefined;
  readonly counts: RunCounts;
  /** Nothing is left to do. */
  readonly over: boolean;
}

export function summaryOf(
  state: Pick<RunState, 'items' | 'over' | 'run' | 'marksTell'>,
): RunSummary {
  const { run, items, over } = state;
  return {
    id: run.id,
    at: run.at,
    module: items[0]?.key.module ?? '',
    folder: picturesFolderName(
      items.map(({ place, name, shown }) => ({ place, path: shown?.path ?? name })),
    ),
    counts: countsOf(state),
    over,
  };
}

/**
 * The summaries of stored runs. A journal of thousands of pictures takes a moment to read, so each is
 * read again only after it has changed, and one after the other.
 */
export class RunSummaries {
  readonly #runs: Pick<Runs, 'stored'>;
  readonly #read = new Map<string, { readonly version: string; readonly summary: RunSummary }>();

  constructor(runs: Pick<Runs, 'stored'>) {
    this.#runs = runs;
  }

  /**
   * Those of an account that aren't over, and the latest that are, latest first.
   *
   * @param finished how many that are over
   */
  async of(
    account: string,
    finished: number,
  ): Promise<{ readonly summaries: readonly RunSummary[]; readonly more: number }> {
    const stored = await this.#runs.stored(account);
    const wanted = [
      ...stored.filter(({ isOver }) => !isOver),
      ...stored.filter(({ isOver }) => isOver).slice(0, finished),
    ];
    const summaries: RunSummary[] = [];
    for (const run of wanted) {
      const summary = await this.#summary(account, run);
      if (summary !== undefined) {
        summaries.push(summary);
      }
    }
    return {
      summaries: summaries.toSorted((a, b) => b.at - a.at),
      more: stored.length - wanted.length,
    };
  }

  /** Undefined if it is gone, or its format is unknown. */
  async #summary(account: string, { id, file }: StoredRun): Promise<RunSummary | undefined> {
    const found = await stat(file).catch(() => undefined);
    const version = `${found?.mtimeMs} ${found?.size}`;
    const known = this.#read.get(id);
    if (known?.version === version) {
      return known.summary;
    }
    this.#read.delete(id);
    const state = await Journal.read(file);
    if (state?.run.account !== account) {
      return undefined;
    }
    const summary = summaryOf(state);
    this.#read.set(id, { version, summary });
    return summary;
  }
}
