import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { execPath } from 'node:process';
import { createInterface } from 'node:readline';
import type { ServerName } from './dataCenter.ts';
import type { Emulator } from './emulator.ts';
import type { Profile } from './profile.ts';

export interface EmulatorProcessOptions {
  port?: number;
  profile?: Profile;
  /** Adds a proxy that serves Zoho's real host names over TLS. */
  proxy?: boolean;
}

export interface EmulatorProcess extends Pick<
  Emulator,
  'servers' | 'control' | 'clientId' | 'clientSecret' | 'refreshToken'
> {
  /** URL of the proxy, with `proxy: true`. */
  proxy?: string;
  /** The certificate authority to trust, with `proxy: true`. */
  caFile?: string;
  /** With `proxy: true`: the TLS ports for Zoho's host names. See `zohoHostRules`. */
  tlsPorts?: Record<ServerName, number>;
  stop(): Promise<void>;
}

/** The first line that the emulator prints. */
export interface Announcement {
  accounts: string;
  api: string;
  web: string;
  control: string;
  clientId: string;
  clientSecret: string;
  refreshToken: string;
  proxy?: string;
  caFile?: string;
  tlsPorts?: Record<ServerName, number>;
}

/** Runs an emulator in its own process, which ends when this one does. */
export async function startEmulatorProcess({
  port,
  profile,
  proxy = false,
}: EmulatorProcessOptions = {}): Promise<EmulatorProcess> {
  const child = spawn(
    execPath,
    [
      path.join(import.meta.dirname, 'main.ts'),
      '--parent-pipe',
      ...(port === undefined ? [] : ['--port', String(port)]),
      ...(profile === undefined ? [] : ['--profile', profile]),
      ...(proxy ? ['--proxy'] : []),
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const exited = once(child, 'exit');
  const line = await Promise.race([
    once(createInterface(child.stdout), 'line').then(([first]) => first as string),
    exited.then(([code]) => {
      throw new Error(`the emulator ended at once, with exit code ${String(code)}`);
    }),
  ]);
  const { accounts, api, web, ...rest } = JSON.parse(line) as Announcement;
  return {
    servers: { accounts, api, web },
    ...rest,
    stop: async () => {
      child.stdin.end();
      await exited;
    },
  };
}
