import { readFile } from 'node:fs/promises';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import { connect } from 'node:tls';
import { zohoHostOf } from '../emulator/dataCenter.ts';
import type { Emulator } from '../emulator/emulator.ts';

/** Leads requests to Zoho's names to an emulator, and those to any other name nowhere. */
export class ZohoNames {
  /** The origins that requests went to, until it is cleared. */
  readonly asked = new Set<string>();
  /** Hosts that cannot be reached, until it is cleared. */
  readonly unreachable = new Set<string>();
  readonly #before = https.globalAgent;
  readonly #agent: https.Agent;

  private constructor(agent: https.Agent) {
    this.#agent = agent;
  }

  /** @param emulator one that was started with `tls: true` */
  static async lead({ caFile, tlsPorts }: Emulator): Promise<ZohoNames> {
    if (caFile === undefined || tlsPorts === undefined) {
      throw new Error('the emulator behind Zoho’s names is one started with tls: true');
    }
    // Each request has a connection of its own, and so shows here.
    const agent = new https.Agent({ keepAlive: false });
    const names = new ZohoNames(agent);
    const ca = await readFile(caFile);
    agent.createConnection = ({ host, port }): Duplex => {
      const name = host ?? '';
      names.asked.add(`https://${name}${Number(port) === 443 ? '' : `:${port ?? ''}`}`);
      const leads = Number(port) === 443 && !names.unreachable.has(name);
      const zoho = leads ? zohoHostOf(name) : undefined;
      // Port 9 of this machine: nobody is there.
      const to = zoho === undefined ? 9 : tlsPorts[zoho.server];
      return connect({ host: '127.0.0.1', port: to, servername: name, ca });
    };
    https.globalAgent = agent;
    return names;
  }

  /** From now on names lead where they led before. */
  restore(): void {
    https.globalAgent = this.#before;
    this.#agent.destroy();
  }
}
