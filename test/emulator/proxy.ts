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
  /** `host:port` for CONNECT, otherwise the URL. */
  target: string;
  /** 200 when connected, 403 when not allowed, 502 when nothing answers. */
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
  /** Whether it also connects to other loopback servers. True by default. */
  passesLoopback?: boolean;
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost']);

/**
 * A company proxy that routes Zoho's host names to the emulator and blocks everything else.
 *
 * @param emulator must have been started with `tls: true`
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

  /** The loopback port for a host name. */
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
      // Pass each side's end or failure on to the other: a cut connection must look cut.
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

/** An absolute-form request, as clients send for HTTP URLs. Zoho's hosts don't use HTTP. */
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
