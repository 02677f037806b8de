import { EmulatorControl } from '../../emulator/control.ts';
import type { Emulator, EmulatorOptions } from '../../emulator/emulator.ts';
import { startEmulator } from '../../emulator/emulator.ts';
import type { ConsentOptions, ResetOptions } from '../../emulator/state.ts';

export const AMELIA = { module: 'Contacts', id: '4876876000000624001' };

/** The answer. */
export interface Answer {
  status: number;
  code: string | undefined;
  /** Parsed if it is JSON. */
  body: unknown;
  bytes: Buffer;
  headers: Headers;
}

/** Talks to an emulator like any client, with nothing but fetch. */
export class CrmClient {
  readonly emulator: Emulator;
  readonly control: EmulatorControl;
  #token = '';

  constructor(emulator: Emulator) {
    this.emulator = emulator;
    this.control = new EmulatorControl(emulator.control);
  }

  static async start(options: EmulatorOptions = {}): Promise<CrmClient> {
    return new CrmClient(await startEmulator(options));
  }

  close(): Promise<void> {
    return this.emulator.close();
  }

  /**
   * Fetch does not retry a POST whose idle connection was closed. Tests that are about
   * something else keep connections open, in every profile.
   */
  async reset(
    { profile = 'seed', switches = {} }: ResetOptions = {},
    consent: ConsentOptions = {},
  ): Promise<void> {
    await this.control.reset({ profile, switches: { closesIdleConnections: false, ...switches } });
    await this.consent(consent);
  }

  /** Uses a token with these scopes from now on. */
  async consent(options: ConsentOptions): Promise<void> {
    this.#token = await this.control.issueAccessToken(options);
  }

  async api(method: string, path: string, init: RequestInit = {}): Promise<Answer> {
    const headers = new Headers(init.headers);
    if (!headers.has('authorization')) {
      headers.set('authorization', `Zoho-oauthtoken ${this.#token}`);
    }
    return answerOf(await fetch(this.emulator.servers.api + path, { ...init, method, headers }));
  }

  upload(path: string, bytes: Uint8Array, fileName = 'photo.png'): Promise<Answer> {
    return this.api('POST', path, { body: form(bytes, fileName) });
  }

  /** Resolves when this many requests have arrived since the last reset. */
  async waitForRequests(count: number): Promise<void> {
    while ((await this.control.requests()).length < count) {
      // Each check is a request of its own, which gives the others enough time to arrive.
    }
  }

  /** @param parameters in addition to the standard client's, unless they name another */
  async token(parameters: Record<string, string>): Promise<Answer> {
    const { clientId, clientSecret } = this.emulator;
    return this.post('/oauth/v2/token', {
      client_id: clientId,
      client_secret: clientSecret,
      ...parameters,
    });
  }

  /** A form to the accounts server. */
  async post(path: string, parameters: Record<string, string>): Promise<Answer> {
    const init = { method: 'POST', body: new URLSearchParams(parameters) };
    return answerOf(await fetch(this.emulator.servers.accounts + path, init));
  }

  refresh(): Promise<Answer> {
    const { refreshToken } = this.emulator;
    return this.token({ grant_type: 'refresh_token', refresh_token: refreshToken });
  }
}

export async function answerOf(response: Response): Promise<Answer> {
  const bytes = Buffer.from(await response.arrayBuffer());
  const body = parsed(bytes.toString());
  const { code, error } = body as { code?: string; error?: string };
  return { status: response.status, code: code ?? error, body, bytes, headers: response.headers };
}

function parsed(text: string): object {
  try {
    return JSON.parse(text) as object;
  } catch {
    return {};
  }
}

export function form(bytes: Uint8Array, fileName: string, name = 'file'): FormData {
  const data = new FormData();
  data.append(name, new Blob([new Uint8Array(bytes)]), fileName);
  return data;
}

export function photoPath({ module, id } = AMELIA, version = 'v2'): string {
  return `/crm/${version}/${module}/${id}/photo`;
}
