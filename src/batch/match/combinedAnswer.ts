import type { MatchAnswer, MatchedRecord } from './match.ts';

/**
 * Combines the answers for all ways to read a name: the record if only one was found, unless an
 * answer is still open.
 *
 * @param answers at least one
 */
export function combinedAnswer(answers: readonly MatchAnswer[]): MatchAnswer {
  const [first = { kind: 'no-record' }] = answers;
  if (answers.length <= 1) {
    return first;
  }
  const open = answers.find(({ kind }) => kind === 'not-looked-up' || kind === 'too-many-alike');
  const records = new Map(
    answers.flatMap(recordsIn).map((record) => [record.key.id, record] as const),
  );
  const [record, another] = [...records.values()];
  return another !== undefined
    ? { kind: 'several-records', records: [...records.values()] }
    : (open ??
        (record === undefined
          ? (answers.find(({ kind }) => kind === 'hidden') ?? answers.find(hasNear) ?? first)
          : { kind: 'record', record }));
}

function hasNear(answer: MatchAnswer): boolean {
  return answer.kind === 'no-record' && answer.near !== undefined;
}

/** The records in an answer. */
export function recordsIn(answer: MatchAnswer): readonly MatchedRecord[] {
  return answer.kind === 'record'
    ? [answer.record]
    : answer.kind === 'several-records'
      ? answer.records
      : [];
}
