import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Profile } from '../../emulator/profile.ts';
import { bmp, gif, jpeg, png } from '../../pictures.ts';
import type { Answer } from './crmClient.ts';
import { AMELIA, CrmClient, form, photoPath } from './crmClient.ts';

function told({ status, code, body }: Answer): unknown[] {
  return [status, code, (body as { details?: unknown }).details];
}

describe('photo of a record', () => {
  let crm: CrmClient;
  let picture: Buffer;
  before(async () => {
    crm = await CrmClient.start();
    picture = await png({ width: 40, height: 30 });
  });
  after(() => crm.close());
  beforeEach(() => crm.reset());

  it('can be uploaded, downloaded and deleted', async () => {
    const path = photoPath();
    assert.equal((await crm.api('GET', path)).status, 204);
    const uploaded = await crm.upload(path, picture, 'фото é.png');
    assert.deepEqual(
      [uploaded.status, uploaded.body],
      [
        200,
        {
          message: 'photo uploaded successfully',
          details: {},
          status: 'success',
          code: 'SUCCESS',
        },
      ],
    );
    assert.deepEqual((await crm.api('GET', path)).bytes, picture);
    assert.equal((await crm.control.photo(AMELIA.module, AMELIA.id))?.fileName, 'фото é.png');
    const deleted = await crm.api('DELETE', path);
    assert.deepEqual(told(deleted), [200, 'SUCCESS', {}]);
    assert.equal((await crm.api('GET', path)).status, 204);
  });

  it('is identified in the log by its part’s name, file name, type and size', async () => {
    await crm.upload(photoPath(), picture, 'фото é.png');
    const [entry] = await crm.control.requests();
    assert.deepEqual(entry?.part, {
      name: 'file',
      fileName: 'фото é.png',
      contentType: 'application/octet-stream',
      size: picture.length,
    });
    assert.ok(entry.bytes > picture.length);
    assert.deepEqual([entry.status, entry.code, entry.tokenFrom], [200, 'SUCCESS', 'control']);
  });

  it('comes with the headers that Zoho sends', async () => {
    const { headers } = await crm.upload(photoPath(), picture);
    assert.equal(headers.get('server'), 'ZGS');
    assert.equal(headers.get('content-type'), 'application/json;charset=UTF-8');
    assert.equal(headers.get('content-disposition'), 'attachment; filename=response.json');
    assert.match(
      headers.get('x-accesstoken-reset') ?? '',
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/,
    );
    assert.notEqual(headers.get('clientversion'), null);
  });

  for (const [format, make] of Object.entries({
    png,
    jpeg,
    gif,
    bmp,
  })) {
    it(`may be ${format}, whatever its name`, async () => {
      const bytes = await make({ width: 33, height: 12 });
      assert.equal((await crm.upload(photoPath(), bytes, 'picture.txt')).status, 200);
      const stored = await crm.control.photo(AMELIA.module, AMELIA.id);
      assert.equal(stored?.contentType, `image/${format}`);
    });
  }

  describe('module and version', () => {
    const vehicle = { module: 'Vehicles', id: '4876876000000630001' };
    const deal = { module: 'Deals', id: '4876876000000629001' };
    const quote = { module: 'Quotes', id: '4876876000000632001' };

    for (const version of ['v2', 'v2.1', 'v3', 'v4', 'v5', 'v6', 'v7', 'v8']) {
      it(`${version}: contacts and custom modules have one, quotes do not, deals from v5 on`, async () => {
        const statuses = [];
        for (const record of [AMELIA, vehicle, quote, deal]) {
          const { status, code } = await crm.upload(photoPath(record, version), picture);
          statuses.push(status === 200 ? status : code);
        }
        const deals = version >= 'v5' ? 200 : 'INVALID_MODULE';
        assert.deepEqual(statuses, [200, 200, 'INVALID_MODULE', deals]);
      });
    }

    it('exists for deals in every version with the switch', async () => {
      await crm.reset({ switches: { dealsOnEveryVersion: true } });
      assert.equal((await crm.upload(photoPath(deal), picture)).status, 200);
    });

    it('distinguishes an unknown module from one without photos', async () => {
      const path = photoPath({ ...AMELIA, module: 'Nonsense' });
      const { body } = await crm.upload(path, picture);
      assert.match((body as { message: string }).message, /given seems to be invalid$/);
      const without = await crm.upload(photoPath(quote), picture);
      assert.match((without.body as { message: string }).message, /not supported in API$/);
      await crm.reset({ profile: 'newest' });
      const details = { resource_path_index: 0 };
      assert.deepEqual(told(await crm.upload(path, picture)), [400, 'INVALID_MODULE', details]);
    });
  });

  describe('record', () => {
    const missing = photoPath({ ...AMELIA, id: '4876876000000624999' });

    const profiles: [Profile, object][] = [
      ['seed', {}],
      ['newest', { resource_path_index: 1 }],
      ['worst', { id: '4876876000000624999' }],
    ];
    for (const [profile, details] of profiles) {
      it(`must exist (${profile})`, async () => {
        await crm.reset({ profile });
        assert.deepEqual(told(await crm.upload(missing, picture)), [400, 'INVALID_DATA', details]);
      });
    }

    it('must belong to the module, and to the token’s organization', async () => {
      const lead = photoPath({ module: 'Leads', id: AMELIA.id });
      assert.equal((await crm.upload(lead, picture)).code, 'INVALID_DATA');
      await crm.consent({ org: 'sandbox' });
      assert.equal((await crm.upload(photoPath(), picture)).code, 'INVALID_DATA');
    });

    it('has a number as its ID', async () => {
      const path = photoPath({ ...AMELIA, id: 'abc' });
      assert.equal((await crm.upload(path, picture)).code, 'INVALID_DATA');
      await crm.reset({ profile: 'newest' });
      assert.equal((await crm.upload(path, picture)).code, 'UNABLE_TO_PARSE_DATA_TYPE');
    });

    const states: Record<string, [Record<string, unknown>, string]> = {
      'locked by its button': [{ $locked: true }, 'RECORD_LOCKED'],
      'locked by a rule': [{ Locked__s: true }, 'RECORD_LOCKED'],
      'being merged': [{ $in_merge: true }, 'RECORD_LOCKED'],
      'waiting for approval': [{ $approval_state: 'pending' }, 'NOT_APPROVED'],
      'waiting for review': [{ $review: { approve: true } }, 'NOT_REVIEWED'],
      'in a blueprint': [{ $process_flow: true }, 'RECORD_IN_BLUEPRINT'],
      "not this person's to edit": [{ $editable: false }, 'CANNOT_PERFORM_ACTION'],
    };
    for (const [state, [fields, code]] of Object.entries(states)) {
      it(`answers ${code} when it is ${state}`, async () => {
        await crm.control.patchRecord(AMELIA.module, AMELIA.id, fields);
        for (const answer of [
          await crm.upload(photoPath(), picture),
          await crm.api('DELETE', photoPath()),
        ]) {
          assert.deepEqual([answer.status, answer.code], [400, code]);
        }
      });
    }

    it('does not return its photo while it is being merged or not approved', async () => {
      await crm.control.putPhoto(AMELIA.module, AMELIA.id, picture);
      await crm.control.patchRecord(AMELIA.module, AMELIA.id, { $approval_state: 'pending' });
      assert.equal((await crm.api('GET', photoPath())).code, 'NOT_APPROVED');
      await crm.control.patchRecord(AMELIA.module, AMELIA.id, { $in_merge: true });
      assert.equal((await crm.api('GET', photoPath())).code, 'RECORD_LOCKED');
    });
  });

  describe('rights', () => {
    const samir = { user: 'samir.okafor@northwind.example' };

    it('require edit permission on the module', async () => {
      await crm.consent(samir);
      const vendor = photoPath({ module: 'Vendors', id: '4876876000000628001' });
      assert.deepEqual(told(await crm.upload(vendor, picture)), [403, 'NO_PERMISSION', {}]);
      await crm.reset({ profile: 'newest' }, samir);
      const details = { permissions: ['Crm_Implied_Edit_Vendors'] };
      assert.deepEqual(told(await crm.upload(vendor, picture)), [403, 'NO_PERMISSION', details]);
    });

    it('require the privilege on the photo itself', async () => {
      await crm.consent(samir);
      const product = photoPath({ module: 'Products', id: '4876876000000627001' });
      assert.deepEqual(told(await crm.upload(product, picture)), [400, 'AUTHORIZATION_FAILED', {}]);
      assert.equal((await crm.upload(photoPath(), picture)).status, 200);
    });

    it('require a profile with API access', async () => {
      await crm.consent({ user: 'lena.brandt@northwind.example' });
      const details = { permissions: ['Crm_Implied_Api_Access'] };
      const answer = await crm.upload(photoPath(), picture);
      assert.deepEqual(told(answer), [403, 'NO_PERMISSION', details]);
    });
  });

  describe('restrict_triggers', () => {
    it('skips workflows', async () => {
      await crm.upload(photoPath(), picture);
      await crm.upload(`${photoPath()}?restrict_triggers=workflow`, picture);
      assert.deepEqual(await crm.control.workflowsFired(), [AMELIA]);
    });

    it('has five values from v8 on and one before', async () => {
      const all = 'workflow,approval,blueprint,pathfinder,orchestration';
      const answers = [];
      for (const [version, triggers] of [
        ['v8', all],
        ['v7', all],
        ['v2', 'approval'],
        ['v8', 'nonsense'],
      ]) {
        const path = `${photoPath(AMELIA, version)}?restrict_triggers=${triggers ?? ''}`;
        answers.push((await crm.upload(path, picture)).status);
      }
      assert.deepEqual(answers, [200, 400, 400, 400]);
      assert.deepEqual(await crm.control.workflowsFired(), []);
    });
  });

  describe('request', () => {
    async function sent(body: FormData | Uint8Array<ArrayBuffer>, type?: string): Promise<Answer> {
      const headers = type === undefined ? {} : { 'content-type': type };
      return crm.api('POST', photoPath(), { body, headers });
    }

    const missing: [Profile, string][] = [
      ['seed', 'INVALID_DATA'],
      ['newest', 'REQUIRED_PARAM_MISSING'],
      ['worst', 'failure_in_attachment_handling'],
    ];
    for (const [profile, code] of missing) {
      it(`has a part "file" with a name and content, or gets ${code} (${profile})`, async () => {
        await crm.reset({ profile });
        const field = new FormData();
        field.append('file', 'text');
        for (const body of [
          form(picture, 'photo.png', 'photo'),
          form(new Uint8Array(), 'photo.png'),
          field,
        ]) {
          const answer = await sent(body);
          assert.deepEqual([answer.status, answer.code], [400, code]);
        }
      });
    }

    it('has no second part', async () => {
      const body = form(picture, 'a.png');
      body.append('file', new Blob([new Uint8Array(picture)]), 'b.png');
      assert.equal((await sent(body)).code, 'INVALID_DATA');
      await crm.reset({ profile: 'newest' });
      assert.equal((await sent(body)).code, 'INVALID_REQUEST');
    });

    it('is valid multipart', async () => {
      const bytes = new Uint8Array(picture);
      for (const type of [
        'image/png',
        'multipart/form-data',
        'multipart/form-data; boundary=x',
        '?',
      ]) {
        const answer = await sent(bytes, type);
        assert.deepEqual([answer.status, answer.code], [400, 'UNABLE_TO_PARSE_DATA_TYPE']);
      }
      assert.equal((await crm.api('POST', photoPath())).code, 'UNABLE_TO_PARSE_DATA_TYPE');
    });
  });

  it('cannot be deleted if there is none (worst)', async () => {
    await crm.reset({ profile: 'worst' });
    assert.equal((await crm.api('DELETE', photoPath())).code, 'INVALID_DATA');
    await crm.reset();
    assert.equal((await crm.api('DELETE', photoPath())).code, 'SUCCESS');
  });
});
