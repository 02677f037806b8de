import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readUploadLink } from '../../../src/upload/uploadLink.ts';
import { howMany } from '../../long.ts';

const ID = '4876876000000624001';

function read(query: string, path = '/upload', custom?: string): ReturnType<typeof readUploadLink> {
  return readUploadLink({ path, query }, custom);
}

function record(tab: string, organization?: string, host = ''): object {
  return { kind: 'record', link: { tab, id: ID, organization, host } };
}

describe('a link to upload a photo', () => {
  it('names a record by its module and ID, with or without an organization', () => {
    assert.deepEqual(read(`module=Contacts&id=${ID}`), record('Contacts'));
    assert.deepEqual(read(`id=zcrm_${ID}&module=Vehicles`), record('Vehicles'));
    for (const org of ['808232144', 'org808232144']) {
      const expected = record('Contacts', 'org808232144');
      assert.deepEqual(read(`module=Contacts&id=${ID}&org=${org}`), expected);
    }
  });

  it('names a record by its URL, which may have parameters of its own', () => {
    const crm = 'https://crm.zoho.eu/crm';
    assert.deepEqual(
      read(`url=${crm}/org808232144/tab/Contacts/${ID}?sub=1&x=2`),
      record('Contacts', 'org808232144', 'crm.zoho.eu'),
    );
    assert.deepEqual(
      read(`url=${crm}/EntityInfo.do?module=Leads&id=${ID}`),
      record('Leads', undefined, 'crm.zoho.eu'),
    );
    const local = 'http://127.0.0.1:8090';
    assert.deepEqual(
      read(`url=${local}/crm/org1/tab/Contacts/${ID}`, '/upload', local),
      record('Contacts', 'org1', '127.0.0.1:8090'),
    );
  });

  it('says so if its URL leads elsewhere', () => {
    const list = read('url=https://crm.zoho.eu/crm/org1/tab/Contacts/list');
    assert.equal(list.kind === 'no-record' && list.address.kind, 'no-record');
    for (const host of ['crm.zoho.eu.evil.example', 'evil.example', '127.0.0.1:8090']) {
      const other = read(`url=https://${host}/crm/org1/tab/Contacts/${ID}`);
      assert.equal(other.kind === 'no-record' && other.address.kind, 'other-host', host);
    }
    assert.deepEqual(read('url=Contacts'), { kind: 'unreadable', part: 'url' });
  });

  it('has no effect but its record', () => {
    const more = 'file=/etc/passwd&account=2&confirm=never&host=evil.example&restrict=workflow';
    assert.deepEqual(read(`${more}&module=Contacts&id=${ID}`), record('Contacts'));
  });

  const wrong: readonly [query: string, part: string, path?: string][] = [
    ['', 'module'],
    [`module=Contacts&id=${ID}`, 'path', '/'],
    [`module=Contacts&id=${ID}`, 'path', '/upload/'],
    [`module=Contacts&id=${ID}`, 'path', '/Upload'],
    [`module=Contacts&id=${ID}`, 'path', '/../upload'],
    [`id=${ID}`, 'module'],
    [`module=&id=${ID}`, 'module'],
    [`module=Contacts&module=Leads&id=${ID}`, 'module'],
    [`module=Contacts/../org&id=${ID}`, 'module'],
    [`module=Contacts%20&id=${ID}`, 'module'],
    [`module=Contacts\n&id=${ID}`, 'module'],
    [`module=Контакты&id=${ID}`, 'module'],
    [`module=${'a'.repeat(101)}&id=${ID}`, 'module'],
    ['module=Contacts', 'id'],
    ['module=Contacts&id=', 'id'],
    ['module=Contacts&id=123', 'id'],
    [`module=Contacts&id=${ID}0`, 'id'],
    [`module=Contacts&id=${ID}&id=${ID}`, 'id'],
    [`module=Contacts&id= ${ID}`, 'id'],
    [`module=Contacts&id=${ID}\u0000`, 'id'],
    ['module=Contacts&id=${Contacts.Contact Id}', 'id'],
    [`module=Contacts&id=${ID}&org=`, 'org'],
    [`module=Contacts&id=${ID}&org=1`, 'org'],
    [`module=Contacts&id=${ID}&org=12345&org=12345`, 'org'],
    [`module=Contacts&id=${ID}&org=northwind`, 'org'],
    [`module=Contacts&id=${ID}&x=${'y'.repeat(2000)}`, 'query'],
    [`url=https://crm.zoho.eu/${'y'.repeat(2000)}`, 'query'],
  ];
  for (const [query, part, path] of wrong) {
    it(`isn’t followed: ${JSON.stringify(query.slice(0, 60))} at ${path ?? '/upload'}`, () => {
      assert.deepEqual(read(query, path), { kind: 'unreadable', part });
    });
  }

  it('never names anything but a module and an ID', () => {
    const pieces = [
      'module=',
      'id=',
      'org=',
      'url=',
      '&',
      ID,
      'Contacts',
      'https://crm.zoho.eu/crm',
    ];
    const text = fc.oneof(fc.constantFrom(...pieces), fc.string(), fc.string({ unit: 'binary' }));
    const query = fc.array(text, { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(query, (given) => {
        const result = read(given);
        if (result.kind === 'record') {
          assert.match(result.link.id, /^\d{10,19}$/);
          assert.match(result.link.host, /^$|^(?:crm|crmsandbox|one|crmplus)\.zoho/);
          if (result.link.host === '') {
            assert.match(result.link.tab, /^[A-Za-z]\w*$/);
          }
        }
      }),
      { numRuns: howMany(2000, 100_000) },
    );
  });
});
