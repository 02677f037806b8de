import assert from 'node:assert/strict';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Services } from '../../../../src/commands/services.ts';
import { Unreadable } from '../../../../src/image/unreadable.ts';
import type { LastUploads } from '../../../../src/upload/lastUploads.ts';
import type { Owner } from '../../../../src/upload/backup.ts';
import type { FileUpload } from '../../../../src/upload/uploadedFiles.ts';
import type { Reviewed } from '../../../../src/batch/review/reviewed.ts';
import { png } from '../../../pictures.ts';
import { vscode } from '../../stubbedVscode.ts';
import { sampleAccount } from '../../auth/sampleAccount.ts';
import { foundRecord, recordOf, reviewed } from './reviewedInTest.ts';

vscode.ProgressLocation = { Notification: 15 };
vscode.Uri = {
  parse: (text: string) => ({ scheme: 'file', path: text, fsPath: new URL(text).pathname }),
};
vscode.window = {
  withProgress: (_: object, work: (...given: object[]) => unknown) =>
    work({ report: () => undefined }, { onCancellationRequested: () => undefined }),
};

const { compareWithLast } = await import('../../../../src/batch/review/unchanged.ts');

const ACCOUNT = sampleAccount();

describe('comparing pictures with the last upload', () => {
  let folder: string;
  let here: Reviewed;
  let services: Services;
  /** What the second read of each record says. */
  let again: string | null;
  let found: FileUpload[];

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'same'));
    const file = path.join(folder, 'a.png');
    await writeFile(file, await png({ width: 8, height: 8 }));
    const settings = {
      removePersonalData: () => 'never',
      convertCmyk: () => 'never',
      fitPictures: () => 'never',
      longestSide: () => undefined,
    };
    again = 'theirs';
    const answer = (): object => ({
      ok: true,
      value: {
        status: 200,
        call: 'record',
        body: Buffer.from(JSON.stringify({ data: [{ id: '1', Record_Image: again }] })),
      },
    });
    const sessions = { crmOf: () => ({ ask: () => Promise.resolve(answer()) }) };
    found = [];
    const uploadedFiles = { add: (_: Owner, uploads: FileUpload[]) => found.push(...uploads) };
    services = {
      settings,
      sessions,
      storageFolder: folder,
      leases: {},
      uploadedFiles: () => Promise.resolve(uploadedFiles),
    } as unknown as Services;
    here = reviewed(0, { place: pathToFileURL(file).href, size: 100 });
  });

  afterEach(() => rm(folder, { recursive: true }));

  /** @param mark of the record when the picture was uploaded */
  function last(mark: string, isLast: boolean): LastUploads {
    return {
      markOf: () => mark,
      knows: ({ photoMark }: { photoMark: string }) => photoMark === mark,
      isLast: () => isLast,
    } as unknown as LastUploads;
  }

  async function compare(
    photoMark: string | null,
    lastUploads: LastUploads,
    more: Partial<Reviewed> = {},
  ): Promise<Pick<Reviewed, 'isExcluded' | 'isUnchanged' | 'since'>> {
    const one = { ...here, ...foundRecord(recordOf('1', photoMark)), ...more };
    const [compared] = await compareWithLast(services, ACCOUNT, [one], lastUploads);
    assert.ok(compared !== undefined);
    const { isUnchanged, isExcluded, since } = compared;
    return { isUnchanged, isExcluded, ...(since === undefined ? {} : { since }) };
  }

  it('finds what is unchanged, and what has changed here', async () => {
    const same = await compare('ours', last('ours', true));
    assert.deepEqual(same, { isUnchanged: true, isExcluded: false });
    const other = await compare('ours', last('ours', false));
    assert.deepEqual(other, { isUnchanged: false, isExcluded: false, since: 'here' });
  });

  it('tells badges which files were found unchanged, as they are now', async () => {
    await compare('ours', last('ours', false));
    await compare('theirs', last('ours', true));
    assert.equal(found.length, 0);
    await compare('ours', last('ours', true));
    const [only, ...others] = found;
    assert.deepEqual(others, []);
    assert.deepEqual([only?.place, only?.id, only?.isFound], [here.place, '1', true]);
    const { size, mtimeMs } = await stat(path.join(folder, 'a.png'));
    assert.deepEqual(only?.stamp, { size, modified: Math.trunc(mtimeMs) });
  });

  it('excludes what only the CRM has changed, and keeps what has changed on both sides', async () => {
    const only = await compare('theirs', last('ours', true));
    assert.deepEqual(only, { isUnchanged: false, isExcluded: true, since: 'in-crm' });
    const both = await compare('theirs', last('ours', false));
    assert.deepEqual(both, { isUnchanged: false, isExcluded: false, since: 'both' });
    again = null;
    const removed = await compare(null, last('ours', true));
    assert.deepEqual(removed, { isUnchanged: false, isExcluded: false, since: 'removed' });
  });

  it('believes no change that a second read doesn’t confirm', async () => {
    again = 'ours';
    const same = await compare('theirs', last('ours', true));
    assert.deepEqual(same, { isUnchanged: true, isExcluded: false });
    const unsure = await compare('theirs', last('', true));
    assert.deepEqual(unsure, { isUnchanged: false, isExcluded: false, since: 'unsure' });
  });

  it('reads nothing in the cloud', async () => {
    const away = { inspected: { refusal: new Unreadable('in-cloud').refusal } };
    const compared = await compare('ours', last('ours', true), away);
    assert.deepEqual(compared, { isUnchanged: false, isExcluded: false });
  });
});
