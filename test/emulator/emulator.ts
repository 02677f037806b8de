import type { RequestListener } from 'node:http';
import { accountsServer } from './accountsServer.ts';
import { apiServer } from './apiServer.ts';
import { makeCertificates } from './certificates.ts';
import { STANDARD_CLIENT } from './client.ts';
import { controlServer } from './controlServer.ts';
import type { ServerName } from './dataCenter.ts';
import { gate } from './gate.ts';
import { STANDARD_REFRESH_TOKEN } from './grants.ts';
import type { Listener } from './listener.ts';
import { listen } from './listener.ts';
import type { Profile } from './profile.ts';
import type { ProxiedRequest } from './proxy.ts';
import { EmulatorState } from './state.ts';
import { webServer } from './webServer.ts';

export type { Profile } from './profile.ts';

export interface EmulatorOptions {
  /** The port of accounts; api, web, and control follow. Free ports by default. */
  port?: number;
  /** The profile after a reset that names none; `seed` by default. */
  profile?: Profile;
  /** Also listens for TLS under Zoho's host names: `startProxy` routes clients there. */
  tls?: boolean;
  /** Milliseconds since 1970, for tokens, windows, and quotas. */
  now?: () => number;
}

export interface Emulator {
  /** Origins. Each has its own listener, so requests to the wrong one fail. */
  servers: Record<ServerName, string>;
  /** The origin that `EmulatorControl` connects to. */
  control: string;
  /** These three work after every reset. */
  clientId: string;
  clientSecret: string;
  refreshToken: string;
  /** With `tls: true`: the TLS ports on loopback for Zoho's host names. */
  tlsPorts?: Record<ServerName, number>;
  /** With `tls: true`: the certificate authority to trust, for NODE_EXTRA_CA_CERTS. */
  caFile?: string;
  /** What went through this emulator's proxies since the last reset. */
  proxyLog: ProxiedRequest[];
  close(): Promise<void>;
}

/** A Zoho CRM on loopback. */
export async function startEmulator({
  port = 0,
  profile = 'seed',
  tls = false,
  now = Date.now,
}: EmulatorOptions = {}): Promise<Emulator> {
  const state = new EmulatorState(profile, now);
  const servers = { accounts: '', api: '', web: '' };
  const apps = {
    accounts: accountsServer(state, servers),
    api: apiServer(state),
    web: webServer(state),
  };
  const control = controlServer(state);
  await Promise.all([...Object.values(apps), control].map((app) => app.ready()));
  const gateOf = (name: ServerName): RequestListener =>
    gate(name, state, (request, response) => {
      apps[name].routing(request, response);
    });

  const listeners: Listener[] = [];
  const closing: (() => Promise<unknown>)[] = [];
  const listening = async (...parameters: Parameters<typeof listen>): Promise<number> => {
    const listener = await listen(...parameters);
    listeners.push(listener);
    return listener.port;
  };
  const close = async (): Promise<void> => {
    await Promise.all(listeners.map((listener) => listener.close()));
    await Promise.all([...Object.values(apps), control].map((app) => app.close()));
    await Promise.all(closing.map((step) => step()));
  };

  try {
    const next = (): number => (port === 0 ? 0 : port + listeners.length);
    for (const name of SERVERS) {
      servers[name] = `http://127.0.0.1:${await listening(gateOf(name), next())}`;
    }
    const controlPort = await listening((request, response) => {
      control.routing(request, response);
    }, next());
    const emulator: Emulator = {
      servers,
      control: `http://127.0.0.1:${controlPort}`,
      clientId: STANDARD_CLIENT.id,
      clientSecret: STANDARD_CLIENT.secret,
      refreshToken: STANDARD_REFRESH_TOKEN,
      proxyLog: state.proxyLog,
      close,
    };
    if (tls) {
      const certificates = await makeCertificates();
      closing.push(() => certificates.remove());
      const ports = { accounts: 0, api: 0, web: 0 };
      for (const name of SERVERS) {
        ports[name] = await listening(gateOf(name), 0, certificates);
      }
      emulator.tlsPorts = ports;
      emulator.caFile = certificates.caFile;
    }
    return emulator;
  } catch (error) {
    await close();
    throw error;
  }
}

const SERVERS: readonly ServerName[] = ['accounts', 'api', 'web'];
