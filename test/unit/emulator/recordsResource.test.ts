import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { Crm } from '../../../src/zoho/crm.ts';
import { success } from '../../../src/zoho/failure.ts';
import { readRecords } from '../../../src/zoho/records.ts';
import { mug } from '../../drawings.ts';
import type { Switches } from '../../emulator/profile.ts';
import type { World } from '../world.ts';
import { openWorld } from '../world.ts';
import type { Answer } from './crmClient.ts';
import { CrmClient } from './crmClient.ts';

const AMELIA = '4876876000000624001';
const MATEO = '4876876000000624002';
const NOBODY = '4876876000000999999';

describe('records by their ids', () => {
  let world: World;
  let accessToken: string;
  const { signal } = new AbortController();

  before(async () => {
    world = await openWorld();
  });

  after(() => world.close());

  beforeEach(async () => {
    await world.control.reset();
    accessToken = await world.control.issueAccessToken();
  });

  function crm(): Crm {
    const token = () => Promise.resolve(success(accessToken));
    return new Crm(world.network, world.emulator.servers, { token, renew: token });
  }

  async function answerTo(query: string): Promise<{ status: number; code: unknown }> {
    const url = `${world.emulator.servers.api}/crm/v8/Contacts?${query}`;
    const headers = { authorization: `Zoho-oauthtoken ${accessToken}` };
    const answer = await fetch(url, { headers });
    const text = await answer.text();
    const body = (text === '' ? {} : JSON.parse(text)) as { code?: unknown };
    return { status: answer.status, code: body.code };
  }

  it('those that exist, with name and mark', async () => {
    await world.control.putPhoto('Contacts', AMELIA, await mug());
    const found = await readRecords(crm(), 'Contacts', [AMELIA, NOBODY, MATEO], signal);
    assert.ok(found.ok);
    assert.deepEqual(
      found.value.map(({ key, name, photoMark }) => [key.id, name, typeof photoMark]),
      [
        [AMELIA, 'Amelia Fischer', 'string'],
        [MATEO, 'Mateo Álvarez', 'object'],
      ],
    );
  });

  it('converted and unapproved ones if requested, and if the server respects that', async () => {
    const leads = ['4876876000000625001', '4876876000000625005', '4876876000000625006'];
    const asked = async (query: string): Promise<string[]> => {
      const url = `${world.emulator.servers.api}/crm/v8/Leads?ids=${leads.join(',')}&fields=id${query}`;
      const headers = { authorization: `Zoho-oauthtoken ${accessToken}` };
      const answer = await fetch(url, { headers });
      if (answer.status === 204) {
        return [];
      }
      const { data } = (await answer.json()) as { data: { id: string }[] };
      return data.map(({ id }) => id.slice(-1));
    };
    assert.deepEqual(await asked(''), ['1']);
    assert.deepEqual(await asked('&converted=true'), ['5']);
    assert.deepEqual(await asked('&converted=both'), ['1', '5']);
    assert.deepEqual(await asked('&approved=false'), ['6']);
    assert.deepEqual(await asked('&converted=both&approved=both'), ['1', '5', '6']);
    await world.control.reset({ switches: { approvedParameter: 'ignored' } });
    accessToken = await world.control.issueAccessToken();
    assert.deepEqual(await asked('&converted=both&approved=both'), ['1', '5']);
  });

  it('nothing, if none exists', async () => {
    assert.deepEqual(await readRecords(crm(), 'Contacts', [NOBODY], signal), success([]));
    assert.deepEqual(await answerTo(`ids=${NOBODY}&fields=id`), { status: 204, code: undefined });
  });

  it('fields are required, and at most a hundred IDs', async () => {
    assert.deepEqual(await answerTo(`ids=${AMELIA}`), {
      status: 400,
      code: 'REQUIRED_PARAM_MISSING',
    });
    const ids = Array.from({ length: 101 }, () => AMELIA).join(',');
    assert.deepEqual(await answerTo(`ids=${ids}&fields=id`), {
      status: 400,
      code: 'LIMIT_EXCEEDED',
    });
  });

  it('a scope that does not read records reads none', async () => {
    accessToken = await world.control.issueAccessToken({
      scopes: ['ZohoCRM.modules.contacts.CREATE'],
    });
    const found = await readRecords(crm(), 'Contacts', [AMELIA], signal);
    assert.ok(!found.ok);
    assert.equal(found.failure.kind, 'scope-missing');
  });
});

describe('a list of records', () => {
  let crm: CrmClient;

  before(async () => {
    crm = await CrmClient.start();
  });

  after(() => crm.close());

  interface ListPage {
    readonly data: readonly { readonly id: string }[];
    readonly info: { readonly next_page_token: string | null; readonly more_records: boolean };
  }

  async function start(pageTokens: Switches['pageTokens'], vans: number): Promise<string[]> {
    await crm.reset({ switches: { pageTokens } });
    const fields = Array.from({ length: vans }, (_, n) => ({ Name: `Van ${n}` }));
    return crm.control.addRecords('Vehicles', fields);
  }

  function list(query: string): Promise<Answer> {
    return crm.api('GET', `/crm/v8/Vehicles?fields=Name&${query}`);
  }

  async function page(query: string): Promise<ListPage> {
    const { status, body } = await list(query);
    assert.equal(status, 200);
    return body as ListPage;
  }

  it('comes in pages, the latest record first', async () => {
    const ids = await start('where needed', 3);
    const first = await page('per_page=2');
    assert.deepEqual(
      first.data.map(({ id }) => id),
      [ids[2], ids[1]],
    );
    assert.deepEqual([first.info.more_records, first.info.next_page_token], [true, null]);
    const second = await page('per_page=2&page=2');
    assert.equal(second.data[0]?.id, ids[0]);
    assert.equal((await page('per_page=2&page=4')).info.more_records, false);
    assert.equal((await list('per_page=2&page=5')).status, 204);
    assert.equal((await list('per_page=201')).code, 'INVALID_DATA');
    assert.equal((await list('page=0')).code, 'INVALID_DATA');
  });

  it('goes on by a token, with the same parameters', async () => {
    await start('on each page', 3);
    const token = (await page('per_page=5')).info.next_page_token;
    assert.ok(token);
    const next = await page(`per_page=5&page_token=${token}`);
    assert.deepEqual([next.data.length, next.info.next_page_token], [2, null]);
    for (const [query, code] of [
      [`per_page=4&page_token=${token}`, 'TOKEN_BOUND_DATA_MISMATCH'],
      [`per_page=5&page=2&page_token=${token}`, 'AMBIGUITY_DURING_PROCESSING'],
      ['per_page=5&page_token=nonsense', 'INVALID_DATA'],
    ] as const) {
      assert.equal((await list(query)).code, code);
    }
  });

  it('needs a token after 2,000 records', async () => {
    await start('where needed', 2100);
    assert.equal((await page('page=9')).info.next_page_token, null);
    const token = (await page('page=10')).info.next_page_token;
    assert.equal((await list('page=11')).code, 'DISCRETE_PAGINATION_LIMIT_EXCEEDED');
    const last = await page(`page_token=${token}`);
    assert.deepEqual([last.data.length, last.info.more_records], [104, false]);
  });
});
