import { accountsServer } from './accountsServer.ts';
import { apiServer } from './apiServer.ts';
import { controlServer } from './controlServer.ts';
import type { ServerName } from './dataCentre.ts';
import { gate } from './gate.ts';
import { STANDARD_CLIENT, STANDARD_REFRESH_TOKEN } from './grants.ts';
import type { Listener } from './listener.ts';
import { listen } from './listener.ts';
import type { Profile } from './profile.ts';
import { EmulatorState } from './state.ts';
import { webServer } from './webServer.ts';

export type { Profile } from './profile.ts';

export interface EmulatorOptions {
  /** Of accounts; api, web and control follow. Free ones unless given. */
  port?: number;
  /** What the emulator is after a reset that names none; `seed` unless given. */
  profile?: Profile;
  /** Milliseconds since 1970, for tokens, windows and quotas. */
  now?: () => number;
}

export interface Emulator {
  /** Origins. Each is a listener of its own: what is sent to the wrong one fails. */
  servers: Record<ServerName, string>;
  /** Origin of the listener that `EmulatorControl` talks to. */
  control: string;
  /** These three work after every reset. */
  clientId: string;
  clientSecret: string;
  refreshToken: string;
  close(): Promise<void>;
}

/** A Zoho CRM on loopback. */
export async function startEmulator({
  port = 0,
  profile = 'seed',
  now = Date.now,
}: EmulatorOptions = {}): Promise<Emulator> {
  const state = new EmulatorState(profile, now);
  const servers = { accounts: '', api: '', web: '' };
  const apps = {
    accounts: accountsServer(state, () => servers.api),
    api: apiServer(state),
    web: webServer(state),
  };
  const control = controlServer(state);
  await Promise.all([...Object.values(apps), control].map((app) => app.ready()));

  const listeners: Listener[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(listeners.map((listener) => listener.close()));
    await Promise.all([...Object.values(apps), control].map((app) => app.close()));
  };
  try {
    for (const name of ['accounts', 'api', 'web'] as const) {
      const listener = await listen(
        gate(name, state, (request, response) => {
          apps[name].routing(request, response);
        }),
        port === 0 ? 0 : port + listeners.length,
      );
      listeners.push(listener);
      servers[name] = `http://127.0.0.1:${listener.port}`;
    }
    const listener = await listen(
      (request, response) => {
        control.routing(request, response);
      },
      port === 0 ? 0 : port + listeners.length,
    );
    listeners.push(listener);
    return {
      servers,
      control: `http://127.0.0.1:${listener.port}`,
      clientId: STANDARD_CLIENT.id,
      clientSecret: STANDARD_CLIENT.secret,
      refreshToken: STANDARD_REFRESH_TOKEN,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
