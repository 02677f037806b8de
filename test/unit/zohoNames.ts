import { readFile } from 'node:fs/promises';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import { connect } from 'node:tls';
import { zohoHostOf } from '../emulator/dataCenter.ts';
import type { Emulator } from '../emulator/emulator.ts';

/** Routes requests for Zoho's names to an emulator, and for any other name nowhere. */
export class ZohoNames {
  /** The origins of requests since the last clear. */
  readonly asked = new Set<string>();
  /** Unreachable hosts, until cleared. */
  readonly unreachable = new Set<string>();
  readonly #before = https.globalAgent;
  readonly #agent: https.Agent;

  private constructor(agent: https.Agent) {
    this.#agent = agent;
  }

  /** @param emulator started with `tls: true` */
  static async lead({ caFile, tlsPorts }: Emulator): Promise<ZohoNames> {
    if (caFile === undefined || tlsPorts === undefined) {
      throw new Error('the emulator behind Zoho’s names is one started with tls: true');
    }
    // Each request gets its own connection, and so is recorded here.
    const agent = new https.Agent({ keepAlive: false });
    const names = new ZohoNames(agent);
    const ca = await readFile(caFile);
    agent.createConnection = ({ host, port }): Duplex => {
      const name = host ?? '';
      names.asked.add(`https://${name}${Number(port) === 443 ? '' : `:${port ?? ''}`}`);
      const leads = Number(port) === 443 && !names.unreachable.has(name);
      const zoho = leads ? zohoHostOf(name) : undefined;
      // Port 9 of this machine: nothing listens there.
      const to = zoho === undefined ? 9 : tlsPorts[zoho.server];
      return connect({ host: '127.0.0.1', port: to, servername: name, ca });
    };
    https.globalAgent = agent;
    return names;
  }

  /** Restores normal name resolution. */
  restore(): void {
    https.globalAgent = this.#before;
    this.#agent.destroy();
  }
}
