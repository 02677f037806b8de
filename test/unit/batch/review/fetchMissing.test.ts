import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type * as vscodeTypes from 'vscode';
import type { FetchedMissing } from '../../../../src/batch/review/fetchMissing.ts';
import { NO_POLICY, policyOf } from '../../policy/policyInTest.ts';
import type { Services } from '../../../../src/commands/services.ts';
import { referencesBy } from '../../../../src/batch/match/reference.ts';
import type { Mapping } from '../../../../src/batch/match/mapping.ts';
import { mug } from '../../../drawings.ts';
import { vscode } from '../../stubbedVscode.ts';

type Uri = Pick<vscodeTypes.Uri, 'scheme' | 'path' | 'fsPath' | 'toString'> & {
  with: (change: { path: string }) => Uri;
};

function uriOf(url: URL): Uri {
  return {
    scheme: 'file',
    path: url.pathname,
    fsPath: fileURLToPath(url),
    with: ({ path }) => uriOf(new URL(`file://${path}`)),
    toString: () => url.href,
  };
}

/** The questions, and the person's answers. */
let asked: string[] = [];
let button: string | undefined;
let folder = '';
let server: Server;

vscode.ProgressLocation = { Notification: 15 };
vscode.Uri = {
  joinPath: (uri: Uri, ...names: string[]) => uriOf(pathToFileURL(path.join(uri.fsPath, ...names))),
};
vscode.window = {
  showInformationMessage: (text: string, options: unknown, ...items: { title: string }[]) => {
    asked.push(text, (options as { detail: string }).detail);
    return Promise.resolve(items.find(({ title }) => title === button));
  },
  showOpenDialog: ({ openLabel }: { openLabel: string }) => {
    asked.push(openLabel);
    return Promise.resolve(folder === '' ? undefined : [uriOf(pathToFileURL(folder))]);
  },
  withProgress: (_options: unknown, work: (...given: unknown[]) => unknown) =>
    work(
      { report: () => undefined },
      { isCancellationRequested: false, onCancellationRequested: () => undefined },
    ),
};
vscode.workspace = {
  fs: {
    stat: (uri: Uri) => stat(uri.fsPath),
    createDirectory: (uri: Uri) => mkdir(uri.fsPath, { recursive: true }),
    writeFile: (uri: Uri, bytes: Uint8Array) => writeFile(uri.fsPath, bytes),
  },
};

const { notFetched } = await import('../../../../src/batch/words/fetchMissing.ts');
const { fetchMissing } = await import('../../../../src/batch/review/fetchMissing.ts');

describe('pictures that a table names by URL', () => {
  let requests = 0;
  let policy = NO_POLICY;
  let origin = '';

  before(async () => {
    const picture = await mug();
    server = createServer((request, response) => {
      requests += 1;
      response.statusCode = request.url?.startsWith('/gone') === true ? 404 : 200;
      response.end(picture);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  after(() => {
    server.close();
    server.closeAllConnections();
  });

  beforeEach(async () => {
    asked = [];
    requests = 0;
    policy = NO_POLICY;
    button = 'Download Them…';
    folder = await mkdtemp(path.join(tmpdir(), 'fetched-'));
  });

  afterEach(() => rm(folder === '' ? tmp : folder, { recursive: true, force: true }));
  const tmp = path.join(tmpdir(), 'fetched-none');

  const rule = { kind: 'table', fileColumn: 'F', recordColumn: 'R', by: { kind: 'id' } } as const;
  const mapping: Mapping = { module: 'Products', rule, several: { kind: 'none' } };

  function fetched(...files: string[]): Promise<FetchedMissing | undefined> {
    const services = {
      policy,
      settings: { allowLoopbackUrls: () => true, timeLimit: () => 30 },
      userAgent: 'test',
      log: { info: () => undefined },
    } as unknown as Services;
    const rows = files.map((file, n) => [file, String(5540000000123456 + n)]);
    const table = { columns: ['F', 'R'], rows };
    return fetchMissing(services, [], [], { kind: 'mapping', mapping, table, draft: {} });
  }

  it('are downloaded into the chosen folder, and belong to their rows', async () => {
    const files = ['a.jpg?v=1', 'x/a.jpg', 'gone.jpg'].map((one) => `${origin}/${one}`);
    const found = await fetched(...files, 'local.jpg', files[0] ?? '');
    assert.ok(found);
    assert.equal(asked[0], '3 pictures in the table aren’t on this machine. Download them?');
    assert.match(asked[1] ?? '', /^From 127\.0\.0\.1:\d+, without cookies/);
    assert.deepEqual((await readdir(folder)).toSorted(), ['a.jpg', 'x']);
    assert.deepEqual(found.pictures.map(({ candidate }) => candidate.path).toSorted(), [
      'a.jpg',
      'x/a.jpg',
    ]);
    assert.deepEqual([...found.notFetched.keys()], [files[2]]);
    const why = found.notFetched.get(files[2] ?? '');
    assert.ok(why?.kind === 'status' && why.status === 404);
    assert.match(notFetched(why), /HTTP 404/);
    const table = { columns: ['F', 'R'], rows: files.map((file) => [file, file]) };
    const { references } = referencesBy(
      rule,
      found.pictures.map(({ candidate }) => candidate),
      table,
    );
    assert.equal(references.length, 2);
    assert.ok(found.pictures.every(({ file }) => !('refusal' in file.inspected)));
  });

  it('aren’t saved where a link leads out of the folder', async () => {
    const outside = await mkdtemp(path.join(tmpdir(), 'outside-'));
    try {
      // Both could come with the folder, and the table, from somebody else.
      await symlink(outside, path.join(folder, 'x'), 'junction');
      await writeFile(path.join(folder, 'a.jpg'), 'another');
      const files = [`${origin}/x/a.jpg`, `${origin}/x/y/a.jpg`];
      const found = await fetched(...files);
      assert.deepEqual(await readdir(outside), []);
      assert.deepEqual(found?.pictures.map(({ candidate }) => candidate.path).toSorted(), [
        'a (2).jpg',
        'y/a.jpg',
      ]);
    } finally {
      await rm(outside, { recursive: true });
    }
  });

  it('aren’t downloaded if the person declines', async () => {
    button = 'Skip';
    const skipped = await fetched(`${origin}/a.jpg`);
    assert.deepEqual(skipped && [skipped.pictures, skipped.notFetched.size], [[], 0]);
    button = undefined;
    assert.equal(await fetched(`${origin}/a.jpg`), undefined);
    button = 'Download It…';
    folder = '';
    assert.equal(await fetched(`${origin}/a.jpg`), undefined);
    assert.equal(requests, 0);
  });

  it('aren’t asked about if the administrator doesn’t allow it, and say so', async () => {
    policy = policyOf({ uploadFromUrl: false });
    const found = await fetched(`${origin}/a.jpg`);
    assert.deepEqual([found?.pictures, asked, requests], [[], [], 0]);
    const why = found?.notFetched.get(`${origin}/a.jpg`);
    assert.ok(why);
    assert.match(notFetched(why), /^Your organization’s policy doesn’t allow uploads from URLs\.$/);
  });

  it('aren’t asked about if no URL may be downloaded', async () => {
    const found = await fetched('http://shop.example/a.jpg', 'a.jpg', 'https://10.0.0.1/a.jpg');
    assert.deepEqual([found?.pictures, asked], [[], []]);
  });
});
