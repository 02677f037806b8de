import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Compared } from '../../../../src/batch/compare/compared.ts';
import { findMethod, findPhotoless } from '../../../../src/batch/compare/findPhotoless.ts';
import type { Crm } from '../../../../src/zoho/crm.ts';
import type { Result } from '../../../../src/zoho/failure.ts';
import { COQL_SCOPE } from '../../../../src/zoho/scopes.ts';
import type { Switches } from '../../../emulator/profile.ts';
import { mug } from '../../../drawings.ts';
import type { World } from '../../world.ts';
import { openWorld } from '../../world.ts';
import type { WayName } from '../match/matchInTest.ts';
import { crmBy, options } from '../match/matchInTest.ts';

const AMELIA = '4876876000000624001';
const VEHICLES = [1, 2, 3, 4].map((n) => `487687600000063000${n}`);

describe('records without a photo', () => {
  let world: World;

  before(async () => {
    world = await openWorld();
  });

  after(() => world.close());

  beforeEach(() => world.control.reset());

  async function start(way: WayName, switches: Partial<Switches> = {}): Promise<Crm> {
    await world.control.reset({ switches });
    return crmBy(world, way);
  }

  async function found(
    crm: Crm,
    module: string,
    way: WayName,
    more: Partial<Parameters<typeof findPhotoless>[2]> = {},
  ): Promise<Compared> {
    const answer = await findPhotoless(crm, module, {
      ...options(way),
      onProgress: () => undefined,
      ...more,
    });
    assert.ok(answer.ok, JSON.stringify(answer));
    return answer.value;
  }

  /** What was asked: the offset and limit of a query, or the page of a list. */
  async function asked(): Promise<string[]> {
    const requests = await world.control.requests();
    return requests.flatMap(({ path }) => {
      const url = new URL(path, 'http://crm');
      if (url.pathname.endsWith('/coql')) {
        return ['query'];
      }
      const page = url.searchParams.get('page');
      return url.searchParams.has('fields') ? [page === null ? 'token' : `page ${page}`] : [];
    });
  }

  function namesOf({ records }: Compared): (string | undefined)[] {
    return records.map(({ name }) => name);
  }

  it('are found by one query, by name, and the others aren’t', async () => {
    const crm = await start('coql');
    await world.control.putPhoto('Contacts', AMELIA, await mug());
    const compared = await found(crm, 'Contacts', 'coql');
    assert.deepEqual(namesOf(compared), ['Mateo Álvarez', "Niamh O'Connor", 'Yuki 佐藤']);
    assert.deepEqual([compared.isComplete, compared.unknown], [true, 0]);
    assert.ok(compared.records.every(({ photoMark }) => photoMark === null));
    assert.deepEqual(await asked(), ['query']);
  });

  for (const [why, way, switches, requests] of [
    ['the account has no scope for queries', 'search', {}, ['page 1']],
    [
      'Zoho doesn’t accept the condition',
      'coql',
      { coqlPhotoCriteria: 'refused' },
      ['query', 'page 1'],
    ],
    [
      'the condition is met by none',
      'coql',
      { coqlPhotoCriteria: 'never met' },
      ['query', 'page 1', 'page 1'],
    ],
  ] as const) {
    it(`are listed if ${why}`, async () => {
      const crm = await start(way, switches);
      await world.control.putPhoto('Contacts', AMELIA, await mug());
      const compared = await found(crm, 'Contacts', way);
      assert.deepEqual(namesOf(compared), ['Mateo Álvarez', "Niamh O'Connor", 'Yuki 佐藤']);
      assert.equal(compared.isComplete, true);
      assert.deepEqual(await asked(), requests);
    });
  }

  for (const [coqlPhotoCriteria, requests, records] of [
    ['met', ['query', 'page 1', 'query'], 0],
    ['never met', ['query', 'page 1', 'query', 'page 1', 'token'], 1],
  ] as const) {
    it(`are found beyond the latest ones, too, if the condition is ${coqlPhotoCriteria}`, async () => {
      const crm = await start('coql', { coqlPhotoCriteria });
      const photo = await mug();
      const fields = Array.from({ length: 200 }, (_, n) => ({ Name: `Van ${n}` }));
      const ids = await world.control.addRecords('Vehicles', fields);
      const older = coqlPhotoCriteria === 'met' ? VEHICLES : VEHICLES.slice(1);
      for (const id of [...ids, ...older]) {
        await world.control.putPhoto('Vehicles', id, photo);
      }
      const compared = await found(crm, 'Vehicles', 'coql');
      assert.deepEqual([compared.records.length, compared.isComplete], [records, true]);
      assert.deepEqual(await asked(), requests);
    });
  }

  it('a query that finds none is no answer if the records can’t be listed', async () => {
    const crm = await start('coql', { coqlPhotoCriteria: 'never met' });
    await world.control.fault({
      path: 'Vehicles\\?',
      times: 0,
      answer: { status: 403, body: { code: 'NO_PERMISSION', status: 'error' } },
    });
    const onProgress = (): void => undefined;
    const answer = await findPhotoless(crm, 'Vehicles', { ...options('coql'), onProgress });
    assert.equal(answer.ok, false);
  });

  it('a query that finds none is believed if the latest records all have photos', async () => {
    const crm = await start('coql');
    const photo = await mug();
    for (const id of VEHICLES) {
      await world.control.putPhoto('Vehicles', id, photo);
    }
    const compared = await found(crm, 'Vehicles', 'coql');
    assert.deepEqual([compared.records.length, compared.isComplete], [0, true]);
    assert.deepEqual(await asked(), ['query', 'page 1']);
  });

  it('are listed among leads, where a query also finds converted ones', () => {
    assert.equal(findMethod('Leads', [COQL_SCOPE]), 'list');
    assert.equal(findMethod('Contacts', [COQL_SCOPE]), 'query');
    assert.equal(findMethod('Contacts', []), 'list');
  });

  it('those that don’t say whether they have a photo are counted, not taken', async () => {
    const crm = await start('search');
    await world.control.patchRecord('Contacts', AMELIA, { Record_Image: 7 });
    const compared = await found(crm, 'Contacts', 'search');
    assert.deepEqual([compared.records.length, compared.unknown], [3, 1]);
  });

  for (const [what, way, switches, requests] of [
    ['a query of 2,000 rows', 'coql', { coqlMostRows: 2000 }, 10],
    ['a query of 200 rows', 'coql', { coqlMostRows: 200 }, 101],
    ['pages with a token where it’s needed', 'search', { pageTokens: 'where needed' }, 100],
    ['pages, after a query was refused', 'coql', { coqlPhotoCriteria: 'refused' }, 101],
  ] as const) {
    it(`are read up to 20,000: ${what}`, async () => {
      const crm = await start(way, switches);
      const fields = Array.from({ length: 20_010 }, (_, n) => ({ Name: `Van ${n}` }));
      await world.control.addRecords('Vehicles', fields);
      let last: readonly [number, number] = [0, 0];
      const compared = await found(crm, 'Vehicles', way, {
        onProgress: (read, missing) => {
          last = [read, missing];
        },
      });
      assert.equal(compared.isComplete, false);
      assert.deepEqual(last, [compared.read, compared.records.length]);
      assert.equal(compared.records.length, 20_000);
      const ids = new Set(compared.records.map(({ key }) => key.id));
      assert.equal(ids.size, 20_000);
      assert.equal((await asked()).length, requests);
    });
  }

  it('a busy or lost Zoho is asked again, at the same place', async () => {
    const crm = await start('search');
    await world.control.addRecords(
      'Vehicles',
      Array.from({ length: 500 }, (_, n) => ({ Name: `Van ${n}` })),
    );
    await world.control.fault({ path: 'page_token', times: 5, answer: { status: 503 } });
    const compared = await found(crm, 'Vehicles', 'search');
    assert.deepEqual([compared.records.length, compared.isComplete], [504, true]);
  });

  it('a cancel ends the search, between two pages, too', async () => {
    const crm = await start('search');
    await world.control.addRecords(
      'Vehicles',
      Array.from({ length: 500 }, (_, n) => ({ Name: `Van ${n}` })),
    );
    const cancel = new AbortController();
    const { persistence, ...rest } = options('search');
    const searching = findPhotoless(crm, 'Vehicles', {
      ...rest,
      persistence: { ...persistence, signal: cancel.signal },
      onProgress: () => {
        cancel.abort();
      },
    });
    await assert.rejects(searching, { name: 'AbortError' });
    assert.deepEqual(await asked(), ['page 1']);
  });

  it('a failure that doesn’t pass is the answer', async () => {
    const crm = await start('search');
    const nothing: Result<Compared> = await findPhotoless(crm, 'Nonsense', {
      ...options('search'),
      onProgress: () => undefined,
    });
    assert.ok(!nothing.ok);
    assert.match(nothing.failure.kind, /scope-missing|module-invalid/);
  });
});
