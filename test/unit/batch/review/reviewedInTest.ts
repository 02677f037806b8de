import { pictureInMemory } from '../../../../src/image/picture.ts';
import type { MatchedRecord } from '../../../../src/batch/match/match.ts';
import type { Reviewed } from '../../../../src/batch/review/reviewed.ts';
import type { ReviewState } from '../../../../src/batch/review/reviewState.ts';

export const REFUSED = { refusal: { kind: 'not-a-picture' } } as const;

export function recordOf(id: string, photoMark: string | null = null): MatchedRecord {
  return { key: { module: 'Products', id }, name: `Article ${id}`, photoMark };
}

/** A record that wasn't checked for a photo. */
export function uncheckedRecordOf(id: string): MatchedRecord {
  return { key: { module: 'Products', id }, name: `Article ${id}`, photoMark: undefined };
}

/** A picture that matched the record with its number. */
export function reviewed(n: number, more: Partial<Reviewed> = {}): Reviewed {
  const picture = pictureInMemory(`${n}.jpg`, new Uint8Array(9));
  return {
    n,
    records: 1,
    path: `${n}.jpg`,
    place: `file:///${n}.jpg`,
    size: 9,
    inspected: { picture, format: 'JPEG', width: 3, height: 3, size: 9, zone: 'fine' },
    isFitted: false,
    found: { kind: 'record', record: recordOf(`${n}`), value: `${n}` },
    isUnchanged: false,
    isExcluded: false,
    ...more,
  };
}

export function foundRecord(record: MatchedRecord): Pick<Reviewed, 'found'> {
  return { found: { kind: 'record', record, value: '' } };
}

export function stateOf(...pictures: readonly Reviewed[]): ReviewState {
  return { pictures, skipsUnchanged: true, restricted: ['workflow'] };
}
