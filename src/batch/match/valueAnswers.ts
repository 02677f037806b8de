import { phoneNearness } from '../../zoho/phoneNumber.ts';
import type { KeyField, ValuedRecord } from '../../zoho/valuedRecord.ts';
import { valuesIn } from '../../zoho/valuedRecord.ts';
import type { LookUpAnswers } from './lookUp.ts';
import type { MatchAnswer, MatchedRecord } from './match.ts';
import { alike, folded } from './value.ts';

/** Maximum number of similar records. */
const MAX_NEAR = 3;

/** Whether each value has several records, so that further pages tell nothing new. */
export function areSeveral(values: readonly string[], records: readonly ValuedRecord[]): boolean {
  const groups = groupedBy(records, exact);
  return values.every((value) => (groups.get(exact(value))?.length ?? 0) > 1);
}

/**
 * The answer for each value. Exact matches win over those in another case or with the same digits.
 *
 * @param found records for these values, possibly with others
 * @param more whether there are further records
 */
export function answersFor(
  values: readonly string[],
  found: readonly ValuedRecord[],
  { key, ignoreCase }: { readonly key: KeyField; readonly ignoreCase: boolean },
  more: boolean,
): LookUpAnswers {
  const similar = (text: string): string => alike(text, key.type, ignoreCase);
  const exactly = groupedBy(found, exact);
  const similarly = groupedBy(found, similar);
  return new Map(
    values.map((value) => {
      const records = exactly.get(exact(value)) ?? similarly.get(similar(value));
      const answer = answerOf(records ?? [], key.type !== 'number' && more);
      return [value, key.type === 'phone' ? withNearPhones(answer, value, found) : answer];
    }),
  );
}

function exact(text: string): string {
  return folded(text, false);
}

function answerOf(records: readonly MatchedRecord[], mayBeMore: boolean): MatchAnswer {
  const [record, another] = records;
  return another !== undefined
    ? { kind: 'several-records', records }
    : mayBeMore
      ? { kind: 'too-many-alike' }
      : record === undefined
        ? { kind: 'no-record' }
        : { kind: 'record', record };
}

/** Adds phone numbers that may differ only in the country code, for the person to choose from. */
function withNearPhones(
  answer: MatchAnswer,
  value: string,
  found: readonly ValuedRecord[],
): MatchAnswer {
  const near = found
    .map((one) => ({ record: matched(one), shared: phoneNearness(one.value, value) }))
    .filter(({ shared }) => shared > 0)
    .sort((one, other) => other.shared - one.shared)
    .map(({ record }) => record);
  return answer.kind === 'no-record' && near.length > 0
    ? { ...answer, near: near.slice(0, MAX_NEAR) }
    : answer;
}

function groupedBy(
  found: readonly ValuedRecord[],
  same: (value: string) => string,
): ReadonlyMap<string, readonly MatchedRecord[]> {
  const groups = new Map<string, Map<string, MatchedRecord>>();
  for (const one of found) {
    const text = same(one.value);
    const group = groups.get(text) ?? new Map<string, MatchedRecord>();
    groups.set(text, group);
    // A record that moves between pages while they are read comes twice.
    group.set(one.record.key.id, matched(one));
  }
  return new Map([...groups].map(([text, group]) => [text, [...group.values()]]));
}

function matched({ record, value }: ValuedRecord): MatchedRecord {
  return { ...record, detail: valuesIn(value).join(' ') };
}
