import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Program } from './programs.ts';
import { programAt } from './programs.ts';

/** tinyproxy takes letters and digits only. */
export const PERSON = { name: 'amelia', password: 'opensesame' } as const;

export interface CompanyProxy {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * tinyproxy, which wants a name and a password.
 *
 * @param upstream the way out: `127.0.0.1:…`
 */
export async function startAuthenticatingProxy(
  folder: string,
  address: string,
  port: number,
  upstream: string,
): Promise<CompanyProxy> {
  const file = path.join(folder, `tinyproxy-${port}.conf`);
  const lines = [
    `Port ${port}`,
    `Listen ${address}`,
    'Timeout 60',
    `LogFile "${path.join(folder, `tinyproxy-${port}.log`)}"`,
    `BasicAuth ${PERSON.name} ${PERSON.password}`,
    `Upstream http ${upstream}`,
  ];
  await writeFile(file, `${lines.join('\n')}\n`);
  return started('tinyproxy', ['-d', '-c', file], address, port);
}

/**
 * mitmproxy, which reads everything, and signs for every host with an authority of its own.
 *
 * @param upstreamAuthority the file of the authority that it trusts
 */
export async function startInspectingProxy(
  folder: string,
  port: number,
  upstream: string,
  upstreamAuthority: string,
): Promise<CompanyProxy & { readonly authority: string }> {
  const proxy = await started(
    'mitmdump',
    [
      '--quiet',
      ...['--mode', `upstream:http://${upstream}`],
      ...['--listen-host', '127.0.0.1', '--listen-port', String(port)],
      ...['--set', `confdir=${folder}`],
      ...['--set', `ssl_verify_upstream_trusted_ca=${upstreamAuthority}`],
    ],
    '127.0.0.1',
    port,
  );
  const authority = await readFile(path.join(folder, 'mitmproxy-ca-cert.pem'), 'utf8');
  return { ...proxy, authority };
}

const LOOK_MS = 20;
const LOOKS = 1500;

async function started(
  program: Program,
  args: string[],
  address: string,
  port: number,
): Promise<CompanyProxy> {
  const child = spawn(programAt(program) ?? program, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const exited = once(child, 'exit');
  for (let looks = 0; !(await isListening(address, port)); looks += 1) {
    if (child.exitCode !== null || looks > LOOKS) {
      child.kill();
      throw new Error(`${program} doesn’t listen on port ${port}`);
    }
    await sleep(LOOK_MS);
  }
  return {
    url: `http://${address.includes(':') ? `[${address}]` : address}:${port}`,
    stop: async () => {
      child.kill();
      await exited;
    },
  };
}

function isListening(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, address);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}
