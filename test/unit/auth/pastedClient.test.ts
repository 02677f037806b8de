import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clientIn } from '../../../src/auth/pastedClient.ts';

const id = '1000.GMB0YULZHJK411248S8I5GZ4CHUEX0';
const secret = '122c324d3496d5d777ceeebc129470715fbb856b7a';

describe('a pasted client', () => {
  for (const text of [
    `${id} ${secret}`,
    `${secret}\n${id}`,
    `Client ID ${id} Client Secret ${secret}`,
    `Client Secret\t${secret}\r\nClient ID\t${id}`,
    // An input box drops the line breaks.
    `Client ID${id}Client Secret${secret}`,
    `${id}${secret}`,
    `${secret}${id}`,
    `"${id}","${secret}"`,
    `client_id=${id}&client_secret=${secret}`,
    `CLIENT_ID: '${id}'; CLIENT_SECRET: '${secret}'`,
    JSON.stringify({ client_id: id, client_secret: secret }),
    JSON.stringify({ clientSecret: secret, clientId: id, code: null }),
    `\u200B${id},\u00A0${secret}.`,
  ]) {
    it(`is taken apart: ${JSON.stringify(text)}`, () => {
      assert.deepEqual(clientIn(text), { id, secret });
    });
  }

  for (const [text, client] of [
    [id, { id }],
    [`Client ID: ${id}`, { id }],
    [`client_secret="${secret}"`, { secret }],
    ['', {}],
    ['1000.a4fbc5c22a1a08a1.b5c7', {}],
    ['https://crm.zoho.com/crm/org808232144/tab/Home', {}],
    ['4876876000000624001', {}],
    [`${id}.${secret}`, {}],
  ] as const) {
    it(`has what is in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(clientIn(text), client);
    });
  }
});
