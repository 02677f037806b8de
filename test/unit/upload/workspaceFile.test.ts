import assert from 'node:assert/strict';
import { promises } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { leadsToAnotherServer, workspaceFile } from '../../../src/upload/workspaceFile.ts';
import { noLinks } from '../../links.ts';

const skip = await noLinks();

describe('a file of the workspace', () => {
  let parent: string;
  let first: string;
  let second: string;

  before(async () => {
    parent = await realpath(await mkdtemp(path.join(tmpdir(), 'workspace-')));
    [first, second] = [path.join(parent, 'first'), path.join(parent, 'second')];
    await mkdir(path.join(first, 'sub'), { recursive: true });
    await mkdir(second);
    await mkdir(path.join(parent, 'first and more'));
    const files = [
      'first/a.jpg',
      'first/sub/b.jpg',
      'second/c.jpg',
      'out.jpg',
      'first and more/d.jpg',
      'first/..e.jpg',
    ];
    await Promise.all(files.map((file) => writeFile(path.join(parent, file), file)));
    if (skip === false) {
      await symlink(path.join(parent, 'out.jpg'), path.join(first, 'out-link.jpg'));
      await symlink(parent, path.join(first, 'up'));
      await symlink(path.join(first, 'a.jpg'), path.join(first, 'in-link.jpg'));
      await symlink(first, path.join(parent, 'alias'));
    }
  });

  after(() => rm(parent, { recursive: true, force: true }));

  const found = async (wanted: string): Promise<string> => {
    const file = await workspaceFile([first, second], wanted);
    return file.kind === 'inside' ? path.relative(parent, file.file) : file.kind;
  };

  it('is found by a relative and an absolute path, in each folder', async () => {
    assert.equal(await found('a.jpg'), path.join('first', 'a.jpg'));
    assert.equal(await found('sub/../sub/b.jpg'), path.join('first', 'sub', 'b.jpg'));
    assert.equal(await found('c.jpg'), path.join('second', 'c.jpg'));
    assert.equal(await found(path.join(first, 'a.jpg')), path.join('first', 'a.jpg'));
    assert.equal(await found('..e.jpg'), path.join('first', '..e.jpg'));
  });

  it('is the target if a link leads to a file inside', { skip }, async () => {
    assert.equal(await found('in-link.jpg'), path.join('first', 'a.jpg'));
    const file = await workspaceFile([path.join(parent, 'alias')], 'a.jpg');
    assert.deepEqual(file, { kind: 'inside', file: path.join(first, 'a.jpg') });
  });

  it('can’t be outside through a link', { skip }, async () => {
    for (const wanted of ['out-link.jpg', 'up/out.jpg']) {
      assert.equal(await found(wanted), 'outside', wanted);
    }
  });

  it('can’t be outside, through dots or an absolute path', async () => {
    const outside = [
      '../out.jpg',
      path.join(parent, 'out.jpg'),
      '../first and more/d.jpg',
      '../../nowhere.jpg',
      '..',
      '.',
    ];
    for (const wanted of outside) {
      assert.equal(await found(wanted), 'outside', wanted);
    }
  });

  it('may be missing', async () => {
    assert.equal(await found('none.jpg'), 'missing');
    assert.deepEqual(await workspaceFile([], 'a.jpg'), { kind: 'outside' });
  });

  it('nothing outside is returned, whatever the path', async () => {
    const parts = fc.constantFrom(
      '..',
      '.',
      'a.jpg',
      'up',
      'sub',
      'out.jpg',
      'out-link.jpg',
      '',
      'first',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(parts, { maxLength: 6 }), async (segments) => {
        const file = await workspaceFile([first, second], segments.join('/'));
        const given = file.kind === 'inside' ? file.file : path.join(first, 'a.jpg');
        assert.ok(
          [first, second].some((folder) => given.startsWith(folder + path.sep)),
          given,
        );
      }),
    );
  });

  it('is not requested from a network server that has no folder of the workspace', () => {
    const folders = ['C:\\work\\photos', '\\\\nas\\shared\\photos'];
    const leads = (wanted: string, of = folders): boolean =>
      leadsToAnotherServer(of, wanted, path.win32);
    const elsewhere = [
      '\\\\evil\\share\\a.png',
      '//evil/share/a.png',
      '/\\evil/share\\a.png',
      '\\\\nas\\other\\a.png',
      '\\\\?\\UNC\\evil\\share\\a.png',
      '\\\\.\\pipe\\a',
    ];
    for (const wanted of elsewhere) {
      assert.equal(leads(wanted), true, wanted);
    }
    const near = [
      'a.png',
      '..\\..\\a.png',
      'C:/a.png',
      'D:\\a.png',
      '\\a.png',
      '\\\\NAS\\Shared\\a.png',
    ];
    for (const wanted of near) {
      assert.equal(leads(wanted), false, wanted);
    }
    assert.equal(leads('\\\\nas\\shared\\a.png', ['C:\\work']), true);
    assert.equal(leadsToAnotherServer(['/work'], '//evil/share/a.png', path.posix), false);
  });

  it('on such a server is refused before any file is accessed', async ({ mock }) => {
    // What Node treats as paths on Windows.
    const windows = { ...path.win32 }; // on Windows the very object that is changed here
    mock.method(path, 'resolve', (...parts: string[]) => windows.resolve(...parts));
    mock.method(path, 'parse', (file: string) => windows.parse(file));
    const looked: unknown[] = [];
    const { realpath: own } = promises;
    promises.realpath = ((file: string) => {
      looked.push(file);
      return own(file);
    }) as typeof own;
    syncBuiltinESMExports();
    try {
      const wanted = '\\\\evil\\share\\a.png';
      assert.deepEqual(await workspaceFile(['C:\\work'], wanted), { kind: 'outside' });
      assert.deepEqual(looked, []);
    } finally {
      promises.realpath = own;
      mock.restoreAll();
      syncBuiltinESMExports();
    }
  });
});

describe('a file on a mapped drive', () => {
  const asked: string[] = [];
  /** `Z:` is `\\nas\photos`, which Node's own method does not know. */
  const native = (file: string): Promise<string> => {
    asked.push(file);
    return file.toLowerCase().includes('none')
      ? Promise.reject(new Error('ENOENT'))
      : Promise.resolve(
          file
            .replace(/^z:/i, String.raw`\\nas\photos`)
            .replace('out-link.jpg', String.raw`..\secret\out.jpg`),
        );
  };
  const refusing = (): Promise<string> => Promise.reject(new Error('EISDIR'));
  const system = { path: path.win32, realpaths: [native] };
  const [folder, server] = [String.raw`Z:\work`, String.raw`\\nas\photos\work`];

  it('is inside, and read by the drive letter', async () => {
    for (const wanted of ['a.jpg', String.raw`z:\WORK\a.jpg`, String.raw`${server}\a.jpg`]) {
      const file = await workspaceFile([folder], wanted, system);
      assert.equal(file.kind, 'inside', wanted);
      assert.equal('file' in file && file.file.toLowerCase(), String.raw`z:\work\a.jpg`);
    }
  });

  it('is outside if it leads out, and missing if there is none', async () => {
    const outside = ['out-link.jpg', String.raw`Z:\other.jpg`, String.raw`\\nas\photos\o.jpg`];
    for (const wanted of outside) {
      assert.deepEqual(await workspaceFile([folder], wanted, system), { kind: 'outside' }, wanted);
    }
    assert.deepEqual(await workspaceFile([folder], 'none.jpg', system), { kind: 'missing' });
  });

  it('never accesses another server', async () => {
    asked.length = 0;
    const elsewhere = String.raw`\\evil\photos\work\a.jpg`;
    assert.deepEqual(await workspaceFile([folder], elsewhere, system), { kind: 'outside' });
    assert.deepEqual(asked, [folder]);
  });

  it('is compared by one method, even if a drive refuses the system’s own', async () => {
    const walked = (file: string): Promise<string> => Promise.resolve(file);
    const half = (file: string): Promise<string> => (file === folder ? native(file) : refusing());
    for (const first of [refusing, half]) {
      const ways = { path: path.win32, realpaths: [first, walked] };
      assert.deepEqual(await workspaceFile([folder], 'a.jpg', ways), {
        kind: 'inside',
        file: String.raw`Z:\work\a.jpg`,
      });
    }
  });
});
