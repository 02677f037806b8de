import type { Picture } from '../../image/picture.ts';
import type { RecordKey } from '../../zoho/photo.ts';
import type { Shown } from './runState.ts';

/** A picture to upload to a record. It is read when its turn comes. */
export interface Planned {
  /** It needs a place, or the run can't be resumed after a restart. */
  readonly picture: Picture;
  readonly key: RecordKey;
  /** Missing if nothing is shown. */
  readonly shown?: Shown;
}
