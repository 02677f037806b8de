import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { identify } from '../../../src/auth/identity.ts';
import { wordsOfFailure } from '../../../src/ui/words/failure.ts';
import { AccountsServer } from '../../../src/zoho/accountsServer.ts';
import { failureOf, jsonOf } from '../../../src/zoho/answer.ts';
import { queryRecords } from '../../../src/zoho/coql.ts';
import type { Crm } from '../../../src/zoho/crm.ts';
import { pollDeviceCode, requestDeviceCode } from '../../../src/zoho/deviceCode.ts';
import type { Result } from '../../../src/zoho/failure.ts';
import { findFields } from '../../../src/zoho/fields.ts';
import { exchangeCode, refresh, requestByClientCredentials } from '../../../src/zoho/grant.ts';
import { findHidden } from '../../../src/zoho/hiddenRecords.ts';
import { findPhotoObstacle } from '../../../src/zoho/layouts.ts';
import { findModules } from '../../../src/zoho/modules.ts';
import { findOrganization } from '../../../src/zoho/organization.ts';
import { deletePhoto, downloadPhoto, hasPhoto, postPhoto } from '../../../src/zoho/photo.ts';
import { findRecord } from '../../../src/zoho/record.ts';
import { readRecords } from '../../../src/zoho/records.ts';
import { revoke } from '../../../src/zoho/revocation.ts';
import { requestEnhanceToken } from '../../../src/zoho/scopeEnhancement.ts';
import { searchRecords } from '../../../src/zoho/search.ts';
import type { Incoming } from '../../../src/zoho/sender.ts';
import { findUser } from '../../../src/zoho/user.ts';
import { queryByValues } from '../../../src/zoho/valueQuery.ts';
import { searchByValues } from '../../../src/zoho/valueSearch.ts';
import { howMany } from '../../long.ts';
import { mutatedAnswer } from './mutated.ts';
import { crmSaying, SayingNetwork } from './sayingNetwork.ts';

const never = new AbortController().signal;
const RUNS = { numRuns: howMany(250, 20_000) };
const ID = '4876876000000624001';
const KEY = { module: 'Contacts', id: ID };
const CLIENT = { id: '1000.CLIENT', secret: 'secret' };
const PICTURE = { name: 'a.png', contentType: 'image/png', bytes: new Uint8Array(1) };

const ORG = {
  org: [
    {
      id: '4876876000000020005',
      zgid: '808232144',
      company_name: 'Northwind Traders',
      alias: null,
      domain_name: 'org808232144',
      type: 'production',
      license_details: { paid: true, paid_type: 'enterprise' },
    },
  ],
};
const USERS = {
  users: [
    {
      id: '4876876000000173001',
      full_name: 'Patricia Boyle',
      first_name: 'Patricia',
      last_name: 'Boyle',
      email: 'patricia.boyle@northwind.example',
      profile: { name: 'Administrator', id: '4876876000000026011' },
      status: 'active',
    },
  ],
  info: { per_page: 200, count: 1, page: 1, more_records: false },
};
const MODULES = {
  modules: ['Leads', 'Vehicles', 'Home'].map((name, index) => ({
    id: `487687600000000217${index}`,
    api_name: name,
    module_name: name === 'Vehicles' ? 'CustomModule3' : name,
    singular_label: name,
    plural_label: name,
    generated_type: name === 'Vehicles' ? 'custom' : 'default',
    api_supported: name !== 'Home',
    viewable: true,
    editable: true,
    status: 'visible',
    profiles: [{ name: 'Administrator', id: '4876876000000026011' }],
  })),
};
const FIELDS = {
  fields: ['Product_Code', 'Record_Image'].map((api_name) => ({
    api_name,
    field_label: api_name,
    display_label: api_name,
    data_type: 'text',
    visible: true,
    unique: {},
    crypt: null,
    searchable: true,
    filterable: true,
    image_enable: true,
    read_only: false,
  })),
};
const LAYOUTS = {
  layouts: [{ id: '1', image_enable: true, sections: [{ api_name: 'a', ...FIELDS }] }],
};
const RECORDS = {
  data: [ID, '4876876000000624002'].map((id) => ({
    id,
    Full_Name: 'Amelia Fischer',
    Email: 'amelia@northwind.example',
    Record_Image: 'a1b2',
    Owner: { id: '4876876000000173001', name: 'Patricia Boyle' },
  })),
  info: { per_page: 200, count: 2, page: 1, more_records: false },
};
const SUCCESS = { code: 'SUCCESS', details: {}, message: 'photo uploaded', status: 'success' };
const ERROR = {
  code: 'INVALID_DATA',
  details: { id: ID, permissions: ['Crm_Implied_Api_Access'], resource_path_index: 1 },
  message: 'the id given seems to be invalid',
  status: 'error',
};
const TOKENS = {
  access_token: '1000.a.b',
  refresh_token: '1000.c.d',
  api_domain: 'https://www.zohoapis.eu',
  scope: 'ZohoCRM.modules.ALL ZohoCRM.users.READ',
  token_type: 'Bearer',
  expires_in: 3600,
};
const DEVICE = {
  user_code: 'A1B2-C3D4',
  device_code: '1004.a.b',
  verification_url: 'https://accounts.zoho.eu/oauth/v3/device',
  verification_uri_complete: 'https://accounts.zoho.eu/oauth/v3/device?user_code=A1B2-C3D4',
  interval: 5000,
  expires_in: 300_000,
};

/** Repeats a request and checks each result. Every failure must have a message. */
async function always<T>(
  answers: fc.Arbitrary<Incoming>,
  ask: (answer: Incoming) => Promise<Result<T>>,
  holds: (value: T, answer: Incoming) => void,
): Promise<void> {
  let read = 0;
  await fc.assert(
    fc.asyncProperty(answers, async (answer) => {
      const result = await ask(answer);
      if (result.ok) {
        read += 1;
        holds(result.value, answer);
      } else {
        assert.notEqual(wordsOfFailure(result.failure).what, '');
      }
    }),
    RUNS,
  );
  assert.ok(read > 0, 'the good answer was among them');
}

function ofCrm<T>(ask: (crm: Crm) => Promise<Result<T>>): (answer: Incoming) => Promise<Result<T>> {
  return (answer) => ask(crmSaying(answer));
}

function ofAccounts<T>(
  ask: (server: AccountsServer) => Promise<Result<T>>,
): (answer: Incoming) => Promise<Result<T>> {
  return (answer) =>
    ask(new AccountsServer(new SayingNetwork(() => answer), 'https://accounts.zoho.eu'));
}

/** It goes into a header unchanged. */
function isTokenIn(answer: Incoming, token: string): void {
  assert.match(token, /^[\x21-\x7e]+$/);
  assert.ok(isIn(answer, token));
}

function isIn({ body }: Incoming, text: string): boolean {
  return text !== '' && Buffer.from(body).toString().includes(JSON.stringify(text));
}

/** Whatever part of a good answer is missing, null or of another type, and whatever is added. */
describe('any answer', () => {
  it('yields no other organization', () =>
    always(
      mutatedAnswer(ORG),
      ofCrm((crm) => findOrganization(crm, never)),
      ({ organization }) => {
        assert.equal(organization.id, '808232144');
        assert.notEqual(organization.name, '');
        assert.notEqual(organization.domain, '');
      },
    ));

  it('yields no other user', () =>
    always(
      mutatedAnswer(USERS),
      ofCrm((crm) => findUser(crm, never)),
      ({ id, name, email }) => {
        assert.equal(id, '4876876000000173001');
        assert.notEqual(name, '');
        assert.notEqual(email, '');
      },
    ));

  it('leads an account to no other organization, user or data center', () =>
    fc.assert(
      fc.asyncProperty(mutatedAnswer(ORG), mutatedAnswer(USERS), async (org, users) => {
        const network = new SayingNetwork(({ url }) => {
          assert.match(url.host, /^(?:www|sandbox|developer)\.zohoapis\.eu$/);
          return url.pathname.endsWith('/org') ? org : users;
        });
        const authority = { kind: 'zoho', dataCenter: 'EU' } as const;
        const domain = 'https://www.zohoapis.eu';
        const found = await identify(network, authority, domain, '1000.a.b', never);
        if (found.ok) {
          const { place, organization, user } = found.value;
          assert.deepEqual(place, { ...authority, environment: 'production' });
          assert.equal(organization.id, '808232144');
          assert.equal(user.id, '4876876000000173001');
        }
      }),
      RUNS,
    ));

  it('yields no module that is not in it', () =>
    always(
      mutatedAnswer(MODULES),
      ofCrm((crm) => findModules(crm, never)),
      (modules) => {
        for (const { apiName, tabName, label } of modules) {
          assert.match(apiName, /^(?:leads|vehicles|home)$/i);
          assert.match(tabName, /^\w+$/);
          assert.notEqual(label, '');
        }
      },
    ));

  it('yields no field that is not in it', () =>
    always(
      mutatedAnswer(FIELDS),
      ofCrm((crm) => findFields(crm, 'Products', never)),
      (fields) => {
        for (const { apiName, label } of fields) {
          assert.match(apiName, /^(?:product_code|record_image)$/i);
          assert.notEqual(label, '');
        }
      },
    ));

  it('prevents photos only if it says so', () =>
    always(
      mutatedAnswer(LAYOUTS),
      ofCrm((crm) => findPhotoObstacle(crm, 'Products', never)),
      (bar, { body }) => {
        const says = /"image_enable":(?:0|false|"false")|"read_only":(?:true|"true"|1)[,}]/;
        assert.ok(bar === undefined || says.test(Buffer.from(body).toString()), bar);
      },
    ));

  it('yields no other record', async () => {
    await always(
      mutatedAnswer(RECORDS),
      ofCrm((crm) => findRecord(crm, KEY, never)),
      (record, { body }) => {
        assert.deepEqual(record?.key ?? KEY, KEY);
        const hasNull = Buffer.from(body).toString().includes('"Record_Image":null');
        assert.ok(record?.photoMark !== null || hasNull);
      },
    );
    const searches: ((crm: Crm) => Promise<Result<readonly { key: typeof KEY }[]>>)[] = [
      (crm) => readRecords(crm, 'Contacts', [ID], never),
      (crm) => searchRecords(crm, 'Contacts', 'word', 'am', never),
      (crm) => queryRecords(crm, 'Contacts', 'word', 'am', never),
    ];
    for (const search of searches) {
      await always(mutatedAnswer(RECORDS), ofCrm(search), (records) => {
        for (const { key } of records) {
          assert.match(key.id, /^487687600000062400[12]$/);
        }
      });
    }
  });

  it('yields no other record as converted or unapproved', () =>
    always(
      mutatedAnswer(RECORDS),
      ofCrm((crm) => findHidden(crm, 'Leads', [ID], never)),
      (hidden) => {
        assert.deepEqual(
          [...hidden.keys()].filter((id) => id !== ID),
          [],
        );
      },
    ));

  it('yields no other record for a value', async () => {
    const field = { module: 'Contacts', field: 'Email', type: 'text' } as const;
    for (const ask of [searchByValues, queryByValues]) {
      await always(
        mutatedAnswer(RECORDS),
        ofCrm((crm) => ask(crm, field, ['amelia@northwind.example'], 0, never)),
        ({ records, more }) => {
          assert.equal(typeof more, 'boolean');
          for (const { record } of records) {
            assert.match(record.key.id, /^487687600000062400[12]$/);
          }
        },
      );
    }
  });

  const change = { version: 'v2', restrictTriggers: [], signal: never } as const;
  const changes: readonly (readonly [string, (crm: Crm) => Promise<Result<undefined>>])[] = [
    ['upload', (crm) => postPhoto(crm, KEY, PICTURE, change)],
    ['removal', (crm) => deletePhoto(crm, KEY, change)],
  ];
  for (const [name, ask] of changes) {
    it(`turns no failed ${name} into a success`, async () => {
      const isSuccess = (_: undefined, answer: Incoming): void => {
        const json = jsonOf(answer) as { code?: unknown; status?: unknown };
        assert.equal(answer.status, 200);
        assert.equal(json.code, 'SUCCESS');
        assert.ok(json.status === undefined || json.status === 'success');
      };
      await always(mutatedAnswer(SUCCESS), ofCrm(ask), isSuccess);
      await fc.assert(
        fc.asyncProperty(mutatedAnswer(ERROR), async (answer) => {
          assert.equal((await ask(crmSaying(answer))).ok, false);
        }),
        RUNS,
      );
    });
  }

  it('yields no photo from anything else', async () => {
    await always(
      mutatedAnswer(ERROR),
      ofCrm((crm) => downloadPhoto(crm, KEY, 'v2', never)),
      (photo, { status, headers, body }) => {
        assert.equal(status, photo === undefined ? 204 : 200);
        assert.ok(photo === undefined || /image|x-download/.test(headers['content-type'] ?? ''));
        assert.ok(
          photo === undefined ||
            !/^\s*[{[]/.test(Buffer.from(body).toString()) ||
            jsonOf({ body }) === undefined,
        );
      },
    );
    await always(
      mutatedAnswer(ERROR),
      ofCrm((crm) => hasPhoto(crm, KEY, 'v2', never)),
      (has, { status, headers }) => {
        assert.equal(status, has ? 200 : 204);
        assert.ok(!has || /image|x-download/.test(headers['content-type'] ?? ''));
      },
    );
  });

  it('yields a failure with a message, whatever the error', () => {
    fc.assert(
      fc.property(mutatedAnswer(ERROR), (answer) => {
        for (const call of [undefined, 'upload', 'photo', 'record', 'search', 'query'] as const) {
          const failure = failureOf({ ...answer, ...(call === undefined ? {} : { call }) });
          assert.notEqual(wordsOfFailure(failure).what, '');
        }
      }),
      RUNS,
    );
  });

  const grants: readonly (readonly [
    string,
    (server: AccountsServer) => ReturnType<typeof refresh>,
  ])[] = [
    ['code', (server) => exchangeCode(server, CLIENT, 'code', undefined, never)],
    ['refresh token', (server) => refresh(server, CLIENT, '1000.c.d', never)],
    [
      'self client',
      (server) => requestByClientCredentials(server, CLIENT, '808232144', ['a'], never),
    ],
  ];
  for (const [name, ask] of grants) {
    it(`yields no token that is not in it (${name})`, () =>
      always(mutatedAnswer(TOKENS), ofAccounts(ask), (grant, answer) => {
        isTokenIn(answer, grant.accessToken);
        assert.ok(grant.refreshToken === undefined || isIn(answer, grant.refreshToken));
        assert.equal(typeof grant.apiDomain, 'string');
        assert.ok(Number.isFinite(grant.endsAt));
      }));
  }

  it('yields no device code that is not in it', () =>
    always(
      mutatedAnswer(DEVICE),
      ofAccounts((server) => requestDeviceCode(server, '1004.C', ['a'], never)),
      ({ deviceCode, userCode, page, filledPage, intervalMs, endsAt }, answer) => {
        assert.ok(isIn(answer, deviceCode) && isIn(answer, userCode));
        assert.ok([page, filledPage ?? page].every((url) => URL.canParse(url)));
        assert.ok(intervalMs >= 0 && Number.isFinite(endsAt));
      },
    ));

  it('grants a device nothing that is not in it', () =>
    always(
      fc.oneof(mutatedAnswer(TOKENS), mutatedAnswer({ error: 'other_dc', user_location: 'eu' })),
      ofAccounts((server) => pollDeviceCode(server, CLIENT, '1004.a.b', never)),
      (polled, answer) => {
        if (polled.kind === 'granted') {
          isTokenIn(answer, polled.grant.accessToken);
        } else if (polled.kind === 'other-data-center') {
          assert.ok(polled.location === '' || isIn(answer, polled.location));
        }
      },
    ));

  it('revokes no token by itself', () =>
    always(
      mutatedAnswer({ status: 'success' }),
      ofAccounts((server) => revoke(server, CLIENT, '1000.c.d', 'refresh_token', never)),
      (revoked, answer) => {
        const json = jsonOf(answer) as { status?: unknown } | undefined;
        assert.equal(answer.status, revoked === 'ended' ? 200 : 400);
        assert.ok(revoked !== 'ended' || answer.body.length === 0 || json?.status === 'success');
      },
    ));

  it('yields no enhance token that is not in it', () =>
    always(
      mutatedAnswer({ access_token: '1000.a.b', expires_in: 600 }),
      ofAccounts((server) => requestEnhanceToken(server, CLIENT, '1000.c.d', never)),
      (token, answer) => {
        isTokenIn(answer, token);
      },
    ));
});
