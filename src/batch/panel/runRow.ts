import type { BatchRow, RowState } from '../page/messages.ts';
import type { Item } from '../run/runState.ts';
import type { Standing } from '../run/standing.ts';
import { noteOf } from '../words/run.ts';
import type { RowPlace } from './rowRecord.ts';
import { rowRecord } from './rowRecord.ts';
import { sizeWords } from '../../ui/words/picture.ts';

/** The row of one picture of a run. */
export function runRow(item: Item, standing: Standing, addressOf: RowPlace['addressOf']): BatchRow {
  const { n, name, size, key, place, shown } = item;
  const picture = addressOf(place);
  const hasPhoto = standing === 'done' || standing === 'skipped';
  return {
    n,
    file: shown?.path ?? name,
    size: size === 0 ? '' : sizeWords(size),
    ...(picture === undefined ? {} : { picture }),
    record: {
      ...rowRecord({ key, name: shown?.name, photoMark: shown?.photoMark }),
      // The run has given it one since it was planned.
      ...(hasPhoto ? { hasPhoto } : {}),
    },
    state: rowStateOf(standing),
    note: noteOf(standing, item.told),
    isExcluded: false,
  };
}

function rowStateOf(standing: Standing): RowState {
  return standing === 'open' ? 'unknown' : standing;
}
