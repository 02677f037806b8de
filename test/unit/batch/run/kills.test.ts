import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import process from 'node:process';
import { after, before, describe, it } from 'node:test';
import { Crm } from '../../../../src/zoho/crm.ts';
import { success } from '../../../../src/zoho/failure.ts';
import { chance } from '../../../emulator/fault.ts';
import type { Profile } from '../../../emulator/emulator.ts';
import { howMany } from '../../../long.ts';
import { jpeg } from '../../../pictures.ts';
import type { World } from '../../world.ts';
import { openWorld } from '../../world.ts';
import { changesOf, newFolder, Window } from './batchInTest.ts';
import { catalogue } from './catalogue.ts';
import { assertStored } from './faults.ts';
import type { KilledRun } from './killedRun.ts';

const KILLS = howMany(3, 20);
const COUNT = 24;
/** Writes to the journal that a run of so many takes at least, however they go down together. */
const WRITES = 16;
const WHENS = ['before', 'half', 'after'] as const;
const PROFILES = ['seed', 'newest', 'worst'] satisfies Profile[];

describe('a run that is killed', () => {
  let world: World;

  before(async () => {
    world = await openWorld();
  });

  after(() => world.close());

  /** @returns the signal that ended it, or its exit code */
  async function killed(setup: KilledRun): Promise<unknown> {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'killedRun.ts')], {
      env: { ...process.env, KILLED_RUN: JSON.stringify(setup) },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
    return signal ?? code;
  }

  const random = chance(7);
  for (let kill = 0; kill < KILLS; kill += 1) {
    const at = 1 + Math.floor(random() * WRITES);
    const when = WHENS[kill % WHENS.length] ?? 'after';
    const profile = PROFILES[Math.floor(kill / 2) % PROFILES.length] ?? 'seed';
    const replaced = kill % 2 === 0;
    const records = replaced ? 'with' : 'without';
    it(`${when} the write ${at} of its journal, ${profile}, records ${records} a photo`, async () => {
      const { control } = world;
      await control.reset({ profile });
      const { folder, close } = await newFolder();
      const products = await catalogue(control, COUNT);
      try {
        const old = await jpeg({ width: 8, height: 8 });
        for (const { key } of replaced ? products.planned : []) {
          await control.putPhoto(key.module, key.id, old);
        }
        const accessToken = await control.issueAccessToken();
        const window = new Window(folder);
        const id = await window.create(products.planned);
        const files = products.planned.map(({ picture }) =>
          path.join(products.folder, picture.name),
        );
        const { servers } = world.emulator;
        const setup = { folder, id, servers, accessToken, files, at, when };
        // Windows has no signals: what ends itself so ends with 1.
        assert.equal(await killed(setup), process.platform === 'win32' ? 1 : 'SIGKILL');
        const [left] = await window.runs.unfinished();
        assert.equal(left?.run.id, id);
        const token = () => Promise.resolve(success(accessToken));
        const crm = new Crm(world.network, servers, { token, renew: token });
        const end = await window.resume(id, crm, products.planned);
        await assertStored(control, products, end);
        assert.deepEqual(window.bugs, []);
        const [state] = await window.runs.of(left.run.account);
        assert.ok(state !== undefined);
        const befores = changesOf(state).map(({ before }) => before.kind);
        assert.deepEqual(befores, Array(COUNT).fill(replaced ? 'kept' : 'none'));
        const hashes = await Promise.all(
          changesOf(state).map(async ({ account, before }) =>
            before.kind === 'kept' ? (await window.photos.get(account, before.id))?.sha256 : '',
          ),
        );
        // All had the same photo: none of what is kept is one that the run itself had stored.
        assert.equal(new Set(hashes).size, 1);
        assert.ok(!hashes.includes(undefined));
      } finally {
        await products.close();
        await close();
      }
    });
  }
});
