import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { env, execPath } from 'node:process';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { removeFolder } from '../../../src/storage/busyFile.ts';

const NAME = 'node-for-tests';
const VERSION = '1.2.3';

describe('a Node from the registry', { skip: process.platform === 'win32' }, () => {
  let folder: string;
  let tarball: Buffer;
  const registry = createServer(({ url }, response) => {
    if (url?.endsWith('.tgz') === true) {
      response.end(tarball);
      return;
    }
    const { port } = registry.address() as AddressInfo;
    const dist = {
      tarball: `http://127.0.0.1:${port}/${NAME}/-/${NAME}-${VERSION}.tgz`,
      // The registry vouches for whatever it serves.
      integrity: hashOf(tarball),
    };
    const versions = { [VERSION]: { name: NAME, version: VERSION, dist } };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ name: NAME, 'dist-tags': { latest: VERSION }, versions }));
  });

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'pinned-'));
    await mkdir(path.join(folder, 'scripts'));
    await cp('scripts/node.mjs', path.join(folder, 'scripts', 'node.mjs'));
    const source = path.join(folder, 'package');
    await mkdir(path.join(source, 'bin'), { recursive: true });
    await writeFile(
      path.join(source, 'package.json'),
      JSON.stringify({ name: NAME, version: VERSION }),
    );
    await writeFile(path.join(source, 'bin', 'node'), 'a binary');
    const { code, said } = await run('npm', ['pack', '--silent'], source);
    assert.equal(code, 0, said);
    tarball = await readFile(path.join(source, `${NAME}-${VERSION}.tgz`));
    registry.listen(0, '127.0.0.1');
    await once(registry, 'listening');
  });

  after(async () => {
    registry.closeAllConnections();
    registry.close();
    await removeFolder(folder);
  });

  function hashOf(bytes: Buffer): string {
    return `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  }

  async function run(
    program: string,
    args: readonly string[],
    cwd: string,
    more = {},
  ): Promise<{ code: number | null; said: string }> {
    const child = spawn(program, args, {
      cwd,
      env: { ...env, npm_config_cache: path.join(folder, 'npm'), ...more },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const exited = once(child, 'exit') as Promise<[number | null]>;
    const [[code], ...said] = await Promise.all([exited, text(child.stdout), text(child.stderr)]);
    return { code, said: said.join('') };
  }

  function installed(pin: string | undefined): Promise<{ code: number | null; said: string }> {
    const { port } = registry.address() as AddressInfo;
    const call = `cachedPinned('node', ${JSON.stringify(NAME)}, '${VERSION}', ${JSON.stringify(pin)})`;
    const code = `import { cachedPinned } from './scripts/node.mjs'; ${call};`;
    return run(execPath, ['--input-type=module', '-e', code], folder, {
      npm_config_registry: `http://127.0.0.1:${port}/`,
    });
  }

  it('isn’t installed if it isn’t the one that is pinned', async () => {
    for (const [pin, why] of [
      [hashOf(Buffer.from('another')), /EINTEGRITY/],
      [undefined, /no integrity for node-for-tests@1\.2\.3/],
    ] as const) {
      const { code, said } = await installed(pin);
      assert.notEqual(code, 0);
      assert.match(said, why);
      assert.ok(!existsSync(path.join(folder, '.cache', 'node')));
    }
  });

  it('is installed if it is', async () => {
    const { code, said } = await installed(hashOf(tarball));
    assert.equal(code, 0, said);
    const binary = path.join(folder, '.cache', 'node', 'node_modules', NAME, 'bin', 'node');
    assert.equal(await readFile(binary, 'utf8'), 'a binary');
  });
});
