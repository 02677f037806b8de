import type { RestrictTrigger } from '../zoho/apiVersion.ts';
import type { Servers } from '../zoho/dataCenter.ts';
import type { RecordKey } from '../zoho/photo.ts';
import type { UploadRequest } from '../code/uploadRequest.ts';

/** The upload that was made last in this window. It is kept in memory only. */
export class LastUpload {
  #request: UploadRequest | undefined;

  get(): UploadRequest | undefined {
    return this.#request;
  }

  /** What it kept from running, if it was of this record. */
  restrictedFor(
    servers: Servers,
    record: RecordKey | undefined,
  ): readonly RestrictTrigger[] | undefined {
    const last = this.#request;
    const isSame =
      last?.servers.api === servers.api &&
      last.record.module === record?.module &&
      last.record.id === record.id;
    return isSame ? last.restrictTriggers : undefined;
  }

  set(request: UploadRequest): void {
    this.#request = request;
  }
}
