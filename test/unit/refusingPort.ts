import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:net';

/** A port of this machine where nobody listens, and nobody else can, until it is given back. */
export interface RefusingPort {
  readonly port: number;
  giveBack(): void;
}

/** The near end of a connection: a port that was only free for a moment may be taken by anyone. */
export async function refusingPort(): Promise<RefusingPort> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const end = connect((server.address() as AddressInfo).port, '127.0.0.1');
  await once(end, 'connect');
  return {
    port: end.localPort ?? 0,
    giveBack: () => {
      end.destroy();
      server.close();
    },
  };
}
