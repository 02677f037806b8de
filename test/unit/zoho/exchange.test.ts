import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { Crm } from '../../../src/zoho/crm.ts';
import type { Exchange } from '../../../src/zoho/exchange.ts';
import { loggedUrl } from '../../../src/zoho/exchange.ts';
import type { Result } from '../../../src/zoho/failure.ts';
import { success } from '../../../src/zoho/failure.ts';
import { Network } from '../../../src/zoho/network.ts';
import type { SearchBy } from '../../../src/zoho/search.ts';
import { searchRecords } from '../../../src/zoho/search.ts';
import type { World } from '../world.ts';
import { openWorld } from '../world.ts';

/** What somebody types to find a person. */
const TYPED: Readonly<Record<SearchBy, string>> = {
  email: 'amelia.fischer@customers.example',
  phone: '+49 555 0100',
  word: 'Amelia Fischer & Söhne?page=Amelia',
};

describe('loggedUrl', () => {
  const search = 'https://www.zohoapis.eu/crm/v8/Contacts/search';

  it('includes the values of harmless parameters', () => {
    for (const query of [
      'page=2&per_page=20',
      'type=CurrentUser',
      'fields=id,Record_Image',
      'restrict_triggers=workflow%2Capproval',
    ]) {
      assert.equal(loggedUrl(new URL(`${search}?${query}`)), `${search}?${query}`);
    }
    assert.equal(loggedUrl(new URL(search)), search);
  });

  it('includes only the names of all others', () => {
    const query = new URLSearchParams({ ...TYPED, criteria: '(Email:equals:a@b.c)', page: '1' });
    const told = loggedUrl(new URL(`${search}?${query.toString()}`));
    assert.equal(told, `${search}?email&phone&word&criteria&page=1`);
  });

  it('has neither user nor fragment', () => {
    assert.equal(
      loggedUrl(new URL('https://ada:secret@host.test/a?b=c#d')),
      'https://host.test/a?b',
    );
  });
});

describe('the log of a search', () => {
  let world: World;
  let network: Network;
  let exchanges: Exchange[];

  before(async () => {
    world = await openWorld();
    network = new Network({
      userAgent: 'test',
      timeLimit: () => 60,
      systemCertificates: () => false,
      onExchange: (exchange) => exchanges.push(exchange),
    });
  });

  after(async () => {
    await network.close();
    await world.close();
  });

  beforeEach(async () => {
    await world.control.reset();
    exchanges = [];
  });

  async function searched(by: SearchBy): Promise<Result<unknown>> {
    const accessToken = await world.control.issueAccessToken();
    const token = (): Promise<Result<string>> => Promise.resolve(success(accessToken));
    const crm = new Crm(network, world.emulator.servers, { token, renew: token });
    return searchRecords(crm, 'Contacts', by, TYPED[by], new AbortController().signal);
  }

  function assertNothingTyped(): void {
    assert.equal(exchanges.length, 1);
    // Duration and port contain digits of their own.
    const { origin } = new URL(world.emulator.servers.api);
    const typed = exchanges.map(({ milliseconds, url, ...rest }) => ({
      ...rest,
      url: url.replace(origin, ''),
    }));
    const told = decodeURIComponent(JSON.stringify(typed).replaceAll('+', ' '));
    assert.doesNotMatch(told, /amelia|fischer|555/i);
  }

  for (const by of ['email', 'phone', 'word'] as const) {
    it(`has nothing that was typed, by ${by}`, async () => {
      assert.equal((await searched(by)).ok, true);
      assertNothingTyped();
      assert.match(exchanges[0]?.url ?? '', new RegExp(`/search\\?${by}&per_page=20$`));
    });

    it(`has nothing of it when Zoho’s error repeats it, by ${by}`, async () => {
      const body = { code: 'INVALID_QUERY', details: { value: TYPED[by] }, message: TYPED[by] };
      await world.control.fault({ path: '/search', answer: { status: 400, body } });
      assert.equal((await searched(by)).ok, false);
      assertNothingTyped();
      assert.equal(exchanges[0]?.code, 'INVALID_QUERY');
    });
  }
});
