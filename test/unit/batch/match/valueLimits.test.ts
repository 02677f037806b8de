import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { matchRecords } from '../../../../src/batch/match/matchRecords.ts';
import type { Match } from '../../../../src/batch/match/match.ts';
import type { World } from '../../world.ts';
import { openWorld } from '../../world.ts';
import type { WayName } from './matchInTest.ts';
import { byField, byName, byTable, crmBy, options, pictures, told } from './matchInTest.ts';

const CODE = byField('Product_Code');

describe('many or long values', () => {
  let world: World;

  before(async () => {
    world = await openWorld();
  });

  after(() => world.close());

  async function match(way: WayName, values: readonly string[], by = CODE): Promise<Match[]> {
    const crm = await crmBy(world, way);
    const files = values.map((_, n) => `${n}.jpg`);
    const table = { columns: ['File', 'Record'], rows: files.map((f, n) => [f, values[n] ?? '']) };
    const mapping = byTable('Products', by);
    const found = await matchRecords(crm, pictures(...files), mapping, table, options(way));
    assert.ok(found.ok, found.ok ? '' : found.failure.kind);
    return [...found.value.matches];
  }

  async function asked(name: string): Promise<string[]> {
    const all = (await world.control.requests()).map(({ path }) => new URL(path, 'http://x'));
    return all.flatMap(({ searchParams }) => searchParams.get(name) ?? []);
  }

  for (const profile of ['seed', 'newest', 'worst'] as const) {
    it(`are looked up in parts that the search accepts (${profile})`, async () => {
      await world.control.reset({ profile, switches: { searchLagMs: 0 } });
      const codes = Array.from({ length: 40 }, (_, n) => `${n}-`.padEnd(n < 20 ? 900 : 250, 'x'));
      const wide = Array.from({ length: 5 }, (_, n) => `${n}-`.padEnd(250, '佐'));
      await world.control.addRecords(
        'Products',
        [...codes, ...wide].map((code) => ({ Product_Name: 'x', Product_Code: code })),
      );
      const matches = await match('search', [...codes, ...wide, 'none']);
      assert.equal(matches.filter(({ found }) => found.kind === 'record').length, 45);
      assert.equal(matches.at(-1)?.found.kind, 'no-record');
      const criteria = await asked('criteria');
      assert.ok(criteria.every(({ length }) => length <= 3000));
      // Limited not only by number, and not one by one either.
      assert.ok(criteria.length >= 7 && criteria.length <= 18, String(criteria.length));
      assert.ok((await asked('fields')).every(({ length }) => length <= 2000));
    });

    it(`are reported as too long without a request (${profile})`, async () => {
      await world.control.reset({ profile });
      for (const way of ['search', 'coql'] as const) {
        const values = ['y'.repeat(20_000), '佐'.repeat(16_000), '\\'.repeat(20_000)];
        assert.deepEqual((await match(way, values)).map(told), [
          'too-long',
          'too-long',
          'too-long',
        ]);
      }
      assert.deepEqual(await asked('criteria'), []);
      assert.equal((await world.control.requests()).length, 0);
    });
  }

  it('may contain half a character, as file names on Windows do', async () => {
    await world.control.reset();
    const matches = await match('search', ['KITE-07', 'half \uD83D', '\uDE00']);
    assert.deepEqual(matches.map(told), ['627003', 'no-record', 'no-record']);
  });

  for (const [coqlMostRows, queries] of [
    [2000, 2],
    [200, 11],
  ] as const) {
    it(`are read up to ${coqlMostRows} rows at once`, async () => {
      await world.control.reset({ switches: { coqlMostRows } });
      const like = Array.from({ length: 1990 }, (_, n) => ({
        Product_Name: 'x',
        Product_Code: `a${n}b`,
      }));
      await world.control.addRecords('Products', [...like, { Product_Code: 'a\\b' }]);
      // A backslash can't be sent, so a pattern is used.
      assert.deepEqual(
        (await match('coql', ['a\\b'])).map(({ found }) => found.kind),
        ['record'],
      );
      assert.equal((await world.control.requests()).length, queries);
    });
  }

  it('aren’t asked for in larger pages once Zoho refused one', async () => {
    await world.control.reset({ switches: { coqlMostRows: 200 } });
    await world.control.addRecords(
      'Products',
      Array.from({ length: 500 }, (_, n) => ({ Product_Name: 'x', Product_Code: `a${n}b` })),
    );
    await match('coql', ['a\\b']);
    const statuses = (await world.control.requests()).map(({ status }) => status);
    // The rest looks for similar records.
    assert.deepEqual(statuses.slice(0, 3), [200, 200, 200]);
    assert.ok(statuses.slice(3).every((status) => status === 204));
  });

  for (const way of ['coql', 'search'] as const) {
    it(`are looked up in halves if Zoho accepts fewer together (${way})`, async () => {
      await world.control.reset();
      const codes = Array.from({ length: 10 }, (_, n) => `H-${n}`);
      await world.control.addRecords(
        'Products',
        codes.map((code) => ({ Product_Name: 'x', Product_Code: code })),
      );
      const code = way === 'coql' ? 'LIMIT_EXCEEDED' : 'CRITERIA_LIMIT_EXCEEDED';
      const body = { code, details: {}, message: '', status: 'error' };
      await world.control.fault({ server: 'api', answer: { status: 400, body }, times: 2 });
      const matches = await match(way, codes);
      assert.ok(matches.every(({ found }) => found.kind === 'record'));
      assert.equal((await world.control.requests()).length, 5);
    });
  }

  it('aren’t looked up endlessly if Zoho refuses all of them', async () => {
    await world.control.reset();
    const body = { code: 'LIMIT_EXCEEDED', details: {}, message: '', status: 'error' };
    await world.control.fault({ server: 'api', answer: { status: 400, body }, times: 0 });
    const crm = await crmBy(world, 'coql');
    const values = Array.from({ length: 50 }, (_, n) => `${n}.jpg`);
    const mapping = byName('Products', CODE);
    const found = await matchRecords(crm, pictures(...values), mapping, undefined, options('coql'));
    assert.ok(!found.ok);
    assert.equal(found.failure.kind, 'limit-exceeded');
    assert.ok((await world.control.requests()).length <= 8);
  });

  it('are too many alike if the search returns no more of them', async () => {
    await world.control.reset();
    await world.control.addRecords(
      'Products',
      Array.from({ length: 500 }, (_, n) => ({ Product_Name: 'x', Product_Code: `7-${n}` })),
    );
    const body = { code: 'LIMIT_REACHED', details: { limit: '2000' }, status: 'error' };
    await world.control.fault({ path: '&page=2', answer: { status: 400, body }, times: 0 });
    assert.deepEqual((await match('search', ['7-'])).map(told), ['too-many-alike']);
  });
});
