import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { it } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Services } from '../../../../src/commands/services.ts';
import { Unreadable } from '../../../../src/image/unreadable.ts';
import type { LastUploads } from '../../../../src/batch/run/lastUploads.ts';
import type { Reviewed } from '../../../../src/batch/review/reviewed.ts';
import { png } from '../../../pictures.ts';
import { vscode } from '../../stubbedVscode.ts';

vscode.ProgressLocation = { Notification: 15 };
vscode.Uri = {
  parse: (text: string) => ({ scheme: 'file', path: text, fsPath: new URL(text).pathname }),
};
vscode.window = {
  withProgress: (_: object, work: (...given: object[]) => unknown) =>
    work({ report: () => undefined }, { onCancellationRequested: () => undefined }),
};

const { markUnchanged } = await import('../../../../src/batch/review/unchanged.ts');

it('compares local pictures with the last upload, and reads nothing in the cloud', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'same'));
  const file = path.join(folder, 'a.png');
  await writeFile(file, await png({ width: 8, height: 8 }));
  const settings = {
    removePersonalData: () => 'never',
    convertCmyk: () => 'never',
    fitPictures: () => 'never',
    longestSide: () => undefined,
  };
  const services = { settings } as unknown as Services;
  const uploads = { knows: () => true, has: () => true } as unknown as LastUploads;
  const here = {
    place: pathToFileURL(file).href,
    size: 100,
    found: { kind: 'record', record: {} },
    inspected: {},
    isUnchanged: false,
  } as unknown as Reviewed;
  const away = { ...here, inspected: { refusal: new Unreadable('in-cloud').refusal } };
  try {
    const marked = await markUnchanged(services, [here, away], uploads);
    assert.deepEqual(
      marked.map(({ isUnchanged }) => isUnchanged),
      [true, false],
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});
