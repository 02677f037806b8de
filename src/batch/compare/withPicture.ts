import type { MatchedRecord } from '../match/match.ts';
import type { Reviewed } from '../review/reviewed.ts';
import type { ReviewState } from '../review/reviewState.ts';
import { withRecord } from '../review/reviewState.ts';

/** A picture that the person chose for a record. */
export type ChosenForRecord = Omit<Reviewed, 'found' | 'n' | 'records'> & {
  readonly record: MatchedRecord;
};

/**
 * Adds a picture for a record. If it is in the review already, but without a record, it gets this
 * one; if it is there for another record, this is one more.
 */
export function withPicture(
  state: ReviewState,
  { record, ...picture }: ChosenForRecord,
): ReviewState {
  const same = state.pictures.filter(({ place }) => place === picture.place);
  const idle = same.find(({ found }) => found.kind !== 'record');
  if (idle !== undefined) {
    const { isUnchanged, since } = picture;
    return withRecord(state, idle.n, record, {
      isUnchanged,
      ...(since === undefined ? {} : { since }),
    });
  }
  const records = same.length + 1;
  const pictures = state.pictures.map((one) => (same.includes(one) ? { ...one, records } : one));
  const added: Reviewed = {
    ...picture,
    n: pictures.length,
    records,
    found: { kind: 'record', record, value: '' },
  };
  return { ...state, pictures: [...pictures, added] };
}

/**
 * Pictures that were matched again, and those of before that the person had chosen for records to
 * which no picture matches.
 */
export function withChosenPictures(
  pictures: readonly Reviewed[],
  before: readonly Reviewed[],
): readonly Reviewed[] {
  const matched = new Set(
    pictures.flatMap(({ found }) => (found.kind === 'record' ? [found.record.key.id] : [])),
  );
  const kept = before.filter(
    ({ isChosen, found }) =>
      isChosen === true && found.kind === 'record' && !matched.has(found.record.key.id),
  );
  return [...pictures, ...kept.map((one, index) => ({ ...one, n: pictures.length + index }))];
}
