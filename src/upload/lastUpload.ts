import type { ApiVersion, RestrictTrigger } from '../zoho/apiVersion.ts';
import type { Servers } from '../zoho/dataCenter.ts';
import type { RecordKey } from '../zoho/photo.ts';

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

/** An upload of a photo, as code can tell it. It holds no token and no folder. */
export interface UploadRequest {
  readonly servers: Servers;
  readonly version: ApiVersion;
  readonly record: RecordKey;
  /** File name without its folder: the code is run where the file is. Any characters. */
  readonly fileName: string;
  /** `image/jpeg` and the like. */
  readonly contentType: string;
  /** As they are set; those that the version does not know are left out of the code. */
  readonly restrictTriggers: readonly RestrictTrigger[];
}
