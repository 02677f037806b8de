import { mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Why symbolic links can't be created here, for a test's `skip`; false if they can. Windows allows
 * them only in Developer Mode.
 */
export async function noLinks(): Promise<string | false> {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'links-')));
  const file = path.join(folder, 'file');
  const link = path.join(folder, 'link');
  try {
    await writeFile(file, '');
    await symlink(file, link);
    return (await realpath(link)) === file ? false : 'links lead nowhere here';
  } catch (error) {
    return `no links can be made here: ${String(error)}`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
