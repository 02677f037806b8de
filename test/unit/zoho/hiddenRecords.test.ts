import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { findRecords } from '../../../src/upload/findRecords.ts';
import { matchRecords } from '../../../src/batch/match/matchRecords.ts';
import { wordsOfFound } from '../../../src/batch/words/found.ts';
import { Crm } from '../../../src/zoho/crm.ts';
import type { Result } from '../../../src/zoho/failure.ts';
import { success } from '../../../src/zoho/failure.ts';
import { findHidden } from '../../../src/zoho/hiddenRecords.ts';
import { deletePhoto, postPhoto } from '../../../src/zoho/photo.ts';
import { findRecord } from '../../../src/zoho/record.ts';
import { COQL_SCOPE, SCOPES, SEARCH_SCOPE } from '../../../src/zoho/scopes.ts';
import type { Profile, Switches } from '../../emulator/profile.ts';
import { byField, byTable, options, pictures } from '../batch/match/matchInTest.ts';
import type { World } from '../world.ts';
import { openWorld } from '../world.ts';

const CONVERTED = '4876876000000625005';
const UNAPPROVED = '4876876000000625006';
const USUAL = '4876876000000625001';
const NONE = '4876876000000699999';
const never = new AbortController().signal;

describe('a record that Zoho returns only if requested', () => {
  let world: World;
  let crm: Crm;

  before(async () => {
    world = await openWorld();
  });

  after(() => world.close());

  beforeEach(() => reset('worst'));

  async function reset(profile: Profile, switches: Partial<Switches> = {}): Promise<void> {
    await world.control.reset({ profile, switches });
    const accessToken = await world.control.issueAccessToken({
      scopes: [...SCOPES, COQL_SCOPE, 'ZohoCRM.modules.ALL'],
    });
    const token = (): Promise<Result<string>> => Promise.resolve(success(accessToken));
    crm = new Crm(world.network, world.emulator.servers, { token, renew: token });
  }

  async function told(id: string, module = 'Leads'): Promise<string> {
    const found = await findRecord(crm, { module, id }, never);
    return found.ok ? (found.value === undefined ? 'none' : 'record') : found.failure.kind;
  }

  async function requests(): Promise<number> {
    return (await world.control.requests()).length;
  }

  it('is recognized if it is not among the normally returned ones', async () => {
    assert.equal(await told(CONVERTED), 'record-converted');
    assert.equal(await told(UNAPPROVED), 'approval-pending');
    assert.equal(await told(USUAL), 'record');
    await world.control.patchRecord('Products', '4876876000000627001', {
      $approval_state: 'approval_process_pending',
    });
    assert.equal(await told('4876876000000627001', 'Products'), 'approval-pending');
  });

  it('is a normal record if Zoho returns it by its ID', async () => {
    await reset('seed');
    assert.deepEqual(await Promise.all([CONVERTED, UNAPPROVED].map((id) => told(id))), [
      'record',
      'record',
    ]);
    assert.equal(await requests(), 2);
  });

  for (const missingRecordStatus of [204, 400, 404] as const) {
    it(`is not assumed if none exists, at the cost of one more request (${missingRecordStatus})`, async () => {
      await reset('worst', { missingRecordStatus });
      assert.equal(await told(NONE), 'none');
      assert.equal(await requests(), 2);
      // A failure here changes nothing.
      await world.control.fault({ path: 'approved=', answer: { status: 500, body: '' }, times: 0 });
      assert.equal(await told(NONE), 'none');
    });
  }

  it('is recognized by its own answer, or with one more request', async () => {
    for (const [fields, kind, count] of [
      [{ $converted: true }, 'converted', 1],
      [{ Converted__s: true }, 'converted', 1],
      [{ Converted_Date_Time: '2026-01-01T00:00:00Z' }, 'converted', 1],
      [{ $converted: false, $approved: false }, 'unapproved', 1],
      [{ $approval_state: 'approval_process_pending' }, 'unapproved', 1],
      [{}, 'converted', 2],
      [{ $converted: 'no', $approved: null }, 'converted', 2],
    ] as const) {
      await reset('worst');
      const body = { data: [{ id: CONVERTED, ...fields }, null, { id: USUAL }] };
      await world.control.fault({ path: 'converted=both', answer: { status: 200, body } });
      const hidden = await findHidden(crm, 'Leads', [CONVERTED], never);
      assert.deepEqual(hidden, { ok: true, value: new Map([[CONVERTED, kind]]) });
      assert.equal(await requests(), count);
    }
  });

  it('is not assumed if a retry returns the record', async () => {
    for (const [module, id] of [
      ['Leads', USUAL],
      ['Products', '4876876000000627001'],
    ] as const) {
      await world.control.fault({ path: `${module}/${id}`, answer: { status: 204 } });
      assert.equal(await told(id, module), 'none');
    }
  });

  for (const profile of ['seed', 'newest', 'worst'] as const) {
    it(`is recognized in a mapping, with one request per hundred (${profile})`, async () => {
      await reset(profile);
      const missing = Array.from({ length: 997 }, (_, n) =>
        String(4876876000000701001n + BigInt(n)),
      );
      const ids = [USUAL, CONVERTED, UNAPPROVED, ...missing];
      const files = ids.map((id) => `${id}.jpg`);
      const table = {
        columns: ['File', 'Record'],
        rows: files.map((file, n) => [file, ids[n] ?? '']),
      };
      const mapping = byTable('Leads', { kind: 'id' });
      const found = await matchRecords(crm, pictures(...files), mapping, table, options('neither'));
      assert.ok(found.ok);
      const kinds = found.value.matches.map((one) => one.found);
      assert.equal(kinds[0]?.kind, 'record');
      const lead = { kind: 'hidden', why: 'converted', value: CONVERTED } as const;
      assert.deepEqual(kinds[1], lead);
      const hidden = { kind: 'hidden', why: 'unapproved', value: UNAPPROVED };
      const unasked = { kind: 'no-record', value: UNAPPROVED };
      assert.deepEqual(kinds[2], profile === 'newest' ? unasked : hidden);
      assert.ok(kinds.slice(3).every(({ kind }) => kind === 'no-record'));
      assert.ok((await requests()) <= 22, String(await requests()));
      assert.match(wordsOfFound(lead, mapping), /was converted/);
    });

    it(`is recognized when searching by a field (${profile})`, async () => {
      await reset(profile, { searchLagMs: 0 });
      const zofia = 'zofia.nowak@customers.example';
      const patrick = 'patrick.adeyemi@customers.example';
      const missing = Array.from({ length: 97 }, (_, n) => `nobody.${n}@customers.example`);
      const mails = [zofia, ...missing, patrick];
      const files = mails.map((_, n) => `${n}.jpg`);
      const table = {
        columns: ['File', 'Record'],
        rows: files.map((file, n) => [file, mails[n] ?? '']),
      };
      for (const way of ['coql', 'search'] as const) {
        const mapping = byTable('Leads', byField('Email'));
        const found = await matchRecords(crm, pictures(...files), mapping, table, options(way));
        assert.ok(found.ok);
        const [first, second] = found.value.matches.map((one) => one.found);
        // How COQL treats converted leads is not documented.
        const shows = way === 'coql' && profile !== 'worst';
        assert.equal(first?.kind, shows ? 'record' : 'hidden');
        assert.equal(second?.kind, 'no-record');
        assert.equal(found.value.matches.at(-1)?.found.kind, 'record');
        // At most twenty requests look for possible matches of missing records.
        assert.ok(found.value.requests <= 22 + 20, String(found.value.requests));
      }
    });

    it(`is recognized while somebody types (${profile})`, async () => {
      await reset(profile);
      const of = async (module: string, text: string): Promise<unknown> => {
        const found = await findRecords(crm, module, text, [SEARCH_SCOPE, COQL_SCOPE], never);
        return found.ok && [found.value.records.length, found.value.converted];
      };
      const shows = profile !== 'worst';
      assert.deepEqual(await of('Leads', 'zofia now'), shows ? [1, undefined] : [0, true]);
      assert.deepEqual(await of('Leads', 'nobody'), [0, undefined]);
      const before = await requests();
      assert.deepEqual(await of('Contacts', 'nobody'), [0, undefined]);
      assert.equal(await requests(), before + 2);
      const alone = await findRecords(crm, 'Leads', 'nowak', [SEARCH_SCOPE], never);
      const lacking = { records: [], lacking: COQL_SCOPE, converted: true };
      assert.deepEqual(alone, { ok: true, value: lacking });
    });

    it(`is reported when its photo is to be changed (${profile})`, async () => {
      await reset(profile);
      const key = { module: 'Leads', id: CONVERTED };
      const change = { version: 'v2', restrictTriggers: [], signal: never } as const;
      const file = { name: 'a.png', contentType: 'image/png', bytes: new Uint8Array([1, 2, 3]) };
      for (const done of [
        await deletePhoto(crm, key, change),
        await postPhoto(crm, key, file, change),
      ]) {
        assert.ok(!done.ok);
        assert.equal(done.failure.kind, 'record-converted');
      }
    });
  }
});
