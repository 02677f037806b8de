import { strict as assert } from 'node:assert';
import { serversOf } from '../../../src/zoho/dataCenter.ts';
import { EmulatorControl } from '../../emulator/control.ts';
import { emulator, network } from '../surroundings.ts';
import { uploadThrough } from '../uploading.ts';

const PLACE = { kind: 'zoho', dataCenter: 'US', environment: 'production' } as const;

describe('with a proxy', () => {
  const control = new EmulatorControl(emulator.control);

  it('sends every request for Zoho’s own host names through it', async () => {
    await control.reset();
    const own = network();
    await uploadThrough(own, serversOf(PLACE));
    await own.close();
    const requests = await control.requests();
    assert.deepEqual(
      requests.map(({ method, userAgent, secure }) => `${method} ${userAgent} ${secure}`),
      ['POST suite (https) true', 'GET suite (https) true', 'POST suite (https) true'],
    );
    const targets = new Set((await control.proxyLog()).map(({ target }) => target));
    assert.deepEqual([...targets].sort(), ['accounts.zoho.com:443', 'www.zohoapis.com:443']);
    assert.deepEqual([...own.routes().values()], ['vscode', 'vscode']);
  });
});
