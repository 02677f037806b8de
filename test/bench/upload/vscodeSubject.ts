import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RecordKey } from '../../../src/zoho/photo.ts';
import { runSuite } from '../../vscode/extensionHost.ts';
import type { WorkerSetup } from './job.ts';
import { SETUP_VARIABLE } from './job.ts';
import type { Subject } from './subject.ts';
import { Worker } from './worker.ts';

/** The extension's upload inside a real extension host, which lives as long as the subject. */
export async function vscodeSubject(
  name: string,
  record: RecordKey,
  suite: string,
  setup: Omit<WorkerSetup, 'port'>,
): Promise<Subject> {
  const extensionPath = await emptyExtension(setup.folder);
  const worker = await Worker.start((port) =>
    runSuite({
      channel: 'newest',
      extensionPath,
      suite,
      folder: setup.folder,
      env: { [SETUP_VARIABLE]: JSON.stringify({ ...setup, port }) },
    }),
  );
  return {
    name,
    record,
    upload: async (file) => (await worker.upload({ file, record, peak: false })).milliseconds,
    stop: () => worker.stop(),
  };
}

/** VS Code runs suites only with an extension; the measured code is in the suite. */
async function emptyExtension(folder: string): Promise<string> {
  const extension = path.join(folder, 'empty-extension');
  await mkdir(extension);
  const manifest = { publisher: 'bench', name: 'empty', version: '0.0.1' };
  const engines = { vscode: '^1.105.0' };
  await writeFile(path.join(extension, 'package.json'), JSON.stringify({ ...manifest, engines }));
  return extension;
}
