import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readSelfClientFile } from '../../../src/auth/selfClientFile.ts';
import { howMany } from '../../long.ts';

const ID = '1000.GMB0YULZHJK411248S8I5GZ4CHUEX0';
const SECRET = '122c324d3496d5d777ceeebc129470715fbb856b7a';
const CODE = '1000.a4fbc5c22a1a08a1.b5c7';
const SCOPES = ['ZohoCRM.modules.ALL', 'ZohoCRM.org.READ'];
const TIME = 1_795_000_000_000;
const FIELDS = {
  client_id: ID,
  client_secret: SECRET,
  code: CODE,
  grant_type: 'authorization_code',
  scope: SCOPES,
  expiry_time: TIME,
};
const FILE = { client: { id: ID, secret: SECRET }, code: CODE, scopes: SCOPES, expiresAt: TIME };
const TEXT = JSON.stringify(FIELDS);

describe('self_client.json', () => {
  const texts: [string, string][] = [
    ['as it is', TEXT],
    ['with line breaks and a byte order mark', `\uFEFF${JSON.stringify(FIELDS, null, 2)}\r\n`],
    ['in quotes', `'${TEXT}'`],
    ['as a string of JSON', JSON.stringify(TEXT)],
    ['in a Markdown block', `\`\`\`json\n${TEXT}\n\`\`\``],
    ['with a word processor’s quotes', TEXT.replace(/"(\w|Z)/g, '“$1').replace(/"/g, '”')],
    ['with a comma too many', TEXT.replace(/}$/, ',}')],
    ['as Python prints it', TEXT.replaceAll('"', "'").replace(/}$/, ", 'id': None}")],
    ['in an array', `[${TEXT}]`],
    ['inside another object', `{"self_client": ${TEXT}}`],
    [
      'with the names that SDKs use',
      JSON.stringify({
        clientId: ID,
        clientSecret: SECRET,
        grantToken: CODE,
        scopes: SCOPES.join(','),
        expiresAt: TIME,
      }),
    ],
  ];
  for (const [how, text] of texts) {
    it(`is read ${how}`, () => {
      assert.deepEqual(readSelfClientFile(text), { kind: 'file', file: FILE });
    });
  }

  function fileWith(fields: object): unknown {
    const reading = readSelfClientFile(JSON.stringify({ ...FIELDS, ...fields }));
    return reading.kind === 'file' ? reading.file : reading;
  }

  for (const scope of [SCOPES.join(','), SCOPES.join(' '), `${SCOPES.join(', ')} `, SCOPES]) {
    it(`has the scopes ${JSON.stringify(scope)}`, () => {
      assert.deepEqual(fileWith({ scope }), FILE);
    });
  }

  for (const scope of [null, '', [], {}, 3, undefined]) {
    it(`says nothing about scopes with ${JSON.stringify(scope)}`, () => {
      assert.deepEqual(fileWith({ scope }), { ...FILE, scopes: undefined });
    });
  }

  for (const expiry_time of [
    TIME,
    TIME / 1000,
    TIME * 1000,
    String(TIME),
    new Date(TIME).toISOString(),
    new Date(TIME).toISOString().replace('.000Z', '+00:00'),
  ]) {
    it(`expires at ${expiry_time}`, () => {
      assert.deepEqual(fileWith({ expiry_time }), FILE);
    });
  }

  for (const expiry_time of [null, '', 3, 180_000, '10 minutes', '2026-11-29 10:41:00', {}, -1]) {
    it(`says nothing about its end with ${JSON.stringify(expiry_time)}`, () => {
      assert.deepEqual(fileWith({ expiry_time }), { ...FILE, expiresAt: undefined });
    });
  }

  for (const [field, missing] of [
    [{ client_id: null }, 'client_id'],
    [{ client_secret: ' ' }, 'client_secret'],
    [{ code: undefined }, 'code'],
    [{ code: 'with blanks' }, 'code'],
  ] as const) {
    it(`lacks the ${missing} with ${JSON.stringify(field)}`, () => {
      assert.deepEqual(fileWith(field), { kind: 'incomplete', missing });
    });
  }

  it('is unreadable if its end is missing', () => {
    assert.deepEqual(readSelfClientFile(TEXT.slice(0, 60)), { kind: 'unreadable' });
  });

  for (const text of ['', CODE, ID, '{}', '{"name": "photos"}', 'https://crm.zoho.com/crm/org1']) {
    it(`isn’t ${JSON.stringify(text)}`, () => {
      assert.deepEqual(readSelfClientFile(text), { kind: 'none' });
    });
  }

  it('is never taken for another, whatever is cut off or put in', () => {
    const cut = fc.nat({ max: TEXT.length });
    fc.assert(
      fc.property(cut, fc.nat({ max: 8 }), fc.string({ maxLength: 8 }), (at, length, more) => {
        const reading = readSelfClientFile(TEXT.slice(0, at) + more + TEXT.slice(at + length));
        if (reading.kind === 'file') {
          assert.match(reading.file.client.id, /^[\x21-\x7e]+$/);
          assert.match(reading.file.client.secret, /^[\x21-\x7e]+$/);
          assert.match(reading.file.code, /^[\x21-\x7e]+$/);
        }
      }),
      { numRuns: howMany(500, 50_000) },
    );
  });
});
