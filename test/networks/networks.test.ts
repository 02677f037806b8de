import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process, { execPath } from 'node:process';
import { after, before, describe, it } from 'node:test';
import { removeFolder } from '../../src/storage/busyFile.ts';
import { howMany } from '../long.ts';
import { findBrowser } from '../vscode/browser.ts';
import { installVSCode } from '../vscode/install.ts';
import type { Channel } from '../vscode/version.ts';
import type { Inside } from './inside.ts';
import { missingPrograms, programAt } from './programs.ts';
import { scenariosIn } from './scenarios.ts';
import { NOWHERE } from './scene.ts';

const RESULTS = path.resolve(import.meta.dirname, '..', '..', 'test-results');
const NAMES = scenariosIn(NOWHERE).map(({ name }) => name);
const CHANNELS: readonly Channel[] = ['newest', 'oldest'].slice(0, howMany(1, 2)) as Channel[];

/** A network of its own: as root, or as root of a namespace for users. */
const WAYS = [
  ['--net', '--mount'],
  ['--user', '--map-root-user', '--net', '--mount'],
] as const;

/** How to start something in a network of its own, or why that can’t be done here. */
function ownNetwork(): readonly string[] | string {
  if (process.platform !== 'linux') {
    return 'only Linux has network namespaces';
  }
  const missing = missingPrograms();
  if (missing.length > 0) {
    return `${missing.join(', ')} can’t be found or installed`;
  }
  if (!existsSync('/etc/ssl/certs/ca-certificates.crt')) {
    return 'the system’s certificates aren’t where Debian has them';
  }
  const unshare = programAt('unshare') ?? 'unshare';
  const way = WAYS.find((one) => spawnSync(unshare, [...one, 'true']).status === 0);
  return way === undefined ? 'this system allows no network namespace' : [unshare, ...way];
}

/**
 * VS Code itself behind real proxies, in a network where the direct way to Zoho’s hosts works, too.
 * Whoever takes it, or looks up the names for it, is counted.
 */
describe('networks', () => {
  const start = ownNetwork();
  const skip = typeof start === 'string' ? start : false;
  const inside = new Map<Channel, Inside>();

  before(async () => {
    if (typeof start !== 'string') {
      findBrowser();
      for (const channel of CHANNELS) {
        installVSCode(channel);
        inside.set(channel, await play(start, channel));
      }
    }
  });

  after(async () => {
    const played = [...inside].flatMap(([vscode, { played }]) =>
      played.map((one) => ({ vscode, ...one })),
    );
    const wanted = NAMES.length * CHANNELS.length;
    const result = {
      scenarios: played.length,
      direct: played.reduce((sum, { direct, wanted }) => sum + direct.length - wanted, 0),
      lookUps: played.reduce((sum, { lookUps, wanted }) => sum + (wanted ? 0 : lookUps.length), 0),
      skipped: skip === false ? 0 : wanted,
      ...(skip === false ? {} : { reason: skip }),
      played,
    };
    await mkdir(RESULTS, { recursive: true });
    const text = `${JSON.stringify(result, undefined, 2)}\n`;
    await writeFile(path.join(RESULTS, 'networks.json'), text);
    const { scenarios, direct, lookUps, skipped } = result;
    console.log(
      `networks: ${scenarios} scenarios, ${direct} direct connections, ${lookUps} look-ups, ` +
        `${skipped} skipped${skip === false ? '' : ` (${skip})`}`,
    );
  });

  for (const channel of CHANNELS) {
    for (const name of NAMES) {
      it(`${name} (VS Code ${channel})`, { skip }, () => {
        const played = inside.get(channel)?.played.find((one) => one.name === name);
        assert.ok(played, inside.get(channel)?.output);
        assert.equal(played.direct.length, played.wanted, JSON.stringify(played));
      });
    }

    it(`end as they should, each by its own way (VS Code ${channel})`, { skip }, () => {
      const { exitCode, output } = inside.get(channel) ?? {};
      assert.equal(exitCode, 0, output);
    });
  }
});

async function play([command = '', ...args]: readonly string[], channel: Channel): Promise<Inside> {
  const folder = await mkdtemp(path.join(tmpdir(), 'played-'));
  const file = path.join(folder, 'inside.json');
  try {
    const script = path.join(import.meta.dirname, 'inside.ts');
    const child = spawn(command, [...args, execPath, script, file, channel], {
      stdio: ['pipe', 'inherit', 'inherit'],
    });
    const [code] = (await once(child, 'exit')) as [number | null];
    assert.equal(code, 0, 'the network could not be set up');
    return JSON.parse(await readFile(file, 'utf8')) as Inside;
  } finally {
    await removeFolder(folder);
  }
}
