import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { containing, queryRecords } from '../../../src/zoho/coql.ts';
import { Crm } from '../../../src/zoho/crm.ts';
import type { Exchange } from '../../../src/zoho/exchange.ts';
import type { Result } from '../../../src/zoho/failure.ts';
import { success } from '../../../src/zoho/failure.ts';
import { Network } from '../../../src/zoho/network.ts';
import { likePattern, parseCoql } from '../../emulator/coql.ts';
import { PROFILES } from '../../emulator/profile.ts';
import type { World } from '../world.ts';
import { openWorld } from '../world.ts';

/** Both possible meanings of a backslash there. */
const READINGS = ['literal', 'escapes'] as const;
const HOSTILE = [
  "O'Malley",
  "''",
  'back\\slash',
  "\\'",
  "x' or id is not null or Full_Name = 'x",
  "x\\' or id is not null --",
  '100%',
  'under_score',
  '(a)',
  'x,y',
  '"quoted"',
  '佐藤 😀',
  'two\nlines',
  '%00',
];

describe('a COQL literal', () => {
  const texts = fc.oneof(
    fc.string(),
    fc.string({ unit: fc.constantFrom("'", '"', '\\', '%', '_', '(', ')', ',', ' ', 'a', '\n') }),
    fc.string({ unit: 'grapheme' }),
  );

  for (const coqlBackslash of READINGS) {
    it(`stays one literal, and matches what contains the text (backslash ${coqlBackslash})`, () => {
      const switches = { ...PROFILES.seed, coqlBackslash };
      fc.assert(
        fc.property(texts, texts, texts, (text, before, behind) => {
          const query = `select id from Contacts where Full_Name like ${containing(text)} limit 1`;
          const { where, limit } = parseCoql(query, switches);
          assert.equal(limit, 1);
          assert.ok(where.kind === 'compared' && typeof where.value === 'string');
          assert.equal(where.field, 'Full_Name');
          assert.ok(likePattern(where.value).test(before + text + behind));
        }),
      );
    });
  }
});

describe('a COQL query', () => {
  let world: World;

  before(async () => {
    world = await openWorld();
  });

  after(() => world.close());

  async function start(
    coqlBackslash: (typeof READINGS)[number],
    network = world.network,
  ): Promise<Crm> {
    await world.control.reset({ switches: { coqlBackslash } });
    const accessToken = await world.control.issueAccessToken();
    const token = (): Promise<Result<string>> => Promise.resolve(success(accessToken));
    return new Crm(network, world.emulator.servers, { token, renew: token });
  }

  for (const reading of READINGS) {
    it(`finds any record by its name, and nothing else (backslash ${reading})`, async () => {
      const crm = await start(reading);
      for (const text of HOSTILE) {
        const id = await world.control.addRecord('Contacts', { Full_Name: `A ${text} B` });
        const found = await queryRecords(crm, 'Contacts', 'word', text, AbortSignal.timeout(9000));
        assert.ok(found.ok, text);
        assert.deepEqual(
          found.value.map(({ key }) => key.id),
          [id],
          text,
        );
        await world.control.deleteRecord('Contacts', id);
      }
    });
  }

  it('queries each module by the fields that identify its records', async () => {
    const crm = await start('literal');
    const names = async (
      ...given: ['email' | 'phone' | 'word', string, string]
    ): Promise<unknown> => {
      const [by, module, text] = given;
      const found = await queryRecords(crm, module, by, text, AbortSignal.timeout(9000));
      return found.ok ? found.value.map(({ name, detail }) => [name, detail]) : found.failure.kind;
    };
    assert.deepEqual(await names('word', 'Products', 'kite-0'), [['Paper kite', 'KITE-07']]);
    assert.deepEqual(await names('phone', 'Products', '14-07'), []);
    assert.deepEqual(await names('word', 'Deals', 'lamps'), [['Bookshop lamps', 'Proposal']]);
    assert.deepEqual(await names('word', 'Vehicles', 'fork'), [['Forklift', undefined]]);
    assert.deepEqual(await names('email', 'Vendors', 'hello@washimill.example'), [
      ['Washi Mill', 'hello@washimill.example'],
    ]);
    assert.deepEqual(await names('word', 'constructor', 'aa'), 'module-invalid');
  });

  it('logs none of its words, not even from an error that repeats them', async () => {
    const exchanges: Exchange[] = [];
    const network = new Network({
      userAgent: 'test',
      timeLimit: () => 60,
      systemCertificates: () => false,
      onExchange: (exchange) => exchanges.push(exchange),
    });
    const crm = await start('literal', network);
    const details = { column_name: 'Full_Name', value: '%fischer%', operator: 'like' };
    const body = { code: 'INVALID_QUERY', details, message: 'invalid: fischer', status: 'error' };
    await world.control.fault({ answer: { status: 400, body } });
    await queryRecords(crm, 'Contacts', 'word', 'fischer', AbortSignal.timeout(9000));
    await queryRecords(crm, 'Contacts', 'word', 'fischer', AbortSignal.timeout(9000));
    await network.close();
    assert.deepEqual(
      exchanges.map(({ status, code }) => [status, code]),
      [
        [400, 'INVALID_QUERY'],
        [200, undefined],
      ],
    );
    assert.doesNotMatch(JSON.stringify(exchanges), /fischer/i);
  });
});
