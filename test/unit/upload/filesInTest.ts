import type { Leases } from '../../../src/storage/leases.ts';
import type { Memory } from '../../../src/storage/memory.ts';
import { UploadedFiles } from '../../../src/upload/uploadedFiles.ts';

/** What a window knows of uploaded files. `files` is what services offer. */
export function filesInTest(
  storageFolder: string,
  leases: Pick<Leases, 'hold'>,
  memory: Memory = { get: () => undefined, update: () => Promise.resolve() },
  onChange: () => void = () => undefined,
): () => Promise<UploadedFiles> {
  const files = new UploadedFiles({ storageFolder, leases, memory, onChange });
  return () => Promise.resolve(files);
}
