import type { BatchRow, RowState } from '../page/messages.ts';
import type { Before } from '../../upload/change.ts';
import type { RunController } from '../run/controller.ts';
import type { Item } from '../run/runState.ts';
import { undoableChange } from '../run/runState.ts';
import type { Standing } from '../run/standing.ts';
import { noteOf } from '../words/run.ts';
import { plain } from '../../ui/plain.ts';
import type { RowPlace } from './rowRecord.ts';
import { rowRecord } from './rowRecord.ts';
import { sizeWords } from '../../ui/words/picture.ts';

/** What another attempt may settle. What was never tried is left for *Resume*. */
const RETRIED: ReadonlySet<Standing> = new Set(['failed', 'unknown', 'open', 'canceled']);

/** The row of one picture of a run. */
export function runRow(
  run: Pick<RunController, 'standingOf' | 'state'>,
  item: Item,
  addressOf: RowPlace['addressOf'],
): BatchRow {
  const standing = run.standingOf(item);
  const { n, name, size, key, place, shown } = item;
  const picture = addressOf(place);
  const before = item.begun?.before.kind;
  const hasPhoto = hasPhotoAfter(standing, before);
  return {
    n,
    file: shown?.path ?? name,
    size: size === 0 ? '' : sizeWords(size),
    ...(picture === undefined ? {} : { picture }),
    record: {
      ...rowRecord({ key, name: shown?.name, photoMark: shown?.photoMark }),
      ...(hasPhoto === undefined ? {} : { hasPhoto }),
    },
    ...(shown?.value === undefined ? {} : { value: plain(shown.value) }),
    state: rowStateOf(standing),
    note: noteOf(standing, item.told, before, item.begun?.origin !== undefined),
    isExcluded: false,
    canUndo: undoableChange(run.state, item) !== undefined,
    canRetry: RETRIED.has(standing),
  };
}

export function rowStateOf(standing: Standing): RowState {
  return standing === 'open' ? 'unknown' : standing;
}

/** Since it was planned, the run may have given the record a photo, or taken it back. */
function hasPhotoAfter(
  standing: Standing,
  before: Before['kind'] | undefined,
): boolean | undefined {
  return standing === 'done' || standing === 'skipped' || standing === 'has-photo'
    ? true
    : standing !== 'undone' || before === 'lost' || before === undefined
      ? undefined
      : before === 'kept';
}
