import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { Crm } from '../../../src/zoho/crm.ts';
import { success } from '../../../src/zoho/failure.ts';
import { readRecords } from '../../../src/zoho/records.ts';
import { mug } from '../../drawings.ts';
import type { World } from '../world.ts';
import { openWorld } from '../world.ts';

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
