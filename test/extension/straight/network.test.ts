import { strict as assert } from 'node:assert';
import type { Exchange } from '../../../src/zoho/exchange.ts';
import { EmulatorControl } from '../../emulator/control.ts';
import { emulator, network } from '../surroundings.ts';
import { uploadThrough } from '../uploading.ts';

/** undici's process-wide slots: filling one changes `fetch` for every extension. */
function slots(): unknown[] {
  const owner = globalThis as unknown as Record<symbol, unknown>;
  return [1, 2].map((number) => owner[Symbol.for(`undici.globalDispatcher.${number}`)]);
}

describe('without a proxy', () => {
  const control = new EmulatorControl(emulator.control);

  beforeEach(() => control.reset());

  for (const profile of ['newest', 'worst'] as const) {
    it(`uploads to a CRM with the profile ${profile}`, async () => {
      await control.reset({ profile });
      const own = network();
      await uploadThrough(own, emulator.servers);
      await own.close();
    });
  }

  it('sends small requests through VS Code’s https and the picture through undici', async () => {
    const exchanges: Exchange[] = [];
    const own = network(exchanges);
    await uploadThrough(own, emulator.servers);
    await own.close();
    const requests = await control.requests();
    assert.deepEqual(
      requests.map(({ method, userAgent }) => `${method} ${userAgent}`),
      ['POST suite (https)', 'GET suite (https)', 'POST suite (undici)'],
    );
    assert.deepEqual(
      exchanges.map(({ way, status }) => `${way} ${status ?? ''}`),
      ['vscode 200', 'vscode 200', 'undici 200'],
    );
  });

  it('doesn’t change other extensions’ fetch', async () => {
    const before = { fetch: globalThis.fetch, slots: slots() };
    const own = network();
    await uploadThrough(own, emulator.servers);
    await own.close();
    assert.equal(globalThis.fetch, before.fetch);
    const after = slots();
    assert.ok(before.slots.every((dispatcher, index) => dispatcher === after[index]));
  });
});
