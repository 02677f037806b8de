import { strict as assert } from 'node:assert';
import { env } from 'node:process';
import * as vscode from 'vscode';
import { serversOf } from '../../../src/zoho/dataCenter.ts';
import { Network } from '../../../src/zoho/network.ts';
import { EmulatorControl } from '../../emulator/control.ts';
import { emulator } from '../../extension/surroundings.ts';
import { uploadThrough } from '../../extension/uploading.ts';
import type { Scenario } from '../scenarios.ts';
import { LOCATIONS, scenariosIn } from '../scenarios.ts';
import type { Played, Seen, Surroundings } from '../scene.ts';

const around = JSON.parse(env.SURROUNDINGS ?? '{}') as Surroundings;

async function tell(path: string, what: unknown): Promise<void> {
  await fetch(around.scene + path, { method: 'POST', body: JSON.stringify(what) });
}

async function setProxy({ proxy, noProxy }: Required<Scenario>['http']): Promise<void> {
  const settings = vscode.workspace.getConfiguration('http');
  await settings.update('proxy', proxy, vscode.ConfigurationTarget.Global);
  await settings.update('noProxy', noProxy, vscode.ConfigurationTarget.Global);
}

describe('networks', () => {
  const control = new EmulatorControl(emulator.control);

  for (const scenario of scenariosIn(around)) {
    const { name, http = {}, scenery, dataCenter = 'US', direct = [], failure } = scenario;

    it(name, async () => {
      const network = new Network({
        userAgent: 'suite',
        timeLimit: () => 30,
        systemCertificates: () => true,
        onExchange: () => undefined,
      });
      const servers = serversOf({ kind: 'zoho', dataCenter, environment: 'production' });
      const calm = { switches: { location: LOCATIONS[dataCenter] } };
      if (scenario.knowsDirectWay === true) {
        await setProxy({});
        await control.reset(calm);
        await uploadThrough(network, servers);
        assert.deepEqual([...network.routes().values()], ['undici', 'undici']);
      }
      await setProxy(http);
      await control.reset(calm);
      await tell('/scenery', { ipv6: false, pac: 'DIRECT', ...scenery });
      const ended = await uploadThrough(network, servers).then(
        () => undefined,
        (error: unknown) => (error as Error).message,
      );
      const routes = [...network.routes().values()];
      await network.close();
      const seen = (await (await fetch(`${around.scene}/seen`)).json()) as Seen;
      const requests = await control.requests();
      await tell('/played', {
        name,
        ...seen,
        wanted: seen.direct.filter((server) => direct.includes(server)).length,
        requests: requests.length,
        proxied: (await control.proxyLog()).length,
      } satisfies Played);
      if (failure === undefined) {
        assert.equal(ended, undefined);
        assert.equal(requests.length, 3);
        assert.deepEqual(
          routes,
          (['accounts', 'api'] as const).map((one) => (direct.includes(one) ? 'undici' : 'vscode')),
        );
      } else {
        assert.match(ended ?? 'stored', new RegExp(`"kind":"${failure}"`));
        assert.deepEqual(requests, []);
      }
      assert.deepEqual([...new Set(seen.direct)].toSorted(), [...direct].toSorted());
      const lookedUp = new Set(
        seen.lookUps.map((host) => (host.includes('api') ? 'api' : 'accounts')),
      );
      assert.deepEqual([...lookedUp].toSorted(), [...direct].toSorted());
    });
  }
});
