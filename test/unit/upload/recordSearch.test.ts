import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import type { SearchState } from '../../../src/upload/recordSearch.ts';
import { findRecords } from '../../../src/upload/findRecords.ts';
import { RecordSearch } from '../../../src/upload/recordSearch.ts';
import { Crm } from '../../../src/zoho/crm.ts';
import type { Result } from '../../../src/zoho/failure.ts';
import { success } from '../../../src/zoho/failure.ts';
import { COQL_SCOPE, SCOPES, SEARCH_SCOPE } from '../../../src/zoho/scopes.ts';
import { searchTextOf } from '../../../src/zoho/searchText.ts';
import type { ResetOptions } from '../../emulator/state.ts';
import type { World } from '../world.ts';
import { openWorld } from '../world.ts';

describe('searching while somebody types', () => {
  let world: World;
  let crm: Crm;
  let shown: SearchState[];
  /** Ends the pause of each search, in the order in which they began. */
  let pauses: (() => void)[];

  before(async () => {
    world = await openWorld();
  });

  after(() => world.close());

  beforeEach(() => start({}));

  async function start(options: ResetOptions, scopes?: readonly string[]): Promise<void> {
    await world.control.reset(options);
    const accessToken = await world.control.issueAccessToken(
      scopes === undefined ? {} : { scopes: [...scopes] },
    );
    const token = (): Promise<Result<string>> => Promise.resolve(success(accessToken));
    crm = new Crm(world.network, world.emulator.servers, { token, renew: token });
    shown = [];
    pauses = [];
  }

  function search(scopes = SCOPES): RecordSearch {
    const clock = {
      sleep: (_: number, signal: AbortSignal) =>
        new Promise<void>((resolve, reject) => {
          pauses.push(resolve);
          signal.addEventListener('abort', () => {
            reject(signal.reason as Error);
          });
        }),
      random: () => 0.5,
    };
    return new RecordSearch({ crm, module: 'Contacts', scopes }, clock, (state) =>
      shown.push(state),
    );
  }

  function names(): string[] {
    const last = shown.at(-1);
    return last?.kind === 'found' ? last.records.map(({ name }) => name ?? '') : [];
  }

  async function requests(): Promise<number> {
    return (await world.control.requests()).length;
  }

  it('finds by a word, with distinguishing fields, and sends one request after the pause', async () => {
    const searching = search();
    const given = Array.from('fischer', (_, index) =>
      searching.typed('fischer'.slice(0, index + 1)),
    );
    pauses.at(-1)?.();
    await Promise.all(given);
    assert.deepEqual(shown.at(-1), {
      kind: 'found',
      records: [
        {
          key: { module: 'Contacts', id: '4876876000000624001' },
          name: 'Amelia Fischer',
          detail: 'amelia.fischer@customers.example',
          hasPhoto: false,
        },
      ],
    });
    assert.equal(await requests(), 1);
  });

  it('shows no late answer to an outdated search', async () => {
    await world.control.fault({ path: 'word=mateo', delayMs: 100 });
    const searching = search();
    const late = searching.typed('mateo');
    pauses.at(-1)?.();
    while ((await requests()) === 0) {
      // The first request is pending.
    }
    const newer = searching.typed('yuki');
    pauses.at(-1)?.();
    await Promise.all([late, newer]);
    assert.deepEqual(names(), ['Yuki 佐藤']);
    assert.equal(shown.filter(({ kind }) => kind === 'found').length, 1);
  });

  async function found(text: string, scopes?: readonly string[]): Promise<SearchState | undefined> {
    const typed = search(scopes).typed(text);
    pauses.at(-1)?.();
    await typed;
    return shown.at(-1);
  }

  const withCoql = [...SCOPES, COQL_SCOPE];

  for (const profile of ['newest', 'worst'] as const) {
    it(`finds a record that was just created, if allowed (${profile})`, async () => {
      await start({ profile });
      const id = await world.control.addRecord('Contacts', {
        Full_Name: "Bartholomew O'Neil",
        Email: 'bart@customers.example',
        Phone: '+43 (1) 555-0199',
      });
      assert.deepEqual(await found('bartholomew'), {
        kind: 'found',
        records: [],
        lacking: COQL_SCOPE,
      });
      for (const text of ["w o'neil", 'bart@customers.example', '1555 0199']) {
        assert.deepEqual(
          await found(text, withCoql),
          {
            kind: 'found',
            records: [
              {
                key: { module: 'Contacts', id },
                name: "Bartholomew O'Neil",
                detail: 'bart@customers.example',
                hasPhoto: false,
              },
            ],
          },
          text,
        );
      }
    });
  }

  it('sends at most two requests for a twelve-letter name typed without a pause', async () => {
    await start({ profile: 'worst' });
    await world.control.addRecord('Contacts', { Full_Name: 'Bartholomeus' });
    const searching = search(withCoql);
    const given = Array.from('Bartholomeus', (_, index) =>
      searching.typed('Bartholomeus'.slice(0, index + 1)),
    );
    pauses.at(-1)?.();
    await Promise.all(given);
    assert.deepEqual(names(), ['Bartholomeus']);
    assert.equal(await requests(), 2);
  });

  it('offers to add the scope if Zoho says that it is missing, but ignores other errors', async () => {
    await start({}, SCOPES);
    const lacking = { kind: 'found', records: [], lacking: COQL_SCOPE };
    assert.deepEqual(await found('nobody', withCoql), lacking);
    await start({});
    await world.control.fault({ path: '/coql', answer: { status: 503, body: '' } });
    assert.deepEqual(await found('nobody', withCoql), { kind: 'found', records: [] });
    assert.deepEqual(await found('fischer', withCoql), await found('fischer'));
  });

  const withoutSearch = SCOPES.filter((scope) => scope !== SEARCH_SCOPE);

  it('finds with COQL if the search was not granted, and does not call the search', async () => {
    const scopes = [...withoutSearch, COQL_SCOPE];
    await start({}, scopes);
    const state = await found('fischer', scopes);
    assert.equal(state?.kind === 'found' && state.records.length, 1);
    assert.deepEqual(await found('no such name', scopes), {
      kind: 'found',
      records: [],
      lacking: SEARCH_SCOPE,
    });
    const paths = (await world.control.requests()).map(({ path }) => path);
    assert.deepEqual(
      paths.filter((path) => !path.includes('/coql')),
      [],
    );
  });

  it('sends nothing if neither was granted, and names the scope', async () => {
    const state = await found('fischer', withoutSearch);
    assert.ok(state?.kind === 'failed' && state.failure.kind === 'scope-missing');
    assert.equal(state.failure.scope, SEARCH_SCOPE);
    assert.equal(await requests(), 0);
  });

  it('finds with COQL if Zoho only then says that the search was not granted', async () => {
    await start({}, [...withoutSearch, COQL_SCOPE]);
    const state = await found('fischer', withCoql);
    assert.equal(state?.kind === 'found' && state.records.length, 1);
  });

  it('compares scopes in any case, and accepts broader ones', async () => {
    const granted = ['zohocrm.modules.all', 'zohosearch.securesearch.read', 'zohocrm.coql.all'];
    const state = await found('nobody at all', granted);
    assert.deepEqual(state, { kind: 'found', records: [] });
  });

  it('lists exact matches before partial ones', async () => {
    for (const code of ['AB-10', 'AB-1']) {
      await world.control.addRecord('Products', { Product_Name: 'Lamp', Product_Code: code });
    }
    const by = await findRecords(crm, 'Products', 'ab-1', SCOPES, new AbortController().signal);
    assert.ok(by.ok);
    assert.deepEqual(
      by.value.records.map(({ detail }) => detail),
      ['AB-1', 'AB-10'],
    );
  });

  it('shows the first of very many records, and requests no more', async () => {
    for (let count = 0; count < 25; count += 1) {
      await world.control.addRecord('Contacts', { Full_Name: `Twin ${count}` });
    }
    const state = await found('twin', withCoql);
    assert.equal(state?.kind === 'found' && state.records.length, 20);
    assert.equal(await requests(), 1);
    const body = { code: 'LIMIT_REACHED', details: {}, message: '', status: 'error' };
    await world.control.fault({ answer: { status: 400, body } });
    const failed = await found('twin', withCoql);
    assert.equal(failed?.kind === 'failed' && failed.failure.kind, 'limit-exceeded');
  });

  it('says that nothing was found, that the text is too short, and what failed', async () => {
    const searching = search();
    await searching.typed('a');
    const none = searching.typed('nobody');
    pauses.at(-1)?.();
    await none;
    await world.control.fault({ answer: { status: 503, body: '' } });
    const failing = searching.typed('fischer');
    pauses.at(-1)?.();
    await failing;
    const kinds = shown.map((state) => (state.kind === 'failed' ? state.failure.kind : state.kind));
    assert.deepEqual(kinds, ['too-short', 'searching', 'found', 'searching', 'unavailable']);
    assert.deepEqual(names(), []);
  });

  it('shows nothing after it ended', async () => {
    const searching = search();
    const ended = searching.typed('fischer');
    searching.end();
    await ended;
    assert.deepEqual(
      shown.map(({ kind }) => kind),
      ['searching'],
    );
    assert.equal(await requests(), 0);
  });

  it('sends any text unchanged, and Zoho answers', async () => {
    const hostile = [
      "O'Connor",
      'a(b)',
      'x,y',
      'back\\slash',
      '100%',
      '"quoted"',
      '&word=x#y',
      '佐藤',
      'a+b c',
      '%00',
    ];
    for (const text of hostile) {
      const searching = search();
      const typed = searching.typed(text);
      pauses.at(-1)?.();
      await typed;
      assert.equal(shown.at(-1)?.kind, 'found', text);
      const { path = '' } = (await world.control.requests()).at(-1) ?? {};
      assert.equal(new URL(path, 'http://x').searchParams.get('word'), text);
    }
  });

  for (const searchParameters of ['any', 'as specified'] as const) {
    it(`uses the parameters that the search accepts (${searchParameters})`, async () => {
      await start({ switches: { searchParameters } });
      const name = 'Bartholomäus '.repeat(10).trim();
      await world.control.addRecord('Contacts', { Full_Name: name, Phone: '+43 (1) 555-0199' });
      for (const text of [
        '1/555/0199',
        '(43) 1\u00A0555\u20130199',
        '\u200E+43 1 555 0199',
        name,
      ]) {
        await found(text);
        assert.deepEqual(names(), [name], text);
      }
      assert.equal(await requests(), 4);
    });
  }

  it('finds a number in wide digits with COQL', async () => {
    await start({ profile: 'worst' });
    await world.control.addRecord('Contacts', { Full_Name: 'Aiko', Phone: '+81 3 5550 1000' });
    await found('５５５０－１０００', withCoql);
    assert.deepEqual(names(), ['Aiko']);
  });

  it('does not start with one character, however it is encoded', async () => {
    for (const text of ['a', '佐', '😀', ' 😀 ']) {
      assert.deepEqual(await found(text), { kind: 'too-short' });
    }
  });

  it('distinguishes email addresses and phone numbers from words', () => {
    assert.equal(searchTextOf('amelia@customers.example').by, 'email');
    assert.equal(searchTextOf('amelia@customers').by, 'word');
    assert.equal(searchTextOf('+43 1 555-0100').by, 'phone');
    assert.equal(searchTextOf('(01) 555/0100').by, 'phone');
    assert.equal(searchTextOf('LAMP-01').by, 'word');
    fc.assert(
      fc.property(fc.string(), (text) => {
        assert.ok(['email', 'phone', 'word'].includes(searchTextOf(text).by));
      }),
    );
  });
});
