import { env } from 'node:process';
import type { Exchange } from '../../src/zoho/exchange.ts';
import { Network } from '../../src/zoho/network.ts';
import type { EmulatorProcess } from '../emulator/process.ts';

/** What the test layer started outside: the emulator, possibly with a proxy. */
export const emulator = JSON.parse(env.EMULATOR ?? '{}') as Omit<EmulatorProcess, 'stop'>;

export const RECORD = { module: 'Contacts', id: '4876876000000624001' };

/** The product's own network in this extension host; records its exchanges in `exchanges`. */
export function network(exchanges: Exchange[] = []): Network {
  return new Network({
    userAgent: 'suite',
    timeLimit: () => 60,
    systemCertificates: () => false,
    onExchange: (exchange) => exchanges.push(exchange),
  });
}
