import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Answer } from './crmClient.ts';
import { CrmClient } from './crmClient.ts';

describe('POST /coql', () => {
  let crm: CrmClient;
  before(async () => {
    crm = await CrmClient.start();
  });
  after(() => crm.close());
  beforeEach(() => crm.reset());

  function query(select_query: unknown, version = 'v8'): Promise<Answer> {
    return crm.api('POST', `/crm/${version}/coql`, { body: JSON.stringify({ select_query }) });
  }

  async function names(where: string): Promise<unknown[]> {
    const answer = await query(`select Full_Name from Contacts where ${where}`);
    if (answer.status === 204) {
      return [];
    }
    assert.equal(answer.status, 200, answer.code);
    return (answer.body as { data: { Full_Name: string }[] }).data.map((row) => row.Full_Name);
  }

  it('selects fields, always with the ID, and says whether there are more records', async () => {
    const { body } = await query(
      "select Full_Name, Record_Image from Contacts where Full_Name like '%a%' order by Full_Name desc limit 1, 1",
    );
    assert.deepEqual(body, {
      data: [{ id: '4876876000000624002', Full_Name: 'Mateo Álvarez', Record_Image: null }],
      info: { count: 1, more_records: true },
    });
  });

  it('compares, matches patterns, and joins criteria', async () => {
    assert.deepEqual(await names("Full_Name = 'mateo álvarez'"), ['Mateo Álvarez']);
    assert.deepEqual(await names("Full_Name like 'mateo'"), []);
    assert.deepEqual(await names("Full_Name like 'MATEO%'"), ['Mateo Álvarez']);
    assert.deepEqual(await names("Title in ('Chef', 'Designer')"), ['Mateo Álvarez', 'Yuki 佐藤']);
    assert.deepEqual(
      await names("(Title = 'Chef' or Title = 'Designer') and Department = 'Kites'"),
      ['Yuki 佐藤'],
    );
    assert.equal((await names('Record_Image is null')).length, 4);
    assert.deepEqual(await names('Record_Image is not null'), []);
  });

  it('whether it filters by photo is open', async () => {
    const without = 'select id from Contacts where Record_Image is null';
    await crm.reset({ switches: { coqlPhotoCriteria: 'refused' } });
    assert.equal((await query(without)).code, 'INVALID_QUERY');
    assert.equal((await names('id is not null')).length, 4);
    await crm.reset({ switches: { coqlPhotoCriteria: 'never met' } });
    assert.equal((await query(without)).status, 204);
  });

  it('reads a doubled quote as one; the meaning of a backslash is open', async () => {
    assert.deepEqual(await names("Full_Name like '%O''Connor'"), ["Niamh O'Connor"]);
    const escaped = "select id from Contacts where Full_Name like '%O\\'Connor'";
    assert.equal((await query(escaped)).code, 'SYNTAX_ERROR');
    await crm.reset({ switches: { coqlBackslash: 'escapes' } });
    assert.equal((await query(escaped)).status, 200);
  });

  it('finds a new record immediately, before the search does', async () => {
    await crm.reset({ profile: 'worst' });
    const id = await crm.control.addRecord('Contacts', { Full_Name: 'Nora Fresh' });
    const search = (): Promise<Answer> => crm.api('GET', '/crm/v8/Contacts/search?word=fresh');
    assert.equal((await search()).status, 204);
    assert.deepEqual(await names("Full_Name like '%fresh%'"), ['Nora Fresh']);
    assert.equal((await crm.api('GET', `/crm/v8/Contacts/${id}`)).status, 200);
    await crm.control.advanceClock(60_000);
    await crm.consent({});
    assert.equal((await search()).status, 200);
    await crm.control.deleteRecord('Contacts', id);
    assert.deepEqual(await names("Full_Name like '%fresh%'"), []);
  });

  for (const [what, select, code] of [
    ['no WHERE', 'select id from Contacts', 'SYNTAX_ERROR'],
    ['nothing of SQL', 'everything, please', 'SYNTAX_ERROR'],
    ['an open literal', "select id from Contacts where Full_Name = 'a", 'SYNTAX_ERROR'],
    ['more behind the end', "select id from Contacts where Title = 'a' limit 1; x", 'SYNTAX_ERROR'],
    [
      'three criteria without pairs',
      "select id from Contacts where Title = 'a' and Title = 'b' and Title = 'c'",
      'SYNTAX_ERROR',
    ],
    ['an unknown field', "select Nothing from Contacts where Title = 'a'", 'INVALID_QUERY'],
    ['an unknown field in WHERE', "select id from Contacts where X = 'a'", 'INVALID_QUERY'],
    ['an unknown module', "select id from Nothing where id = 'a'", 'INVALID_MODULE'],
    ['too high a limit', "select id from Contacts where Title = 'a' limit 2001", 'LIMIT_EXCEEDED'],
    [
      'more than 25 criteria',
      `select id from Contacts where ${'('.repeat(24)}Title = 'a'${" or Title = 'a')".repeat(24)} or Title = 'a'`,
      'LIMIT_EXCEEDED',
    ],
    ['no text', 7, 'INVALID_DATA'],
    ['nothing', undefined, 'MANDATORY_NOT_FOUND'],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const { status, code: given } = await query(select);
      assert.deepEqual([status, given], [400, code]);
    });
  }

  it('returns at most 200 rows in earlier versions', async () => {
    const text = "select id from Contacts where Full_Name like '%a%' limit 201";
    assert.equal((await query(text, 'v2')).code, 'LIMIT_EXCEEDED');
    assert.equal((await query(text, 'v8')).status, 200);
  });

  it('uses one to three credits, depending on its limit', async () => {
    const text = "select id from Contacts where Full_Name like '%a%'";
    for (const [limit, credits] of [
      ['', 1],
      [' limit 200', 1],
      [' limit 0, 201', 2],
      [' limit 1000', 2],
      [' limit 1001', 3],
      [' limit 2000', 3],
    ] as const) {
      await crm.reset({ switches: { creditsPerDay: 6 } });
      await query(text + limit);
      // From half the credits on, the answer says how many are left.
      await crm.api('GET', '/crm/v8/org');
      const { headers } = await crm.api('GET', '/crm/v8/org');
      assert.equal(headers.get('x-api-credits-remaining'), String(4 - credits), limit);
    }
  });

  it('is refused when fewer credits are left than it needs', async () => {
    const text = "select id from Contacts where Full_Name like '%a%' limit 2000";
    await crm.reset({ switches: { creditsPerDay: 2 } });
    const { status, code } = await query(text);
    assert.deepEqual([status, code], [429, 'LIMIT_EXCEEDED']);
  });

  it('requires both scopes', async () => {
    const text = "select id from Contacts where Full_Name like '%a%'";
    for (const scopes of [['ZohoCRM.coql.READ'], ['ZohoCRM.modules.ALL']]) {
      await crm.consent({ scopes });
      assert.equal((await query(text)).code, 'OAUTH_SCOPE_MISMATCH');
    }
    await crm.consent({ scopes: ['ZohoCRM.coql.READ', 'ZohoCRM.modules.contacts.READ'] });
    assert.equal((await query(text)).status, 200);
  });

  it('accepts 50 values in a list, or 100', async () => {
    const list = (count: number): string =>
      `select id from Products where Product_Code in (${Array.from({ length: count }, (_, n) => `'${n}'`).join(', ')})`;
    assert.equal((await query(list(50))).status, 204);
    assert.equal((await query(list(51))).code, 'LIMIT_EXCEEDED');
    await crm.reset({ switches: { coqlMostValues: 100 } });
    assert.equal((await query(list(100))).status, 204);
    assert.equal((await query(list(101))).code, 'LIMIT_EXCEEDED');
  });

  it('only finds out whether encrypted fields have a value', async () => {
    await crm.control.addRecord('Contacts', { Full_Name: 'Nora', Tax_ID: 'AT-7' });
    assert.deepEqual(await names('Tax_ID is not null'), ['Nora']);
    for (const where of ["Tax_ID = 'AT-7'", "Tax_ID in ('AT-7')", "Tax_ID like '%7'"]) {
      const answer = await query(`select id from Contacts where ${where}`);
      assert.equal(answer.code, 'INVALID_QUERY', where);
    }
  });

  it('requires numbers without quotes, and texts with them', async () => {
    await crm.control.addRecord('Contacts', { Full_Name: 'Nora', Badge: 7 });
    await crm.control.addRecord('Products', { Product_Name: 'Tin', EAN: '4006381333931' });
    assert.deepEqual(await names('Badge in (7, 8)'), ['Nora']);
    const ean = await query('select id from Products where EAN = 4006381333931');
    assert.equal(ean.status, 200);
    for (const where of ["Badge = '7'", 'Title = 7']) {
      const answer = await query(`select id from Contacts where ${where}`);
      assert.equal(answer.code, 'INVALID_QUERY', where);
    }
  });

  it('may be case-sensitive, and return only 200 rows', async () => {
    await crm.reset({ switches: { coqlIgnoresCase: false, coqlMostRows: 200 } });
    assert.deepEqual(await names("Title in ('chef')"), []);
    assert.deepEqual(await names("Title in ('Chef')"), ['Mateo Álvarez']);
    const most = "select id from Contacts where Title = 'Chef' limit 201";
    assert.equal((await query(most)).code, 'LIMIT_EXCEEDED');
  });
});
