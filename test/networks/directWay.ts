import { once } from 'node:events';
import type { Server, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import type { ServerName } from '../emulator/dataCenter.ts';

export interface DirectWay {
  /** Connections to each of Zoho’s servers since the last reset. */
  readonly taken: ServerName[];
  close(): Promise<void>;
}

/**
 * The way to Zoho’s servers without any proxy: it works, so whoever takes it is counted.
 *
 * @param addresses where each server is reached at port 443
 * @param ports where the emulator has it on 127.0.0.1
 */
export async function openDirectWay(
  addresses: readonly Readonly<Record<ServerName, string>>[],
  ports: Readonly<Record<ServerName, number>>,
): Promise<DirectWay> {
  const taken: ServerName[] = [];
  const sockets = new Set<Socket>();
  const servers: Server[] = [];
  for (const place of addresses) {
    for (const [name, address] of Object.entries(place) as [ServerName, string][]) {
      const server = createServer((client) => {
        taken.push(name);
        const zoho = connect(ports[name], '127.0.0.1');
        for (const socket of [client, zoho]) {
          sockets.add(socket);
          socket
            .on('error', () => undefined)
            .once('close', () => {
              sockets.delete(socket);
              client.destroy();
              zoho.destroy();
            });
        }
        client.pipe(zoho).pipe(client);
      });
      server.listen(443, address);
      await once(server, 'listening');
      servers.push(server);
    }
  }
  return {
    taken,
    close: async () => {
      sockets.forEach((socket) => socket.destroy());
      await Promise.all(servers.map((server) => once(server.close(), 'close')));
    },
  };
}
