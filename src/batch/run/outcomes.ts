import type { BatchOutcome } from '../../upload/outcome.ts';
import type { CrmRecord } from '../../zoho/record.ts';
import type { BatchResult } from './goOptions.ts';
import type { Journal } from './journal.ts';
import type { Item } from './runState.ts';
import { changeOf } from './runState.ts';

/** What became of the pictures of a run: as this go has it, or else as the journal does. */
export class Outcomes {
  readonly #journal: Pick<Journal, 'state'>;
  readonly #outcomes = new Map<number, BatchOutcome>();
  /** As they are now: the journal has their names of when the run was planned. */
  readonly #records = new Map<number, CrmRecord>();

  constructor(journal: Pick<Journal, 'state'>) {
    this.#journal = journal;
  }

  saw({ n }: Item, record: CrmRecord): void {
    this.#records.set(n, record);
  }

  put(item: Item, outcome: BatchOutcome): BatchResult {
    this.#outcomes.set(item.n, outcome);
    return this.resultOf(item);
  }

  /** Undefined where nothing has come of it, as far as that is noted. */
  inJournal(item: Item): BatchOutcome | undefined {
    if (item.ended === 'skipped') {
      return { kind: 'skipped' };
    }
    const change = changeOf(this.#journal.state, item);
    const { key, shown } = item;
    const record = this.#records.get(item.n) ?? { key, name: shown?.name, photoMark: undefined };
    return (
      change && {
        kind: item.looked?.pending === true ? 'awaiting-approval' : 'done',
        record,
        change,
      }
    );
  }

  resultOf({ n, begun }: Item): BatchResult {
    const photo = begun === undefined ? 'not-stored' : 'unknown';
    return { n, outcome: this.#outcomes.get(n) ?? { kind: 'canceled', photo } };
  }
}
