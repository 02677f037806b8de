import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Crm } from '../../../../src/zoho/crm.ts';
import { success } from '../../../../src/zoho/failure.ts';
import type { Profile } from '../../../emulator/emulator.ts';
import { howMany } from '../../../long.ts';
import { jpeg } from '../../../pictures.ts';
import type { World } from '../../world.ts';
import { openWorld } from '../../world.ts';
import { newFolder, Window } from './batchInTest.ts';
import { catalogue } from './catalogue.ts';
import { assertStored, befall } from './faults.ts';

const COUNT = howMany(60, 1000);
const TOKENS_END_EVERY_MS = 400;

describe(`${COUNT} pictures where one request in twenty goes wrong`, () => {
  let world: World;

  before(async () => {
    world = await openWorld();
  });

  after(() => world.close());

  for (const profile of ['seed', 'newest', 'worst'] satisfies Profile[]) {
    for (const replaced of [false, true]) {
      it(`${profile}, records ${replaced ? 'with' : 'without'} a photo`, async () => {
        const { control } = world;
        await control.reset({ profile, switches: { concurrency: 3 } });
        const { folder, close } = await newFolder();
        const products = await catalogue(control, COUNT);
        if (replaced) {
          const old = await jpeg({ width: 8, height: 8 });
          for (const { key } of products.planned) {
            await control.putPhoto(key.module, key.id, old);
          }
        }
        let token = await control.issueAccessToken();
        const crm = new Crm(world.network, world.emulator.servers, {
          token: () => Promise.resolve(success(token)),
          // A request's second token is its own, and doesn’t end: refused twice in a row, the access
          // would be over. On a slow machine, one that others use may end before it is used here.
          renew: async () => {
            token = await control.issueAccessToken();
            return success(await control.issueAccessToken());
          },
        });
        await befall(control, profile.length + (replaced ? 1 : 0));
        const ending = setInterval(() => {
          void control.revokeAccessTokens(token);
        }, TOKENS_END_EVERY_MS);
        try {
          const window = new Window(folder);
          const id = await window.create(products.planned);
          const end = await window.resume(id, crm, products.planned);
          await assertStored(control, products, end);
          assert.deepEqual(window.bugs, []);
          assert.deepEqual(window.asked, []);
          const kinds = new Set(typeof end === 'object' ? end.standings : []);
          assert.deepEqual([...kinds], [profile === 'worst' ? 'awaiting-approval' : 'done']);
          assert.deepEqual(await window.runs.unfinished(), []);
        } finally {
          clearInterval(ending);
          await products.close();
          await close();
        }
      });
    }
  }
});
