import { mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import type { EmulatorControl } from '../../emulator/control.ts';
import type { BatchSetup } from './setup.ts';

/** Photos that are uploaded at once. */
export const AT_ONCE = 4;

/** Photos that a subject uploads before it's measured. */
const WARM_UP = 8;

export interface Photo {
  readonly file: string;
  readonly sha256: string;
}

/** The setup shared by all subjects. */
export interface BenchContext {
  readonly photos: readonly Photo[];
  readonly control: EmulatorControl;
  readonly servers: BatchSetup['servers'];
  readonly folder: string;
}

/** New records for as many photos, which are used again if there are fewer. */
export async function setUp(
  { control, servers, folder }: Omit<BenchContext, 'photos'>,
  photos: readonly Pick<Photo, 'file'>[],
  count = photos.length,
): Promise<BatchSetup> {
  const ids = await control.addRecords(
    'Products',
    Array.from({ length: WARM_UP + count }, (_, n) => ({ Product_Name: `Product ${n}` })),
  );
  const jobs = ids.map((id, n) => ({
    file: photos[n % photos.length]?.file ?? '',
    record: { module: 'Products', id },
  }));
  return {
    servers,
    accessToken: await control.issueAccessToken(),
    folder: await mkdtemp(path.join(folder, 'run-')),
    warmUp: jobs.slice(0, WARM_UP),
    jobs: jobs.slice(WARM_UP),
    memoryEvery: 0,
  };
}
