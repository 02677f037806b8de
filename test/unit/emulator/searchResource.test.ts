import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { EmulatorControl } from '../../emulator/control.ts';
import type { Emulator } from '../../emulator/emulator.ts';
import { startEmulator } from '../../emulator/emulator.ts';

interface Answer {
  status: number;
  body: { code?: string; data?: { id: string; Record_Image?: string | null }[]; info?: object };
}

describe('GET /{module}/search', () => {
  let emulator: Emulator;
  let control: EmulatorControl;

  before(async () => {
    emulator = await startEmulator();
    control = new EmulatorControl(emulator.control);
  });

  after(() => emulator.close());

  beforeEach(() => control.reset());

  async function search(
    query: string,
    { module = 'Contacts', scopes = undefined as string[] | undefined } = {},
  ): Promise<Answer> {
    const token = await control.issueAccessToken(scopes === undefined ? {} : { scopes });
    const answer = await fetch(`${emulator.servers.api}/crm/v8/${module}/search?${query}`, {
      headers: { authorization: `Zoho-oauthtoken ${token}` },
    });
    const text = await answer.text();
    return { status: answer.status, body: (text === '' ? {} : JSON.parse(text)) as Answer['body'] };
  }

  const ids = ({ body }: Answer): string[] => (body.data ?? []).map(({ id }) => id.slice(-3));

  it('finds by a word anywhere, a whole email address, and digits of a phone number', async () => {
    assert.deepEqual(ids(await search('word=FISCH')), ['001']);
    assert.deepEqual(ids(await search('email=amelia.fischer@customers.example')), ['001']);
    assert.equal((await search('email=amelia')).status, 204);
    assert.equal(ids(await search('phone=5550100')).length, 4);
  });

  it('finds converted leads if requested', async () => {
    const leads = { module: 'Leads' };
    assert.equal((await search('word=nowak', leads)).status, 204);
    assert.deepEqual(ids(await search('word=nowak&converted=both', leads)), ['005']);
    assert.deepEqual(ids(await search('word=customers&converted=true', leads)), ['005']);
    assert.equal((await search('word=nowak&converted=maybe', leads)).body.code, 'INVALID_DATA');
  });

  it('may enforce the specification of its parameters', async () => {
    const wrong = ['phone=555/0100', `phone=${'1'.repeat(51)}`, `word=${'a'.repeat(101)}`];
    for (const query of wrong) {
      assert.notEqual((await search(query)).status, 400, query);
    }
    await control.reset({ switches: { searchParameters: 'as specified' } });
    for (const query of wrong) {
      assert.equal((await search(query)).body.code, 'PATTERN_NOT_MATCHED', query);
    }
    assert.equal(ids(await search('phone=%2B43 (1) 555-0100')).length, 4);
  });

  it('uses only one parameter, the first in precedence', async () => {
    assert.deepEqual(ids(await search('word=mateo&email=amelia.fischer@customers.example')), [
      '001',
    ]);
  });

  it('answers 204 without a body when nothing is found', async () => {
    assert.deepEqual(await search('word=nobody'), { status: 204, body: {} });
  });

  it('has pages, and says whether there is more', async () => {
    const first = await search('word=customers.example&per_page=3');
    assert.deepEqual(first.body.info, { per_page: 3, count: 3, page: 1, more_records: true });
    const second = await search('word=customers.example&per_page=3&page=2');
    assert.deepEqual(second.body.info, { per_page: 3, count: 1, page: 2, more_records: false });
    assert.equal((await search('word=a&page=11')).status, 400);
    const beyond = await search('word=customers&per_page=200&page=11');
    assert.deepEqual([beyond.status, beyond.body.code], [400, 'LIMIT_REACHED']);
  });

  it('rejects texts that are too short or empty', async () => {
    assert.equal((await search('word=a')).body.code, 'INVALID_QUERY');
    assert.equal((await search('phone=12')).body.code, 'INVALID_QUERY');
    assert.equal((await search('')).body.code, 'EXPECTED_PARAM_MISSING');
    assert.equal((await search('word=ab', { module: 'Nothing' })).body.code, 'INVALID_MODULE');
  });

  it('requires both scopes', async () => {
    for (const scopes of [['ZohoCRM.modules.ALL'], ['ZohoSearch.securesearch.READ']]) {
      const { status, body } = await search('word=ab', { scopes });
      assert.deepEqual([status, body.code], [401, 'OAUTH_SCOPE_MISMATCH']);
    }
    const scopes = ['ZohoCRM.modules.contacts.READ', 'ZohoSearch.securesearch.READ'];
    assert.equal((await search('word=fischer', { scopes })).status, 200);
  });

  const criteria = (text: string, more = ''): Promise<Answer> =>
    search(`criteria=${encodeURIComponent(text)}${more}`, { module: 'Products' });

  it('finds by criteria, where equals finds what contains the value', async () => {
    assert.deepEqual(ids(await criteria('(Product_Code:equals:kite-0)')), ['003']);
    assert.deepEqual(ids(await criteria('(Product_Code:starts_with:-0)')), []);
    assert.deepEqual(
      ids(await criteria('((Product_Code:equals:LAMP)or(Product_Code:equals:CUP/22-B))')),
      ['001', '005'],
    );
    const both = '((Product_Code:equals:LAMP)and(Product_Name:equals:kite))';
    assert.equal((await criteria(both)).status, 204);
    assert.deepEqual(ids(await criteria('(Unit_Price:equals:12)')), ['004']);
    const [lamp, kite] = ['(Product_Code:equals:LAMP)', '(Product_Code:equals:KITE)'];
    const [desk, paper] = ['(Product_Name:equals:desk)', '(Product_Name:equals:paper)'];
    const pairs = `((${lamp}and${desk})or(${kite}and${desk})or(${kite}and${paper}))`;
    assert.deepEqual(ids(await criteria(pairs)), ['001', '003']);
    // Without parentheses, the order of evaluation is unspecified.
    assert.equal((await criteria(`(${lamp}and${desk}or${kite})`)).status, 400);
  });

  it('returns the requested fields, and the ID', async () => {
    const { body } = await criteria('(Product_Code:equals:LAMP)', '&fields=Product_Code');
    assert.deepEqual(body.data, [{ id: '4876876000000627001', Product_Code: 'LAMP-01' }]);
  });

  it('accepts parentheses, commas and backslashes after a backslash', async () => {
    const codes = ['A(1)', 'B,2', 'C\\', 'D\\E'];
    for (const Product_Code of codes) {
      await control.addRecord('Products', { Product_Name: 'x', Product_Code });
    }
    for (const [value, code] of [
      ['A\\(1\\)', 'A(1)'],
      ['B\\,2', 'B,2'],
      ['C\\\\', 'C\\'],
      ['D\\E', 'D\\E'],
    ] as const) {
      const { body } = await criteria(`(Product_Code:equals:${value})`, '&fields=Product_Code');
      assert.deepEqual(
        body.data?.map((record) => Object.values(record)[1]),
        [code],
        value,
      );
    }
  });

  for (const [what, text, code] of [
    ['a bracket that is not escaped', '(Product_Code:equals:A(1))', 'INVALID_QUERY'],
    ['an open bracket', '(Product_Code:equals:A', 'INVALID_QUERY'],
    ['no bracket', 'Product_Code:equals:A', 'INVALID_QUERY'],
    ['an unknown operator', '(Product_Code:is:A)', 'INVALID_QUERY'],
    ['no value', '(Product_Code:equals:)', 'INVALID_QUERY'],
    ['an unknown field', '(Color:equals:A)', 'INVALID_QUERY'],
    ['a text for a number', '(Unit_Price:equals:many)', 'INVALID_QUERY'],
    [
      'eleven criteria',
      `(${Array.from({ length: 11 }, () => '(Product_Code:equals:A)').join('or')})`,
      'CRITERIA_LIMIT_EXCEEDED',
    ],
  ] as const) {
    it(`rejects criteria with ${what}`, async () => {
      const { status, body } = await criteria(text);
      assert.deepEqual([status, body.code], [400, code]);
    });
  }

  it('compares encrypted fields for equality only', async () => {
    await control.addRecord('Contacts', { Full_Name: 'Nora', Tax_ID: 'AT-7' });
    const by = (text: string): Promise<Answer> => search(`criteria=${encodeURIComponent(text)}`);
    assert.equal((await by('(Tax_ID:equals:AT-7)')).status, 200);
    assert.equal((await by('(Tax_ID:starts_with:AT)')).body.code, 'INVALID_QUERY');
    assert.equal((await by('(Biography:equals:AT)')).body.code, 'INVALID_QUERY');
  });
});
