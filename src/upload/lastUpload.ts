import type { ApiVersion, RestrictTrigger } from '../zoho/apiVersion.ts';
import type { Servers } from '../zoho/dataCenter.ts';
import type { RecordKey } from '../zoho/photo.ts';

/** The last upload in this window. It is only in memory. */
export class LastUpload {
  #request: UploadRequest | undefined;

  get(): UploadRequest | undefined {
    return this.#request;
  }

  /** The automations that it skipped, if it was for this record. */
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

/** An upload of a photo, for code to repeat. It has no token and no folder. */
export interface UploadRequest {
  readonly servers: Servers;
  readonly version: ApiVersion;
  readonly record: RecordKey;
  /** File name without its folder: the code runs where the file is. Any characters. */
  readonly fileName: string;
  /** `image/jpeg` and the like. */
  readonly contentType: string;
  /** As they are set. Those that the version doesn’t know aren’t in the code. */
  readonly restrictTriggers: readonly RestrictTrigger[];
}
