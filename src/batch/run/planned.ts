import type { Picture } from '../../image/picture.ts';
import type { RecordKey } from '../../zoho/photo.ts';
import type { Shown } from './runState.ts';

/** One picture that is to be the photo of one record. It is read when its turn comes. */
export interface Planned {
  /** With its place, or the run cannot be gone on with after a restart. */
  readonly picture: Picture;
  readonly key: RecordKey;
  /** Missing where nobody is shown anything. */
  readonly shown?: Shown;
}
