import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream';
import { zohoHostOf } from './dataCenter.ts';
import type { Emulator } from './emulator.ts';
import { redacted } from './requestLog.ts';

export interface ProxiedRequest {
  method: string;
  /** `host:port` of a CONNECT, otherwise the address. */
  target: string;
  /** 200 once there is a way, 403 where none is allowed, 502 where nobody answers. */
  status: 200 | 403 | 502;
}

export interface Proxy {
  /** `http://127.0.0.1:…` */
  url: string;
  /** Since the last reset of the emulator. */
  log: readonly ProxiedRequest[];
  close(): Promise<void>;
}

export interface ProxyOptions {
  /** 0 for a free one. */
  port?: number;
  /** Whether it also leads to other servers on loopback, as it does unless told otherwise. */
  passesLoopback?: boolean;
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost']);

/**
 * A company's proxy that leads Zoho's names to the emulator and nobody anywhere else.
 *
 * @param emulator one that was started with `tls: true`
 */
export async function startProxy(
  emulator: Emulator,
  { port = 0, passesLoopback = true }: ProxyOptions = {},
): Promise<Proxy> {
  const { tlsPorts, proxyLog: log } = emulator;
  if (tlsPorts === undefined) {
    throw new Error('the emulator behind a proxy is one started with tls: true');
  }
  const sockets = new Set<Duplex>();
  const keep = <T extends Duplex>(socket: T): T => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
    return socket;
  };

  /** The port on loopback that a name leads to. */
  const portFor = (host: string, wanted: string): number | undefined => {
    const zoho = wanted === '443' ? zohoHostOf(host) : undefined;
    if (zoho !== undefined) {
      return tlsPorts[zoho.server];
    }
    return passesLoopback && LOOPBACK.has(host) ? Number(wanted) : undefined;
  };

  const server = createServer((request, response) => {
    forward(request, response, portFor, log);
  });
  server.on('connection', (socket: Socket) => keep(socket));
  server.on('connect', (request: IncomingMessage, client: Duplex, head: Buffer) => {
    const target = request.url ?? '';
    const [host = '', wanted = ''] = target.split(':');
    const to = portFor(host, wanted);
    const entry = note(log, 'CONNECT', target, to === undefined ? 403 : 200);
    if (to === undefined) {
      client.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
      return;
    }
    const upstream = keep(connect(to, '127.0.0.1'));
    let connected = false;
    upstream.once('connect', () => {
      connected = true;
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.write(head);
      // Each side's end and failure is the other's: a cut connection must look cut.
      pipeline(client, upstream, client, () => {
        client.destroy();
        upstream.destroy();
      });
    });
    upstream.once('error', () => {
      if (!connected) {
        entry.status = 502;
        client.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
      }
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    log,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) {
        socket.destroy();
      }
      await closed;
    },
  };
}

function note(
  log: ProxiedRequest[],
  method: string,
  target: string,
  status: ProxiedRequest['status'],
): ProxiedRequest {
  const entry = { method, target, status };
  log.push(entry);
  return entry;
}

/** A request in absolute form, as clients send for http addresses. Zoho's names have none. */
function forward(
  request: IncomingMessage,
  response: ServerResponse,
  portFor: (host: string, port: string) => number | undefined,
  log: ProxiedRequest[],
): void {
  const url = URL.parse(request.url ?? '');
  const to = url?.protocol === 'http:' ? portFor(url.hostname, url.port || '80') : undefined;
  const { method = '' } = request;
  const entry = note(log, method, redacted(request.url ?? ''), to === undefined ? 403 : 200);
  if (url === null || to === undefined) {
    response.writeHead(403).end();
    return;
  }
  const headers = { ...request.headers };
  delete headers['proxy-connection'];
  delete headers['proxy-authorization'];
  const path = url.pathname + url.search;
  const upstream = httpRequest({ host: '127.0.0.1', port: to, method, path, headers });
  upstream.once('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    pipeline(answer, response, (error) => {
      if (error) {
        response.destroy();
      }
    });
  });
  pipeline(request, upstream, (error) => {
    if (error && !response.headersSent) {
      entry.status = 502;
      response.writeHead(502).end();
    } else if (error) {
      response.destroy();
    }
  });
}
