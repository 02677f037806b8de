import type { CrmRecord } from '../../zoho/record.ts';
import { plain } from '../../ui/plain.ts';
import type { RowRecord } from '../page/messages.ts';

/** What rows need of the page. */
export interface RowPlace {
  /** The URL under which the page can show the picture at a place. */
  readonly addressOf: (place: string) => string | undefined;
}

/** A record as a row shows it. */
export function rowRecord({ key, name, photoMark }: CrmRecord): RowRecord {
  return {
    name: plain(name ?? key.id, 255),
    id: key.id,
    ...(photoMark === undefined ? {} : { hasPhoto: photoMark !== null }),
  };
}
