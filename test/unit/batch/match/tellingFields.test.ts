import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tellApart, tellingFields } from '../../../../src/batch/match/tellingFields.ts';
import type { CrmField } from '../../../../src/zoho/fields.ts';

function field(apiName: string, dataType: string, more: Partial<CrmField> = {}): CrmField {
  const usual = { unique: false, encrypted: false, searchable: true };
  return { apiName, label: apiName.replaceAll('_', ' '), dataType, ...usual, ...more };
}

const names = (fields: readonly { apiName: string }[]): string[] =>
  fields.map(({ apiName }) => apiName);

describe('fields that tell records apart', () => {
  it('are the usual ones first, then unique ones, and what everything has last', () => {
    const own = [
      field('Created_Time', 'datetime'),
      field('Notes', 'textarea'),
      field('Nickname', 'text'),
      field('Full_Name', 'text'),
      field('First_Name', 'text'),
      field('Student_Number', 'text', { unique: true }),
      field('Tax_ID', 'text', { encrypted: true }),
      field('Email', 'email'),
      field('Owner', 'ownerlookup'),
      field('Account_Name', 'lookup'),
    ];
    assert.deepEqual(names(tellingFields('Contacts', own)), [
      ...['Account_Name', 'Email', 'Student_Number', 'Nickname', 'Owner', 'Created_Time'],
    ]);
  });

  it('are the usual ones if the module’s fields can’t be read, and never more than 50', () => {
    assert.ok(names(tellingFields('Contacts', undefined)).includes('Email'));
    const many = Array.from({ length: 200 }, (_, n) => field(`Field_${n}`, 'text'));
    assert.ok(tellingFields('Contacts', many).length <= 50);
  });

  it('are shown only where records differ, as text, and no more than asked for', () => {
    const rows = new Map([
      [
        '1',
        {
          Account_Name: { name: 'Acme', id: '9' },
          Email: 'same@acme.example',
          Amount: 7,
          Tags: [{ name: 'a' }],
          Owner: { name: 'Ann' },
        },
      ],
      ['2', { Account_Name: null, Email: 'same@acme.example', Amount: 8, Owner: { name: 'Ben' } }],
    ]);
    const fields = ['Account_Name', 'Email', 'Amount', 'Tags', 'Owner'].map((name) =>
      field(name, 'text'),
    );
    const told = [...tellApart(rows, fields, 2)].map(([id, all]) => [
      id,
      ...all.map(({ field: { apiName }, value }) => `${apiName}=${value}`),
    ]);
    assert.deepEqual(told, [
      ['1', 'Account_Name=Acme', 'Amount=7'],
      ['2', 'Amount=8', 'Owner=Ben'],
    ]);
  });
});
