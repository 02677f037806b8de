import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Crm } from '../../../src/zoho/crm.ts';
import { queryRecords } from '../../../src/zoho/coql.ts';
import type { Result } from '../../../src/zoho/failure.ts';
import { findFields } from '../../../src/zoho/fields.ts';
import { findPhotoObstacle } from '../../../src/zoho/layouts.ts';
import { findModules } from '../../../src/zoho/modules.ts';
import type { Organization } from '../../../src/zoho/organization.ts';
import { findOrganization } from '../../../src/zoho/organization.ts';
import { findRecord } from '../../../src/zoho/record.ts';
import { readRecords } from '../../../src/zoho/records.ts';
import { searchRecords } from '../../../src/zoho/search.ts';
import { findUser } from '../../../src/zoho/user.ts';
import { searchByValues } from '../../../src/zoho/valueSearch.ts';
import { answering, crmSaying } from './sayingNetwork.ts';

const never = new AbortController().signal;
const ID = '4876876000000624001';
const KEY = { module: 'Contacts', id: ID };

async function valueOf<T>(asked: Promise<Result<T>>): Promise<T> {
  const found = await asked;
  assert.ok(found.ok, JSON.stringify(found));
  return found.value;
}

async function failureOf(asked: Promise<Result<unknown>>): Promise<string> {
  const found = await asked;
  assert.ok(!found.ok, JSON.stringify(found));
  return found.failure.kind;
}

/** Each list that is read, and examples that are none of them. */
const LISTS: readonly (readonly [name: string, ask: (crm: Crm) => Promise<Result<unknown>>])[] = [
  ['modules', (crm) => findModules(crm, never)],
  ['fields', (crm) => findFields(crm, 'Contacts', never)],
  [
    'layouts',
    async (crm) => {
      const bar = await findPhotoObstacle(crm, 'Contacts', never);
      return bar.ok && bar.value === undefined ? { ok: true, value: [] } : bar;
    },
  ],
  ['data', (crm) => readRecords(crm, 'Contacts', [ID], never)],
  ['data', (crm) => searchRecords(crm, 'Contacts', 'word', 'bo', never)],
  ['data', (crm) => queryRecords(crm, 'Contacts', 'word', 'bo', never)],
];

for (const [name, ask] of LISTS) {
  describe(`a list of ${name}`, () => {
    for (const body of [{}, { [name]: null }, { [name]: [] }, { [name]: [null, 7, 'x', {}] }, []]) {
      it(`is empty, without an error, if it is ${JSON.stringify(body)}`, async () => {
        assert.deepEqual(await valueOf(ask(crmSaying(answering(body)))), []);
      });
    }

    it('is empty with status 204', async () => {
      assert.deepEqual(await valueOf(ask(crmSaying(answering('', 204)))), []);
    });

    const errors: readonly (readonly [unknown, number?])[] = [
      [{ code: 'INTERNAL_ERROR', message: '', details: {}, status: 'error' }],
      [{ [name]: [], code: 'INTERNAL_ERROR' }],
      [{ [name]: [{ code: 'INTERNAL_ERROR', status: 'error' }] }],
      [{ status: 'error' }],
      [{ error: 'unauthorized' }],
      [{ [name]: 'none' }],
      [{ [name]: [] }, 500],
      ['<html>'],
      [''],
    ];
    for (const [body, status] of errors) {
      it(`is unknown if ${JSON.stringify(body)} comes with ${status ?? 200}`, async () => {
        await failureOf(ask(crmSaying(answering(body, status))));
      });
    }
  });
}

describe('the organization', () => {
  const good = {
    zgid: '808232144',
    company_name: 'Northwind Traders',
    alias: null,
    domain_name: 'org808232144',
    type: 'production',
  };

  async function read(...rows: unknown[]): Promise<Organization> {
    const answer = answering({ org: rows });
    return (await valueOf(findOrganization(crmSaying(answer), never))).organization;
  }

  const { company_name: _, ...nameless } = good;
  for (const [org, name] of [
    [{ ...good, company_name: null }, 'org808232144'],
    [{ ...good, company_name: ' ' }, 'org808232144'],
    [{ ...good, company_name: null, alias: 'Northwind' }, 'Northwind'],
    [{ ...good, company_name: null, domain_name: 'northwind' }, 'northwind'],
    [{ zgid: 808232144 }, 'org808232144'],
    [nameless, 'org808232144'],
  ] as const) {
    it(`always has a name: ${JSON.stringify(org)}`, async () => {
      const found = await read(org);
      assert.equal(found.name, name);
      assert.equal(found.id, '808232144');
    });
  }

  it('is identified by the number in its domain if it has no other', async () => {
    assert.equal((await read({ ...good, zgid: null })).id, '808232144');
    const answer = answering({ org: [{ company_name: 'Northwind', domain_name: 'northwind' }] });
    assert.equal(await failureOf(findOrganization(crmSaying(answer), never)), 'answer-unreadable');
  });

  it('may say what it is in upper or lower case, or not at all', async () => {
    const types = ['production', 'Sandbox', 'DEVELOPER', 'Bigin', null, 7].map(async (type) => {
      return (await read({ ...good, type })).type;
    });
    assert.deepEqual(await Promise.all(types), [
      'production',
      'sandbox',
      'developer',
      'bigin',
      undefined,
      undefined,
    ]);
  });

  it('is the first readable one, with or without a list', async () => {
    assert.equal((await read(null, { zgid: {} }, good)).id, '808232144');
    for (const body of [{ data: [good] }, { org: good }, { org: null, data: [good] }, [good]]) {
      const found = await valueOf(findOrganization(crmSaying(answering(body)), never));
      assert.equal(found.organization.id, '808232144');
    }
  });
});

describe('the user', () => {
  const user = { id: ID, full_name: 'Patricia Boyle', email: 'patricia@northwind.example' };
  const answered = (...users: unknown[]): Crm => crmSaying(answering({ users }));

  it('has a name and something that identifies it, whatever is null', async () => {
    const without = { ...user, full_name: null };
    const parts = { ...without, first_name: 'Pat', last_name: 'Boyle' };
    const cases = [
      [user, 'Patricia Boyle', user.email],
      [parts, 'Pat Boyle', user.email],
      [{ ...parts, first_name: null }, 'Boyle', user.email],
      [without, user.email, user.email],
      [{ ...user, email: null }, 'Patricia Boyle', ID],
      [{ id: ID }, ID, ID],
    ] as const;
    for (const [row, name, email] of cases) {
      assert.deepEqual(await valueOf(findUser(answered(row), never)), { id: ID, name, email });
    }
  });

  it('is the first one with an ID, whatever form its profile has', async () => {
    const other = { ...user, id: '4876876000000624002' };
    for (const profile of [null, 'Administrator', { name: null }, [{ id: 1 }]]) {
      const crm = answered({ ...user, id: null }, { ...user, profile }, other);
      assert.equal((await valueOf(findUser(crm, never))).id, ID);
    }
  });

  it('is unknown without an ID', async () => {
    assert.equal(
      await failureOf(findUser(answered({ ...user, id: null }), never)),
      'answer-unreadable',
    );
    assert.equal(await failureOf(findUser(answered(), never)), 'answer-unreadable');
    assert.equal(
      await failureOf(findUser(crmSaying(answering('', 204)), never)),
      'answer-unreadable',
    );
  });
});

describe('modules', () => {
  const good = {
    id: '4876876000000002175',
    api_name: 'Vehicles',
    module_name: 'CustomModule3',
    singular_label: 'Vehicle',
    plural_label: 'Our Vehicles',
    generated_type: 'custom',
    api_supported: true,
    viewable: true,
    editable: true,
    status: 'visible',
  };
  const read = {
    apiName: 'Vehicles',
    tabName: 'CustomModule3',
    label: 'Our Vehicles',
    isCustom: true,
  };

  for (const [change, expected] of [
    [{}, read],
    [{ plural_label: null }, { ...read, label: 'Vehicle' }],
    [
      { plural_label: null, singular_label: null },
      { ...read, label: 'Vehicles' },
    ],
    [
      { module_name: null, generated_type: 'custom' },
      { ...read, tabName: 'Vehicles' },
    ],
    [{ generated_type: undefined }, read],
    [
      { generated_type: null, module_name: 'Vehicles' },
      { ...read, tabName: 'Vehicles', isCustom: false },
    ],
    [{ generated_type: 'Custom' }, read],
    [{ api_supported: undefined, viewable: null, editable: null, status: null }, read],
    [{ status: 'Visible' }, read],
    [{ api_name: null }, undefined],
    [{ api_name: '../Leads' }, undefined],
    [{ api_supported: false }, undefined],
    [{ viewable: false }, undefined],
    [{ editable: false }, undefined],
    [{ status: 'user_hidden' }, undefined],
  ] as const) {
    it(`are read if one has ${JSON.stringify(change)}, and the others stay`, async () => {
      const modules = [{ ...good, ...change }, null, { id: '1' }, { ...good, api_name: 'Leads' }];
      const found = await valueOf(findModules(crmSaying(answering({ modules })), never));
      const rest = { ...read, apiName: 'Leads' };
      assert.deepEqual(found, expected === undefined ? [rest] : [expected, rest]);
    });
  }

  it('are read if one entry is an error', async () => {
    const error = { code: 'INTERNAL_ERROR', details: {}, message: 'of one', status: 'error' };
    const crm = crmSaying(answering({ modules: [error, good], info: {} }));
    assert.deepEqual(await valueOf(findModules(crm, never)), [read]);
  });

  it('are unknown if the answer itself is an error', async () => {
    const body = { modules: [good], code: 'INTERNAL_ERROR', status: 'error' };
    assert.equal(await failureOf(findModules(crmSaying(answering(body)), never)), 'internal-error');
  });
});

describe('fields', () => {
  const good = {
    api_name: 'Product_Code',
    field_label: 'Product Code',
    display_label: 'Article number',
    data_type: 'text',
    visible: true,
    unique: { casesensitive: '0' },
    crypt: null,
    searchable: true,
    filterable: true,
  };
  const read = {
    apiName: 'Product_Code',
    label: 'Article number',
    dataType: 'text',
    unique: true,
    encrypted: false,
    searchable: true,
  };

  for (const [change, expected] of [
    [{}, read],
    [{ visible: null }, read],
    [{ visible: false }, undefined],
    [{ display_label: null }, { ...read, label: 'Product Code' }],
    [
      { display_label: null, field_label: null },
      { ...read, label: 'Product_Code' },
    ],
    [{ data_type: 'something_new' }, { ...read, dataType: 'something_new' }],
    [{ data_type: null }, { ...read, dataType: '' }],
    [{ unique: null }, { ...read, unique: false }],
    [{ unique: [] }, { ...read, unique: false }],
    [{ crypt: { mode: 'encryption' } }, { ...read, encrypted: true }],
    [{ searchable: null, filterable: null }, read],
    [
      { searchable: false, filterable: false },
      { ...read, searchable: false },
    ],
    [{ api_name: null }, undefined],
  ] as const) {
    it(`are read if one has ${JSON.stringify(change)}, and the others stay`, async () => {
      const fields = [{ ...good, ...change }, null, {}, { ...good, api_name: 'Other' }];
      const found = await valueOf(findFields(crmSaying(answering({ fields })), 'Products', never));
      const rest = { ...read, apiName: 'Other' };
      assert.deepEqual(found, expected === undefined ? [rest] : [expected, rest]);
    });
  }
});

describe('layouts', () => {
  const photo = { api_name: 'Record_Image' };
  const off = { ...photo, image_enable: false };

  for (const [layouts, bar] of [
    [[{ sections: null }], undefined],
    [[{ sections: [null, { fields: null }, { fields: [null, { api_name: null }] }] }], undefined],
    [[{ image_enable: null, sections: [{ fields: [{ ...photo, read_only: null }] }] }], undefined],
    [[{ sections: [null, { fields: [null, off] }] }], 'turned-off'],
    [[{ sections: { fields: off } }], 'turned-off'],
    [[null, { image_enable: false, sections: null }], 'turned-off'],
    [[{ image_enable: false }, { sections: null }], undefined],
    [[{ sections: [{ fields: [{ ...photo, read_only: true }] }] }], 'read-only'],
  ] as const) {
    it(`prevent ${bar ?? 'nothing'}: ${JSON.stringify(layouts)}`, async () => {
      const crm = crmSaying(answering({ layouts }));
      assert.equal(await valueOf(findPhotoObstacle(crm, 'Products', never)), bar);
    });
  }
});

describe('records', () => {
  /** JSON with a numeric ID that exceeds JavaScript's precision. */
  const long = `{"data":[{"id":${ID},"Full_Name":"Bo","Record_Image":"a"}]}`;
  const rows = {
    data: [null, {}, { id: null }, { id: -1 }, { id: 1.5 }, { id: '..' }, { id: ID }],
  };

  it('are excluded without an ID, and kept with one, wherever they are read', async () => {
    const crm = crmSaying(answering(rows));
    assert.deepEqual(
      (await valueOf(readRecords(crm, 'Contacts', [ID], never))).map(({ key }) => key),
      [KEY],
    );
    assert.deepEqual(
      (await valueOf(searchRecords(crm, 'Contacts', 'word', 'bo', never))).map(({ key }) => key),
      [KEY],
    );
    assert.deepEqual((await valueOf(findRecord(crm, KEY, never)))?.key, KEY);
  });

  it('have exact IDs, even if these are numbers', async () => {
    const crm = crmSaying(answering(long));
    const [listed] = await valueOf(readRecords(crm, 'Contacts', [ID], never));
    const [searched] = await valueOf(searchRecords(crm, 'Contacts', 'word', 'bo', never));
    assert.deepEqual(listed, { key: KEY, name: 'Bo', photoMark: 'a' });
    assert.deepEqual(searched?.key, KEY);
    assert.deepEqual((await valueOf(findRecord(crm, KEY, never)))?.name, 'Bo');
    const small = crmSaying(answering({ data: [{ id: 624001 }] }));
    const [short] = await valueOf(searchRecords(small, 'Contacts', 'word', 'bo', never));
    assert.equal(short?.key.id, '624001');
  });

  it('may have fields that look like a Zoho error', async () => {
    const data = [{ id: ID, status: 'error', code: 'NOT_FOUND', Full_Name: 'Bo' }];
    const found = await valueOf(findRecord(crmSaying(answering({ data })), KEY, never));
    assert.equal(found?.name, 'Bo');
  });

  it('are unknown if one of them is an error: it may be the second of two matches', async () => {
    const data = [{ id: ID }, { code: 'INTERNAL_ERROR', details: {}, status: 'error' }];
    const crm = crmSaying(answering({ data }));
    assert.equal(
      await failureOf(searchRecords(crm, 'Contacts', 'word', 'bo', never)),
      'internal-error',
    );
  });

  it('are not confused with others that were not requested', async () => {
    const crm = crmSaying(answering({ data: [{ id: '4876876000000624002', Full_Name: 'Al' }] }));
    assert.deepEqual(await valueOf(readRecords(crm, 'Contacts', [ID], never)), []);
    assert.equal(await failureOf(findRecord(crm, KEY, never)), 'answer-unreadable');
  });

  it('have no photo only if the value is null', async () => {
    const marks = [null, undefined, '', 7, {}, 'a'].map(async (Record_Image) => {
      const crm = crmSaying(answering({ data: [{ id: ID, Record_Image }] }));
      return (await valueOf(findRecord(crm, KEY, never)))?.photoMark;
    });
    assert.deepEqual(await Promise.all(marks), [
      null,
      undefined,
      undefined,
      undefined,
      undefined,
      'a',
    ]);
  });

  it('are incomplete if the answer has none', async () => {
    for (const body of [{}, { data: null }, { data: [] }]) {
      assert.equal(await valueOf(findRecord(crmSaying(answering(body)), KEY, never)), undefined);
    }
  });

  it('continue after a full page if the answer does not say whether there are more', async () => {
    const field = { module: 'Contacts', field: 'Code', type: 'text' } as const;
    const page = (count: number, info?: unknown): Crm =>
      crmSaying(
        answering({
          data: Array.from({ length: count }, (_, index) => ({ id: 1 + index, Code: 'x' })),
          info,
        }),
      );
    const more = async (crm: Crm): Promise<boolean> =>
      (await valueOf(searchByValues(crm, field, ['x'], 0, never))).more;
    assert.equal(await more(page(199)), false);
    assert.equal(await more(page(200)), true);
    assert.equal(await more(page(200, { more_records: null })), true);
    assert.equal(await more(page(200, { more_records: false })), false);
    assert.equal(await more(page(1, { more_records: true })), true);
  });
});
