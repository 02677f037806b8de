import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { CrmClient } from './crmClient.ts';

interface Field {
  api_name: string;
  field_label: string;
  data_type: string;
  json_type: string;
  unique: object;
  crypt: object | null;
  filterable: boolean;
  searchable: boolean;
}

describe('GET /settings/fields', () => {
  let crm: CrmClient;
  before(async () => {
    crm = await CrmClient.start();
    await crm.reset();
  });
  after(() => crm.close());

  async function fieldsOf(module: string): Promise<Map<string, Field>> {
    const { body } = await crm.api('GET', `/crm/v8/settings/fields?module=${module}`);
    const { fields } = body as { fields: Field[] };
    return new Map(fields.map((field) => [field.api_name, field]));
  }

  it('returns the type of each, with or without a value', async () => {
    const products = await fieldsOf('Products');
    const kinds = [...products].map(([name, field]) => [name, field.data_type, field.json_type]);
    assert.deepEqual(kinds, [
      ['Product_Name', 'text', 'string'],
      ['Product_Code', 'text', 'string'],
      ['Unit_Price', 'currency', 'double'],
      ['Product_Active', 'boolean', 'boolean'],
      ['Article_Number', 'autonumber', 'string'],
      ['EAN', 'bigint', 'string'],
      ['Record_Image', 'profileimage', 'string'],
    ]);
  });

  it('says which are unique, encrypted, or not searchable', async () => {
    const contacts = await fieldsOf('Contacts');
    assert.deepEqual(contacts.get('Student_Number')?.unique, { casesensitive: '0' });
    assert.deepEqual(contacts.get('Email')?.unique, {});
    assert.equal(contacts.get('Email')?.crypt, null);
    const secret = contacts.get('Tax_ID');
    assert.deepEqual([typeof secret?.crypt, secret?.filterable], ['object', false]);
    assert.equal(secret?.field_label, 'Tax ID');
    assert.equal(contacts.get('Biography')?.searchable, false);
  });
});
