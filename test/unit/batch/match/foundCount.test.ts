import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { countFound, RequestBudget } from '../../../../src/batch/match/foundCount.ts';
import { lookUpMethod } from '../../../../src/batch/match/lookUpMethod.ts';
import type { Rule } from '../../../../src/batch/match/mapping.ts';
import type { World } from '../../world.ts';
import { openWorld } from '../../world.ts';
import type { WayName } from './matchInTest.ts';
import { byField, crmBy, pictures, WAYS } from './matchInTest.ts';

const BY_CODE: Rule = {
  kind: 'name',
  name: { pattern: '{key}[_*]?', replace: [] },
  by: byField('Product_Code', { ignoreCase: true }),
};

describe('how many records a suggestion finds', () => {
  let world: World;

  before(async () => {
    world = await openWorld();
  });

  after(() => world.close());

  beforeEach(() =>
    world.control.reset({ switches: { closesIdleConnections: false, searchLagMs: 0 } }),
  );

  async function count(
    way: WayName,
    names: readonly string[],
    { most = 24, signal = AbortSignal.timeout(60_000) } = {},
  ): ReturnType<typeof countFound> {
    const crm = await crmBy(world, way);
    const method = lookUpMethod('Products', BY_CODE.by, WAYS[way]);
    assert.ok(method);
    const budget = new RequestBudget(most);
    return countFound(crm, BY_CODE, pictures(...names), undefined, method, budget, signal);
  }

  for (const way of ['coql', 'search'] as const) {
    it(`counts each value once, in any case, with ${way}`, async () => {
      const names = ['LAMP-01_a.jpg', 'LAMP-01_b.jpg', 'mug-22.jpg', 'NOBODY.jpg'];
      assert.deepEqual(await count(way, names), { found: 2, of: 3, isSample: false });
    });
  }

  it('looks up only the first values of many', async () => {
    const codes = Array.from({ length: 60 }, (_, n) => `C-${n + 1}`);
    await world.control.addRecords(
      'Products',
      codes.map((code) => ({ Product_Name: code, Product_Code: code })),
    );
    const all = codes.map((code) => `${code}.jpg`);
    assert.deepEqual(await count('coql', all), { found: 50, of: 50, isSample: true });
    const before = (await world.control.requests()).length;
    assert.deepEqual(await count('search', all), { found: 50, of: 50, isSample: true });
    assert.ok((await world.control.requests()).length - before <= 5);
  });

  it('says nothing if a request fails or too many would be needed', async () => {
    assert.deepEqual(await count('search', ['a.jpg'], { most: 0 }), { failed: 'all' });
    await world.control.fault({
      method: 'POST',
      path: '/coql',
      answer: { status: 500, body: { code: 'INTERNAL_ERROR', status: 'error' } },
    });
    assert.deepEqual(await count('coql', ['LAMP-01.jpg']), { failed: 'all' });
  });

  it('isn’t tried without a permission to look up fields, and ends when it’s canceled', async () => {
    assert.equal(lookUpMethod('Products', BY_CODE.by, []), undefined);
    assert.ok(lookUpMethod('Products', { kind: 'id' }, []) !== undefined);
    await assert.rejects(count('coql', ['LAMP-01.jpg'], { signal: AbortSignal.abort() }));
  });
});
