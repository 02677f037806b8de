import type { UploadRequest } from './uploadRequest.ts';

/** The upload that was made last in this window. It is kept in memory only. */
export class LastUpload {
  #request: UploadRequest | undefined;

  get(): UploadRequest | undefined {
    return this.#request;
  }

  set(request: UploadRequest): void {
    this.#request = request;
  }
}
