import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import type { SearchState } from '../../../src/upload/recordSearch.ts';
import { RecordSearch, searchBy } from '../../../src/upload/recordSearch.ts';
import { Crm } from '../../../src/zoho/crm.ts';
import type { Result } from '../../../src/zoho/failure.ts';
import { success } from '../../../src/zoho/failure.ts';
import type { World } from '../world.ts';
import { openWorld } from '../world.ts';

describe('searching as somebody types', () => {
  let world: World;
  let crm: Crm;
  let shown: SearchState[];
  /** Ends the pause of each search, in the order in which they began. */
  let pauses: (() => void)[];

  before(async () => {
    world = await openWorld();
  });

  after(() => world.close());

  beforeEach(async () => {
    await world.control.reset();
    const accessToken = await world.control.issueAccessToken();
    const token = (): Promise<Result<string>> => Promise.resolve(success(accessToken));
    crm = new Crm(world.network, world.emulator.servers, { token, renew: token });
    shown = [];
    pauses = [];
  });

  function search(): RecordSearch {
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
    return new RecordSearch(crm, 'Contacts', clock, (state) => shown.push(state));
  }

  function names(): string[] {
    const last = shown.at(-1);
    return last?.kind === 'found' ? last.records.map(({ name }) => name ?? '') : [];
  }

  async function requests(): Promise<number> {
    return (await world.control.requests()).length;
  }

  it('finds by a word, with what tells records apart, and asks once after the pause', async () => {
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

  it('shows no late answer to what is no longer wanted', async () => {
    await world.control.fault({ path: 'word=mateo', delayMs: 100 });
    const searching = search();
    const late = searching.typed('mateo');
    pauses.at(-1)?.();
    while ((await requests()) === 0) {
      // The first one is on its way.
    }
    const newer = searching.typed('yuki');
    pauses.at(-1)?.();
    await Promise.all([late, newer]);
    assert.deepEqual(names(), ['Yuki 佐藤']);
    assert.equal(shown.filter(({ kind }) => kind === 'found').length, 1);
  });

  it('says nothing found, too short, and what failed', async () => {
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

  it('shows nothing any more behind its end', async () => {
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

  it('whatever is typed arrives as it was typed, and Zoho answers', async () => {
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

  it('tells mail addresses and phone numbers from words', () => {
    assert.equal(searchBy('amelia@customers.example'), 'email');
    assert.equal(searchBy('amelia@customers'), 'word');
    assert.equal(searchBy('+43 1 555-0100'), 'phone');
    assert.equal(searchBy('(01) 555/0100'), 'phone');
    assert.equal(searchBy('LAMP-01'), 'word');
    fc.assert(
      fc.property(fc.string(), (text) => {
        assert.ok(['email', 'phone', 'word'].includes(searchBy(text)));
      }),
    );
  });
});
