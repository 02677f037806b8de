import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { guessColumns } from '../../../../src/batch/match/guessColumns.ts';
import type { Mapping } from '../../../../src/batch/match/mapping.ts';
import type { Candidate } from '../../../../src/batch/match/match.ts';
import type { Matched, MatchOptions } from '../../../../src/batch/match/matchRecords.ts';
import { matchRecords } from '../../../../src/batch/match/matchRecords.ts';
import { withNearRecords } from '../../../../src/batch/match/nearRecords.ts';
import type { Table } from '../../../../src/batch/table/table.ts';
import type { Profile, Switches } from '../../../emulator/profile.ts';
import type { World } from '../../world.ts';
import { openWorld } from '../../world.ts';
import type { WayName } from './matchInTest.ts';
import {
  asksThat,
  byField,
  byName,
  byTable,
  crmBy,
  options,
  pictures,
  told,
} from './matchInTest.ts';
import { readTable } from '../table/readTable.ts';

const CODE = byField('Product_Code');
const CODE_ANY_CASE = byField('Product_Code', { ignoreCase: true });
const PREFIX = '4876876000000';

describe('matching pictures to records', () => {
  let world: World;

  before(async () => {
    world = await openWorld();
  });

  after(() => world.close());

  beforeEach(() => reset());

  function reset(switches: Partial<Switches> = {}, profile: Profile = 'seed'): Promise<void> {
    const open = { closesIdleConnections: false, searchLagMs: 0 };
    return world.control.reset({ profile, switches: { ...open, ...switches } });
  }

  async function match(
    way: WayName,
    mapping: Mapping,
    candidates: readonly Candidate[],
    more: { table?: Table; options?: Partial<MatchOptions> } = {},
  ): Promise<Matched> {
    const crm = await crmBy(world, way);
    const { table, options: changed } = more;
    const found = await matchRecords(crm, candidates, mapping, table, options(way, changed));
    assert.ok(found.ok, found.ok ? '' : JSON.stringify(found.failure));
    return found.value;
  }

  async function failure(
    way: WayName,
    mapping: Mapping,
    paths: string[],
    more = {},
  ): Promise<string> {
    const crm = await crmBy(world, way);
    const found = await matchRecords(
      crm,
      pictures(...paths),
      mapping,
      undefined,
      options(way, more),
    );
    assert.ok(!found.ok);
    const { failure } = found;
    return 'scope' in failure ? `${failure.kind} ${failure.scope}` : failure.kind;
  }

  async function asked(): Promise<number> {
    return (await world.control.requests()).filter(({ server }) => server === 'api').length;
  }

  const products = (codes: readonly string[]): Promise<string[]> =>
    world.control.addRecords(
      'Products',
      codes.map((Product_Code, n) => ({ Product_Name: `Product ${n}`, Product_Code })),
    );

  describe('by ID', () => {
    const mapping = byName('Products', { kind: 'id' });

    it('gets names and marks of records, a hundred in a request', async () => {
      const ids = await products(Array.from({ length: 250 }, (_, n) => `C-${n}`));
      const { matches, requests } = await match(
        'neither',
        mapping,
        pictures(...ids.map((id) => `${id}.jpg`)),
      );
      assert.deepEqual(
        matches.map(({ found }) => found.kind === 'record' && found.record.key.id),
        ids,
      );
      const [first] = matches;
      assert.ok(first?.found.kind === 'record');
      assert.deepEqual(first.found.record, {
        key: { module: 'Products', id: ids[0] },
        name: 'Product 0',
        photoMark: null,
      });
      assert.deepEqual([requests, await asked()], [3, 3]);
    });

    it('reads IDs as Zoho exports them, with more in the name', async () => {
      const [one = '', two = '', three = ''] = await products(['A', 'B', 'C']);
      const { matches, requests } = await match(
        'neither',
        {
          module: 'Products',
          rule: { kind: 'name', name: { pattern: '{key}_*', replace: [] }, by: { kind: 'id' } },
          several: { kind: 'none' },
        },
        pictures(
          `zcrm_${one}_front.jpg`,
          `ZCRM_${two}_1.jpg`,
          `${three}_back.jpg`,
          'zcrm_front.jpg',
        ),
      );
      assert.deepEqual(matches.map(told), [
        ...[one, two, three].map((id) => id.slice(-6)),
        'not-an-id',
      ]);
      assert.equal(requests, 1);
    });

    it('reads IDs in URLs of records', async () => {
      const [one = '', two = ''] = await products(['A', 'B']);
      const table: Table = {
        columns: ['File', 'Record'],
        rows: [
          ['a.jpg', `https://crm.zoho.com/crm/org1/tab/Products/${one}`],
          ['b.jpg', `one.zoho.com/zohoone/x/home/cxapp/crm/org1/tab/Products/${two}?a=b`],
          ['c.jpg', `https://crm.zoho.com.evil.example/crm/org1/tab/Products/${two}`],
          ['d.jpg', 'https://crm.zoho.com/crm/org1/tab/Products/list'],
        ],
      };
      const candidates = pictures('a.jpg', 'b.jpg', 'c.jpg', 'd.jpg');
      const { matches } = await match('neither', byTable('Products', { kind: 'id' }), candidates, {
        table,
      });
      assert.deepEqual(matches.map(told), [one.slice(-6), two.slice(-6), 'not-an-id', 'not-an-id']);
    });

    it('accepts IDs of every length that Zoho documents', async () => {
      const { matches } = await match(
        'neither',
        mapping,
        pictures('3000000038009.jpg', '34770617711001.jpg', '352403305495065.jpg'),
      );
      assert.deepEqual(matches.map(told), ['no-record', 'no-record', 'no-record']);
    });

    it('refuses what isn’t an ID, and rounded IDs', async () => {
      const { matches, requests } = await match(
        'neither',
        mapping,
        pictures(
          'LAMP-01.jpg',
          '123.jpg',
          '4,88E+18.jpg',
          '4876876000000620000.jpg',
          `${PREFIX}999999.jpg`,
        ),
      );
      assert.deepEqual(matches.map(told), [
        'not-an-id',
        'not-an-id',
        'rounded',
        'rounded',
        'no-record',
      ]);
      // One request for all, and one for whether the missing ones await approval.
      assert.equal(requests, 2);
    });

    it('finds the others if Zoho refuses one', async () => {
      const wrong = '9999999999999999999';
      const ids = [...(await products(Array.from({ length: 40 }, (_, n) => `C-${n}`)))];
      ids.splice(13, 0, wrong);
      const { matches, requests } = await match(
        'neither',
        mapping,
        pictures(...ids.map((id) => `${id}.jpg`)),
      );
      assert.deepEqual(
        matches.flatMap((one, n) => (one.found.kind === 'no-record' ? [n] : [])),
        [13],
      );
      assert.equal(matches.filter(({ found }) => found.kind === 'record').length, 40);
      assert.ok(requests < 16, String(requests));
    });
  });

  for (const way of ['coql', 'search'] as const) {
    describe(`by a field's value, by ${way}`, () => {
      for (const coqlBackslash of ['literal', 'escapes'] as const) {
        it(`matches exactly, with any characters (backslash ${coqlBackslash})`, async () => {
          await reset({ coqlBackslash });
          const codes = [
            'A-1',
            'A-10',
            "O'Neill ''x''",
            'C\\D',
            'E\\',
            'F\\(\\\\2\\)',
            '(1),(2)',
            '100%_',
            '佐藤 😀',
            "x') or id is not null",
            '"q"',
            ' a:b:c'.trim(),
          ];
          const ids = await products(codes);
          const table: Table = {
            columns: ['File', 'Record'],
            rows: codes.map((code, n) => [`${n}.jpg`, code]),
          };
          const { matches } = await match(
            way,
            byTable('Products', CODE),
            pictures(...codes.map((_, n) => `${n}.jpg`)),
            { table },
          );
          assert.deepEqual(
            matches.map(told),
            ids.map((id) => id.slice(-6)),
          );
          const [, ten] = matches;
          assert.ok(ten?.found.kind === 'record');
          assert.equal(ten.found.record.detail, 'A-10');
          assert.equal(ten.found.value, 'A-10');
        });
      }

      it('ignores values that only contain it', async () => {
        await products(['B-10', 'xB-1']);
        const { matches } = await match(
          way,
          byName('Products', CODE_ANY_CASE),
          pictures('B-1.jpg'),
        );
        assert.deepEqual(matches.map(told), ['no-record']);
      });

      it('replaces characters that names can’t have', async () => {
        const mapping: Mapping = {
          ...byName('Products', CODE),
          rule: {
            kind: 'name',
            name: { pattern: '{key} *', replace: [{ from: '_', to: '/' }] },
            by: CODE,
          },
        };
        const { matches } = await match(way, mapping, pictures('CUP_22-B front.jpg', 'cup.jpg'));
        assert.deepEqual(matches.map(told), ['627005', 'name']);
      });

      it('tells which records match if several do', async () => {
        const ids = await products(['D-1', 'D-1', 'd-1']);
        const { matches } = await match(
          way,
          byName('Products', CODE),
          pictures('D-1.jpg', 'd-1.jpg'),
        );
        const [found] = matches.map(({ found }) => found);
        assert.ok(found?.kind === 'several-records');
        assert.deepEqual(
          found.records.map(({ key }) => key.id),
          ids.slice(0, 2),
        );
        assert.deepEqual(matches.map(told), ['several-records 2', ids[2]?.slice(-6)]);
      });

      it('ignores leading zeros of numbers', async () => {
        const [first] = await world.control.addRecords('Contacts', [
          { Full_Name: 'Nora', Badge: 7 },
          { Full_Name: 'Ned', Badge: 70 },
        ]);
        const badge = byField('Badge', { type: 'number' });
        const { matches } = await match(
          way,
          byName('Contacts', badge, { kind: 'first' }),
          pictures('007.jpg', '7.jpg', '8.jpg', 'x.jpg'),
        );
        assert.deepEqual(matches.map(told), [
          first?.slice(-6),
          'another-picture',
          'no-record',
          'not-a-number',
        ]);
      });

      it('asks for each of thousands of values once', async () => {
        const codes = Array.from({ length: 300 }, (_, n) => `K-${n}-`);
        await products(codes);
        const paths = codes.flatMap((code) => [`a/${code}.jpg`, `b/${code}.jpg`]);
        const progress: [number, number][] = [];
        const { matches, requests } = await match(
          way,
          byName('Products', CODE, { kind: 'first' }),
          pictures(...paths),
          { options: { onProgress: (done, of) => progress.push([done, of]) } },
        );
        assert.equal(matches.filter(({ found }) => found.kind === 'record').length, 300);
        assert.equal(requests, way === 'coql' ? 6 : 30);
        assert.deepEqual(
          [progress[0], progress.at(-1)],
          [
            [0, 300],
            [300, 300],
          ],
        );
      });

      it('ends with the signal', async () => {
        await products(Array.from({ length: 500 }, (_, n) => `S-${n}`));
        const stop = new AbortController();
        const { persistence } = options(way);
        await assert.rejects(
          match(
            way,
            byName('Products', CODE),
            pictures(...Array.from({ length: 500 }, (_, n) => `S-${n}.jpg`)),
            {
              options: {
                persistence: { ...persistence, signal: stop.signal },
                onProgress: (done) => {
                  if (done > 0) {
                    stop.abort(new Error('enough'));
                  }
                },
              },
            },
          ),
          /enough/,
        );
      });

      it('survives temporary failures: 429, 500, a cut connection', async () => {
        const codes = Array.from({ length: 200 }, (_, n) => `F-${n}`);
        await products(codes);
        for (const status of [429, 500, 503]) {
          await world.control.fault({ server: 'api', answer: { status, body: {} }, times: 2 });
        }
        await world.control.fault({ server: 'api', cutBeforeAnswer: true });
        const { matches } = await match(
          way,
          byName('Products', CODE),
          pictures(...codes.map((code) => `${code}.jpg`)),
        );
        assert.equal(matches.filter(({ found }) => found.kind === 'record').length, 200);
      });
    });
  }

  for (const profile of ['seed', 'newest', 'worst'] as const) {
    it(`ignores case if asked to (${profile})`, async () => {
      for (const way of ['coql', 'search'] as const) {
        await reset({}, profile);
        const ids = await products(['UP-1', 'down-1', 'both', 'BOTH', 'Äö-1', 'twin', 'TWIN']);
        const { matches } = await match(
          way,
          byName('Products', CODE_ANY_CASE, { kind: 'first' }),
          pictures('up-1.jpg', 'DOWN-1.jpg', 'both.jpg', 'BOTH.jpg', 'ÄÖ-1.jpg', 'Twin.jpg'),
        );
        const last = (n: number): string | undefined => ids[n]?.slice(-6);
        const mixed = profile === 'worst' && way === 'coql' ? 'no-record' : last(4);
        assert.deepEqual(
          matches.map(told),
          [last(0), last(1), last(2), last(3), mixed, 'several-records 2'],
          `${profile} ${way}`,
        );
      }
    });

    it(`otherwise respects case (${profile})`, async () => {
      for (const way of ['coql', 'search'] as const) {
        await reset({}, profile);
        const { matches } = await match(way, byName('Products', CODE), pictures('lamp-01.jpg'));
        assert.deepEqual(matches.map(told), ['no-record']);
      }
    });
  }

  it('takes the record that was chosen before, and selects one of its pictures by the rule', async () => {
    const twins = await world.control.addRecords('Products', [
      { Product_Name: 'One', Product_Code: 'TWIN' },
      { Product_Name: 'Two', Product_Code: 'TWIN' },
    ]);
    const pattern = { pattern: '{key}_*', replace: [] };
    const mapping: Mapping = {
      module: 'Products',
      rule: { kind: 'name', name: pattern, by: CODE },
      several: { kind: 'first' },
    };
    const { matches } = await match('coql', mapping, pictures('TWIN_b.jpg', 'TWIN_a.jpg'), {
      options: { chosenBefore: (records) => records.find(({ key }) => key.id === twins[1]) },
    });
    assert.deepEqual(
      matches.map(({ found }) => [found.kind, 'record' in found ? found.record.key.id : '']),
      [
        ['not-selected', twins[1]],
        ['record', twins[1]],
      ],
    );
    const [, chosen] = matches;
    assert.ok(chosen?.found.kind === 'record');
    assert.equal(chosen.found.record.among?.length, 2);
  });

  it('matches any Unicode form in the CRM', async () => {
    const nfd = 'Chloé-1'.normalize('NFD');
    const [id] = await products([nfd]);
    const { matches } = await match('coql', byName('Products', CODE), pictures('Chloé-1.jpg'));
    assert.deepEqual(matches.map(told), [id?.slice(-6)]);
  });

  it('finds records with COQL that the search doesn’t know yet', async () => {
    await reset({ searchLagMs: 60_000 });
    const [id] = await products(['NEW-1']);
    for (const [way, expected] of [
      ['coql', id?.slice(-6)],
      ['search', 'no-record'],
    ] as const) {
      const { matches } = await match(way, byName('Products', CODE), pictures('NEW-1.jpg'));
      assert.deepEqual(matches.map(told), [expected]);
    }
  });

  it('reads pages for a value that many records have', async () => {
    await world.control.addRecords(
      'Accounts',
      Array.from({ length: 2500 }, (_, n) => ({
        Account_Name: n === 2400 ? 'Acme' : `Acme ${n}`,
        Industry: n % 2 === 0 ? 'Retail' : 'Toys',
      })),
    );
    const industry = byName('Accounts', byField('Industry'));
    const { matches } = await match('coql', industry, pictures('Retail.jpg', 'Catering.jpg'));
    // Only the first page, since further ones tell nothing new.
    const [retail] = matches;
    assert.ok(retail?.found.kind === 'several-records');
    assert.ok(retail.found.records.length > 1 && retail.found.records.length <= 200);
    assert.equal(matches.map(told)[1], '626002');
    const names = byName('Accounts', byField('Account_Name'));
    const searched = await match('search', names, pictures('Acme.jpg', 'Kite & Sons.jpg'));
    // Zoho returns 2,000 records that contain it, and none that matches.
    assert.deepEqual(searched.matches.map(told), ['too-many-alike', '626003']);
    const queried = await match('coql', names, pictures('Acme.jpg'));
    assert.equal(queried.matches[0]?.found.kind, 'record');
  });

  it('spends few requests on values that thousands of others contain', async () => {
    await world.control.addRecords(
      'Products',
      Array.from({ length: 3000 }, (_, n) => ({ Product_Name: 'x', Product_Code: `1-${n}-2` })),
    );
    const values = ['1', '2', '1-', '-2', '1-7-2', '1-8-2', 'none'];
    const { matches, requests } = await match(
      'search',
      byName('Products', CODE),
      pictures(...values.map((value) => `${value}.jpg`)),
    );
    assert.deepEqual(
      matches.map(({ found }) => found.kind),
      [...Array<string>(4).fill('too-many-alike'), 'record', 'record', 'no-record'],
    );
    assert.ok(requests < 70, String(requests));
  });

  it('tells which scope is missing, and asks for it once', async () => {
    const many = Array.from({ length: 300 }, (_, n) => `X-${n}.jpg`);
    let questions = 0;
    const { persistence } = options('neither');
    const prompts = asksThat(false, () => (questions += 1));
    const more = { persistence: { ...persistence, prompts } };
    assert.equal(
      await failure('neither', byName('Products', CODE), many, more),
      'scope-missing ZohoSearch.securesearch.READ',
    );
    assert.equal(questions, 1);
    assert.equal(await asked(), 0);
  });

  it('uses the search for a field that COQL refuses', async () => {
    await world.control.addRecord('Contacts', { Full_Name: 'Nora', Tax_ID: 'AT-7' });
    const { matches } = await match(
      'coql',
      byName('Contacts', byField('Tax_ID')),
      pictures('AT-7.jpg'),
    );
    assert.equal(matches[0]?.found.kind, 'record');
    await reset();
    assert.equal(
      await failure('coql', byName('Contacts', byField('Biography2')), ['a.jpg']),
      'query-refused',
    );
  });

  it('fails if all requests would fail', async () => {
    assert.equal(
      await failure('coql', byName('Nothing', byField('Name')), ['a.jpg']),
      'scope-missing ZohoCRM.coql.READ',
    );
    const body = { code: 'NO_PERMISSION', details: { permissions: ['Crm_Implied_Api_Access'] } };
    await world.control.fault({ server: 'api', answer: { status: 403, body } });
    assert.equal(await failure('coql', byName('Products', CODE), ['a.jpg']), 'api-access-off');
  });

  for (const [by, way] of [
    [CODE, 'coql'],
    [CODE, 'search'],
    [{ kind: 'id' }, 'neither'],
  ] as const) {
    it(`stops once the credits are used up (${by.kind}, ${way})`, async () => {
      await world.control.reset({ switches: { creditsPerDay: 2 } });
      const paths = Array.from(
        { length: 900 },
        (_, n) => `${4876876000000700000n + BigInt(n)}.jpg`,
      );
      const kind = await failure(way, byName('Products', by), paths);
      assert.equal(kind, 'credits-used-up');
      // The concurrent requests.
      assert.ok((await world.control.requests()).length <= 7);
    });
  }

  for (const [what, fault, kind] of [
    ['is refused', { status: 400, body: { code: 'INVALID_QUERY', details: {} } }, 'query-refused'],
    ['fails for good', { status: 500, body: {} }, 'internal-error'],
  ] as const) {
    it(`tells which values weren’t looked up if one of many requests ${what}`, async () => {
      const codes = Array.from({ length: 100 }, (_, n) => `G-${n}-`);
      await products(codes);
      await world.control.fault({ path: 'G-55-', answer: fault, times: 0 });
      const { matches } = await match(
        'search',
        byName('Products', CODE),
        pictures(...codes.map((code) => `${code}.jpg`)),
        { options: { atOnce: 1 } },
      );
      const unknown = matches.filter((one) => told(one) === `not-looked-up ${kind}`);
      assert.deepEqual(
        unknown.map(({ candidate }) => candidate.path),
        codes.slice(50, 60).map((code) => `${code}.jpg`),
      );
      assert.equal(matches.filter(({ found }) => found.kind === 'record').length, 90);
    });
  }

  it('fails without a connection', async () => {
    const paths = Array.from({ length: 300 }, (_, n) => `${n}.jpg`);
    await world.control.fault({ path: 'coql', answer: { status: 503, body: {} }, times: 0 });
    assert.equal(await failure('coql', byName('Products', CODE), paths), 'unavailable');
  });

  it('sends fewer requests at once if Zoho accepts fewer', async () => {
    await reset({ concurrency: 1 });
    const codes = Array.from({ length: 400 }, (_, n) => `H-${n}`);
    await products(codes);
    const { matches } = await match(
      'coql',
      byName('Products', CODE),
      pictures(...codes.map((code) => `${code}.jpg`)),
    );
    assert.equal(matches.filter(({ found }) => found.kind === 'record').length, 400);
  });

  it('is quick with 20,000 pictures in all scripts', async () => {
    const scripts = ['Lampe', 'Ярлык', 'κούπα', 'كوب', '佐藤', 'ถ้วย', 'कप', '컵', 'Çay', '☕️'];
    const codes = Array.from({ length: 2000 }, (_, n) => `${scripts[n % 10] ?? ''} ${n}`);
    await products(codes);
    const paths = codes.flatMap((code) =>
      Array.from({ length: 10 }, (_, n) =>
        `${code}/${code}_${n}.jpg`.normalize(n % 2 ? 'NFC' : 'NFD'),
      ),
    );
    const mapping: Mapping = {
      ...byName('Products', CODE, { kind: 'ends-in', ending: '_7' }),
      rule: { kind: 'name', name: { pattern: '{key}_*', replace: [] }, by: CODE },
    };
    const started = performance.now();
    const { matches, requests } = await match('coql', mapping, pictures(...paths));
    const took = performance.now() - started;
    assert.equal(matches.filter(({ found }) => found.kind === 'record').length, 2000);
    assert.deepEqual(
      matches.slice(0, 10).map(told).toSpliced(7, 1),
      Array(9).fill('another-picture'),
    );
    assert.equal(requests, 40);
    assert.ok(took < 20_000, String(took));
  });

  it('is quick with 20,000 values', async () => {
    await world.control.fault({ path: 'coql', answer: { status: 204 }, times: 0 });
    const paths = Array.from({ length: 20_000 }, (_, n) => `${n}-é.jpg`);
    const started = performance.now();
    const { matches, requests } = await match('coql', byName('Products', CODE), pictures(...paths));
    assert.ok(performance.now() - started < 30_000);
    assert.deepEqual([...new Set(matches.map(told))], ['no-record']);
    // Each as it is and as macOS writes it; similar records for the first hundred.
    const near = requests - (400 + 400);
    assert.ok(near > 0 && near <= 20, String(near));
  });

  describe('suggests similar records', () => {
    const NAME = byField('Product_Name', { ignoreCase: true });
    const names = ['Müller, Anna', 'O’Neil', 'Anna Klein', 'Lamp 01', 'Lampe', 'Peña', 'Chair'];
    const near = ({ matches }: Matched): (readonly string[] | string)[] =>
      matches.map(({ found }) =>
        found.kind === 'no-record'
          ? (found.near ?? []).map(({ detail }) => detail ?? '')
          : found.kind,
      );

    for (const way of ['coql', 'search'] as const) {
      it(`with the ${way}`, async () => {
        await world.control.addRecords(
          'Products',
          names.map((Product_Name) => ({ Product_Name })),
        );
        const wanted = [
          'Pena.jpg',
          'Klein  Anna (1).jpg',
          "O'Neil-copy.jpg",
          'Chair.jpg',
          'Sofa.jpg',
        ];
        const found = await match(way, byName('Products', NAME), pictures(...wanted));
        assert.deepEqual(near(found), [['Peña'], ['Anna Klein'], ['O’Neil'], 'record', []]);
        assert.ok(found.requests <= 30, String(found.requests));
        assert.equal(found.requests, await asked());
        const some = await match(way, byName('Products', NAME), pictures('Anna Mueller.jpg'));
        assert.deepEqual(near(some), [['Müller, Anna']]);
      });
    }

    it('at most three, and none with another value', async () => {
      await world.control.addRecords(
        'Products',
        ['Lamp 1', 'LAMP-01', 'lamp_001', 'Lamp  1', 'Lamp 11', 'Lamp 12'].map((Product_Name) => ({
          Product_Name,
        })),
      );
      const found = await match('coql', byName('Products', NAME), pictures('lamp-1.jpg'));
      assert.equal(near(found)[0]?.length, 3);
      assert.ok(found.matches[0]?.found.kind === 'no-record');
    });

    it('or none, without a message, if Zoho refuses', async () => {
      const key = { module: 'Products', field: 'Product_Name', type: 'text' } as const;
      const looked = {
        answers: new Map([['Lamp 1', { kind: 'no-record' } as const]]),
        requests: 1,
      };
      for (const body of [
        { code: 'INVALID_QUERY', details: {}, message: '', status: 'error' },
        { code: 'OAUTH_SCOPE_MISMATCH', details: {}, message: '', status: 'error' },
        {},
      ]) {
        await world.control.fault({ path: 'coql', answer: { status: 400, body }, times: 0 });
        const found = await withNearRecords(
          await crmBy(world, 'coql'),
          key,
          looked,
          options('coql'),
        );
        assert.deepEqual(found, { answers: looked.answers, requests: 2 });
        await reset();
      }
    });
  });

  for (const [what, answer] of [
    ['a Zoho that is busy for long', { status: 429, headers: { 'Retry-After': '25' } }],
    ['a Zoho that has trouble', { status: 503 }],
  ] as const) {
    for (const name of ['Lamp 1', 'ae']) {
      it(`waiting only briefly for ${name}, with ${what}`, async () => {
        const key = { module: 'Products', field: 'Product_Name', type: 'text' } as const;
        const looked = { answers: new Map([[name, { kind: 'no-record' } as const]]), requests: 1 };
        let waited = 0;
        const clock = {
          sleep: (ms: number): Promise<void> => {
            waited += ms;
            return Promise.resolve();
          },
          random: () => 0.5,
        };
        const { persistence, ...others } = options('coql');
        await world.control.fault({ path: 'coql', answer, times: 0 });
        const found = await withNearRecords(await crmBy(world, 'coql'), key, looked, {
          ...others,
          persistence: { ...persistence, clock, prompts: asksThat(true) },
        });
        assert.deepEqual(found.answers, looked.answers);
        assert.ok(waited <= 5_000, String(waited));
      });
    }
  }

  it('sends no request if no picture names a record', async () => {
    const { matches, requests } = await match('coql', byTable('Products', CODE), pictures('a.jpg'));
    assert.deepEqual([matches.map(told), requests, await asked()], [['not-in-table'], 0, 0]);
  });

  it('by table, with everything that can be wrong with one', async () => {
    const table: Table = {
      columns: ['File', 'Record', 'More'],
      rows: [
        ['photos\\LAMP.JPG', `${PREFIX}627001`, ''],
        ['boot', `${PREFIX}627002`, ''],
        ['kite.jpg', '4.876876E+18', ''],
        ['mug.jpg', '', ''],
        ['cup.jpg', `${PREFIX}627005`, ''],
        ['cup.jpg', `${PREFIX}627004`, ''],
        ['gone.jpg', `${PREFIX}627003`, ''],
      ],
    };
    const { matches, withoutFile } = await match(
      'neither',
      byTable('Products', { kind: 'id' }),
      pictures('lamp.jpg', 'boot.png', 'kite.jpg', 'mug.jpg', 'cup.jpg', 'other.jpg'),
      { table },
    );
    assert.deepEqual(matches.map(told), [
      '627001',
      '627002',
      'rounded',
      'empty-in-table',
      '627005',
      '627004',
      'not-in-table',
    ]);
    assert.deepEqual(withoutFile, [{ row: 7, file: 'gone.jpg', value: `${PREFIX}627003` }]);
  });

  it('with one picture for several records has one match for each, in any notation', async () => {
    const table: Table = {
      columns: ['File', 'Record'],
      rows: [
        ['lamp.jpg', `${PREFIX}627001`],
        ['lamp.jpg', `${PREFIX}627002`],
        ['LAMP.JPG', `zcrm_${PREFIX}627001`],
        ['lamp', `${PREFIX}627003`],
        ['lamp.jpg', ''],
        ['boot.jpg', `${PREFIX}627003`],
      ],
    };
    const { matches } = await match(
      'neither',
      byTable('Products', { kind: 'id' }, { kind: 'first' }),
      pictures('lamp.jpg', 'boot.jpg'),
      { table },
    );
    // Each record still gets one picture.
    assert.deepEqual(
      matches.map((one) => [one.candidate.path, told(one)]),
      [
        ['lamp.jpg', '627001'],
        ['lamp.jpg', '627002'],
        ['lamp.jpg', 'another-picture'],
        ['boot.jpg', '627003'],
      ],
    );
  });

  it('matches a picture and a record once, even if values in different case find it', async () => {
    const table: Table = {
      columns: ['File', 'Record'],
      rows: ['lamp-77', 'LAMP-77', 'BOOT-77'].map((code) => ['lamp.jpg', code]),
    };
    const [lamp, boot] = await products(['LAMP-77', 'BOOT-77']);
    const mapping = byTable('Products', CODE_ANY_CASE);
    const { matches } = await match('coql', mapping, pictures('lamp.jpg'), { table });
    assert.deepEqual(
      matches.map(({ found }) => found.kind === 'record' && found.record.key.id),
      [lamp, boot],
    );
  });

  it('with several files in a cell selects the first one, or by the rule', async () => {
    const table: Table = {
      columns: ['File', 'Record'],
      rows: [
        ['b.jpg;a.jpg', `${PREFIX}627001`],
        ['d.jpg\nc.jpg', `${PREFIX}627002`],
      ],
    };
    const files = pictures('a.jpg', 'b.jpg', 'c.jpg', 'd.jpg');
    for (const [kind, taken] of [
      ['first-in-table', ['b.jpg', 'd.jpg']],
      ['first', ['a.jpg', 'c.jpg']],
    ] as const) {
      const mapping = byTable('Products', { kind: 'id' }, { kind });
      const { matches } = await match('neither', mapping, files, { table });
      const found = matches.filter((one) => one.found.kind === 'record');
      assert.deepEqual(
        found.map(({ candidate }) => candidate.path),
        taken,
      );
    }
  });

  it('with several files of the same name doesn’t tell which record each is for', async () => {
    const table: Table = {
      columns: ['File', 'Record'],
      rows: [
        ['front.jpg', `${PREFIX}627001`],
        ['front.jpg', `${PREFIX}627002`],
      ],
    };
    const { matches } = await match(
      'neither',
      byTable('Products', { kind: 'id' }, { kind: 'first' }),
      pictures('A/front.jpg', 'B/front.jpg'),
      { table },
    );
    const unclear = `twice-in-table ${PREFIX}627001 ${PREFIX}627002`;
    assert.deepEqual(matches.map(told), [unclear, unclear]);
  });

  it('reads Zoho’s exports, and treats a record named in two ways as one', async () => {
    const exported = Buffer.from(
      [
        'Record Id,Contact Owner.id,Contact Owner,Photo',
        `zcrm_${PREFIX}627001,zcrm_5540000000055001,Ada Admin,lamp.jpg`,
        `${PREFIX}627001,zcrm_5540000000055001,Ada Admin,lamp.jpg`,
        `ZCRM_${PREFIX}627002,zcrm_5540000000055001,Ada Admin,boot.jpg`,
        'zcrm_5.54E+18,zcrm_5540000000055001,Ada Admin,kite.jpg',
      ].join('\r\n'),
    );
    const table = readTable(exported);
    assert.ok(!('kind' in table));
    const candidates = pictures('lamp.jpg', 'boot.jpg', 'kite.jpg');
    const { fileColumn, recordColumn, byId } = guessColumns(table, candidates);
    assert.equal(byId, true);
    const rule = { kind: 'table', fileColumn, recordColumn, by: { kind: 'id' } } as const;
    const mapping = { module: 'Products', rule, several: { kind: 'none' } } as const;
    const { matches } = await match('neither', mapping, candidates, { table });
    assert.deepEqual(matches.map(told), ['627001', '627002', 'rounded']);
  });
});
