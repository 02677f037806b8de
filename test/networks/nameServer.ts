import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import { zohoHostOf } from '../emulator/dataCenter.ts';
import type { ServerName } from '../emulator/dataCenter.ts';

const TYPES: Readonly<Record<number, 'A' | 'AAAA'>> = { 1: 'A', 28: 'AAAA' };
const NO_SUCH_NAME = 3;
const HEADER_BYTES = 12;

export interface NameServer {
  /** The names of Zoho’s that were asked for since the last reset. */
  readonly asked: string[];
  /** What Zoho’s names lead to. */
  addresses: Readonly<Record<ServerName, string>>;
  close(): Promise<void>;
}

/**
 * Answers for the names of Zoho’s servers, and for no others. Nothing but a client that goes there
 * directly has a reason to ask it.
 */
export async function startNameServer(
  addresses: Readonly<Record<ServerName, string>>,
): Promise<NameServer> {
  const socket = createSocket('udp4');
  const server: NameServer = {
    asked: [],
    addresses,
    close: async () => {
      const closed = once(socket, 'close');
      socket.close();
      await closed;
    },
  };
  socket.on('message', (message, { port, address }) => {
    const { name, type, end } = questionIn(message);
    const host = zohoHostOf(name);
    if (host !== undefined) {
      server.asked.push(name);
    }
    const to = host && server.addresses[host.server];
    const isIts = to !== undefined && TYPES[type] === (isIPv6(to) ? 'AAAA' : 'A');
    const answer = isIts ? record(type, to) : Buffer.alloc(0);
    const header = Buffer.alloc(HEADER_BYTES);
    message.copy(header, 0, 0, 2);
    header.writeUInt16BE(0x8180 | (host === undefined ? NO_SUCH_NAME : 0), 2);
    header.writeUInt16BE(1, 4);
    header.writeUInt16BE(isIts ? 1 : 0, 6);
    socket.send(
      Buffer.concat([header, message.subarray(HEADER_BYTES, end), answer]),
      port,
      address,
    );
  });
  socket.bind(53, '127.0.0.1');
  await once(socket, 'listening');
  return server;
}

function questionIn(message: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = HEADER_BYTES;
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), type: message.readUInt16BE(at + 1), end: at + 5 };
}

/** An answer to the question’s name, which nobody may keep. */
function record(type: number, address: string): Buffer {
  const bytes = isIPv6(address) ? bytesOfV6(address) : Buffer.from(address.split('.').map(Number));
  const head = Buffer.alloc(HEADER_BYTES);
  head.writeUInt16BE(0xc000 | HEADER_BYTES, 0);
  head.writeUInt16BE(type, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt32BE(0, 6);
  head.writeUInt16BE(bytes.length, 10);
  return Buffer.concat([head, bytes]);
}

function bytesOfV6(address: string): Buffer {
  const [head = '', tail = ''] = address.split('::');
  const groups = (text: string): number[] =>
    text
      .split(':')
      .filter(Boolean)
      .map((group) => parseInt(group, 16));
  const [first, last] = [groups(head), groups(tail)];
  const all = [...first, ...Array<number>(8 - first.length - last.length).fill(0), ...last];
  return Buffer.from(all.flatMap((group) => [group >> 8, group & 0xff]));
}
