import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Memory } from '../../../src/storage/memory.ts';
import type { FileRow, StoredFiles } from '../../../src/upload/uploadedFile.ts';
import {
  fileRow,
  hashOf,
  readUploadedFiles,
  uploadedFilesPath,
} from '../../../src/upload/uploadedFile.ts';
import type { FileUpload } from '../../../src/upload/uploadedFiles.ts';
import { UploadedFiles } from '../../../src/upload/uploadedFiles.ts';
import type { KeepingInTest } from './keepingInTest.ts';
import { keepingInTest } from './keepingInTest.ts';

const A = { account: 'EU/production/1/2', organization: 'Northwind Traders (PRODUCTION)' };
const B = { account: 'EU/production/3/4', organization: 'Contoso (SANDBOX test)' };
const AMELIA = { module: 'Contacts', id: '4876876000000624001', name: 'Amelia Fischer' };
const VAN = { module: 'Vehicles', id: '4876876000000630001', name: undefined };
const MUG = 'file:///catalog/mug.jpg';
const CHAIR = 'file:///catalog/chair.png';
const STAMP = { size: 1234, modified: 1764375000000 };
const PHOTO = { kind: 'mark', mark: 'a' } as const;

describe('UploadedFiles', () => {
  let keeping: KeepingInTest;
  let kept: Record<string, unknown>;
  let changes: number;
  let files: UploadedFiles;

  beforeEach(async () => {
    keeping = await keepingInTest();
    kept = {};
    changes = 0;
    files = window();
  });

  afterEach(() => keeping.close());

  /** Another window of the same VS Code. */
  function window(most?: number): UploadedFiles {
    const memory: Memory = {
      get: (key) => kept[key],
      update: (key, value) => {
        kept[key] = value;
        return Promise.resolve();
      },
    };
    const { folder: storageFolder, leases } = keeping;
    const onChange = (): void => {
      changes += 1;
    };
    return new UploadedFiles({ storageFolder, leases, memory, onChange }, most);
  }

  function uploadOf(
    place: string,
    record: Pick<FileUpload, 'id' | 'module' | 'name'> = AMELIA,
    more: Partial<FileUpload> = {},
  ): FileUpload {
    return { ...record, place, stamp: STAMP, at: 1000, photo: PHOTO, ...more };
  }

  const stored = async ({ account } = A): Promise<StoredFiles> => {
    const all = await readUploadedFiles(uploadedFilesPath(keeping.folder, account));
    assert.ok(all !== undefined);
    return all;
  };

  async function rowOf(place: string, owner = A): Promise<FileRow | undefined> {
    const { rows } = await stored(owner);
    return fileRow(rows.find(({ file }) => file === hashOf(place)));
  }

  it('knows where a file went last, and as what, in each account', async () => {
    await files.add(A, [uploadOf(MUG)]);
    await files.add(B, [uploadOf(MUG, VAN)]);
    assert.deepEqual(await files.of(A.account, MUG), { ...AMELIA, photo: PHOTO });
    assert.deepEqual(await files.of(B.account, MUG), { ...VAN, photo: PHOTO });
    assert.equal(await files.of(A.account, CHAIR), undefined);
    assert.equal((await stored()).organization, A.organization);
    assert.deepEqual((await rowOf(MUG))?.upload, { ...STAMP, at: 1000 });
    await files.add(A, [uploadOf(MUG, VAN, { at: 2000 })]);
    assert.equal((await files.of(A.account, MUG))?.id, VAN.id);
    assert.equal(changes, 3);
  });

  it('deletes what is known of an account, and of a record', async () => {
    await files.add(A, [uploadOf(MUG), uploadOf(CHAIR, VAN)]);
    await files.add(B, [uploadOf(MUG)]);
    kept[`fileRecords:${A.account}`] = [{ file: hashOf('file:///a.jpg'), ...AMELIA, photo: PHOTO }];
    await files.delete(A.account, AMELIA);
    assert.equal(await files.of(A.account, MUG), undefined);
    assert.equal((await files.of(A.account, CHAIR))?.id, VAN.id);
    assert.equal(await files.has(A.account), true);
    await files.deleteOf(A.account);
    assert.deepEqual([await files.has(A.account), await files.has(B.account)], [false, true]);
    assert.equal(kept[`fileRecords:${A.account}`], undefined);
  });

  it('keeps not even the organization’s name once nothing else is known', async () => {
    await files.add(A, [uploadOf(MUG)]);
    await files.delete(A.account, AMELIA);
    assert.deepEqual(await readdir(path.join(keeping.folder, 'uploaded-files')), []);
    assert.equal(changes, 2);
  });

  it('stores no name of a file or folder, and the latest files only', async () => {
    files = window(3);
    for (const n of [0, 1, 2, 3]) {
      await files.add(A, [uploadOf(`${MUG}${n}`, { ...AMELIA, id: `${n}` })]);
    }
    const folder = path.join(keeping.folder, 'uploaded-files');
    const [only = '', ...others] = await readdir(folder);
    assert.deepEqual(others, []);
    const text = await readFile(path.join(folder, only), 'utf8');
    assert.doesNotMatch(text, /mug|catalog|file:/);
    assert.equal(await files.of(A.account, `${MUG}0`), undefined);
    assert.equal((await files.of(A.account, `${MUG}1`))?.id, '1');
  });

  it('has no upload of a file whose record has got another photo, and still suggests the record', async () => {
    await files.add(A, [uploadOf(MUG)]);
    await files.add(A, [uploadOf(CHAIR, AMELIA, { at: 2000 })]);
    assert.deepEqual((await rowOf(MUG))?.upload, undefined);
    assert.ok((await rowOf(CHAIR))?.upload);
    await files.changed(A.account, [VAN, AMELIA]);
    assert.deepEqual((await rowOf(CHAIR))?.upload, undefined);
    assert.equal((await files.of(A.account, MUG))?.id, AMELIA.id);
    assert.equal((await files.of(A.account, CHAIR))?.id, AMELIA.id);
  });

  it('writes nothing if nothing changes', async () => {
    await files.changed(A.account, [AMELIA]);
    await files.delete(A.account, AMELIA);
    await files.add(A, []);
    assert.deepEqual([changes, await readdir(keeping.folder)], [0, ['leases']]);
  });

  it('lets what was done later count, when an upload that was interrupted is told again', async () => {
    const earlier = [uploadOf(MUG), uploadOf(CHAIR, VAN)];
    await files.add(A, earlier);
    await files.add(A, [uploadOf('file:///new.jpg', AMELIA, { at: 2000 })]);
    await files.changed(A.account, [VAN]);
    await files.add(A, earlier);
    assert.equal((await rowOf(MUG))?.upload, undefined);
    assert.equal((await rowOf(CHAIR))?.upload, undefined);
    assert.equal((await rowOf('file:///new.jpg'))?.upload?.at, 2000);
    // The same file, uploaded to another record since.
    await files.add(A, [uploadOf(MUG, VAN, { at: Date.now() + 1000 })]);
    await files.add(A, earlier);
    assert.equal((await files.of(A.account, MUG))?.id, VAN.id);
  });

  it('takes what a file is now, and keeps when it was uploaded, if it was found unchanged', async () => {
    const now = { size: 1234, modified: 1764376000000 };
    const found = { stamp: now, at: 3000, isFound: true, photo: { kind: 'unknown' } } as const;
    await files.add(A, [uploadOf(MUG)]);
    await files.add(A, [uploadOf(MUG, AMELIA, found), uploadOf(CHAIR, VAN, found)]);
    assert.deepEqual((await rowOf(MUG))?.upload, { ...now, at: 1000 });
    assert.deepEqual((await rowOf(MUG))?.photo, PHOTO);
    assert.deepEqual((await rowOf(CHAIR))?.upload, { ...now, at: 3000, isFound: true });
    const before = changes;
    await files.add(A, [uploadOf(MUG, AMELIA, found), uploadOf(CHAIR, VAN, found)]);
    assert.equal(changes, before, 'nothing is written if that was known');
  });

  it('keeps what another window stores at the same time', async () => {
    const places = Array.from({ length: 10 }, (_, n) => `${MUG}${n}`);
    await Promise.all(
      places.map((place, n) => window().add(A, [uploadOf(place, { ...AMELIA, id: `${n}` })])),
    );
    for (const [n, place] of places.entries()) {
      assert.equal((await files.of(A.account, place))?.id, `${n}`);
    }
  });

  it('still knows what the first version stored, and moves it', async () => {
    const key = `fileRecords:${A.account}`;
    kept[key] = [
      { file: hashOf(MUG), ...AMELIA, photo: PHOTO },
      { file: hashOf(CHAIR), ...AMELIA, photo: { kind: 'unknown' } },
      { file: 1 },
      null,
    ];
    assert.deepEqual(await files.of(A.account, MUG), { ...AMELIA, photo: PHOTO });
    await files.add(A, [uploadOf(CHAIR, VAN)]);
    assert.equal(kept[key], undefined);
    assert.deepEqual(await files.of(A.account, MUG), { ...AMELIA, photo: PHOTO });
    assert.equal((await files.of(A.account, CHAIR))?.id, VAN.id);
    assert.equal((await rowOf(MUG))?.upload, undefined);
  });

  for (const [what, content] of [
    ['nothing', ''],
    ['half of it', '{"format":1,"organization":"a","files":[{"file":"a"'],
    ['another format', '{"format":2,"organization":"a","files":[]}'],
    ['no list', '{"format":1,"organization":"a","files":{"length":3}}'],
    ['other rows', '{"format":1,"organization":"a","files":[null,1,{"file":2},[],"a"]}'],
    ['a prototype', '{"format":1,"organization":"a","files":[],"__proto__":{"files":[1]}}'],
  ] as const) {
    it(`ignores ${what} in its file`, async () => {
      const file = uploadedFilesPath(keeping.folder, A.account);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, content);
      assert.equal(await files.of(A.account, MUG), undefined);
      await files.add(A, [uploadOf(MUG)]);
      assert.equal((await files.of(A.account, MUG))?.id, AMELIA.id);
    });
  }

  it('ignores rows that are no rows, whatever time or size they have', () => {
    const row = { file: hashOf(MUG), ...AMELIA, photo: PHOTO };
    const upload = { ...STAMP, at: 1000 };
    assert.ok(fileRow({ ...row, upload }));
    for (const bad of [
      { ...row, module: 1 },
      { ...row, photo: { kind: 'other' } },
      { ...row, upload: { ...upload, at: 1e300 } },
      { ...row, upload: { ...upload, size: -1 } },
      { ...row, upload: { ...upload, modified: '1' } },
    ]) {
      assert.equal(fileRow(bad), undefined, JSON.stringify(bad));
    }
  });

  it('goes on without a suggestion if its file can’t be written', async () => {
    await writeFile(path.join(keeping.folder, 'uploaded-files'), '');
    await files.add(A, [uploadOf(MUG)]);
    assert.equal(await files.of(A.account, MUG), undefined);
    assert.equal(changes, 0);
  });
});
