import type { ClientOptions } from './clients.ts';
import type { CodeOptions } from './codeOptions.ts';
import type { Fault } from './fault.ts';
import type { CrmModule, UserProfile } from './organization.ts';
import type { Profile, Switches } from './profile.ts';
import type { ProxiedRequest } from './proxy.ts';
import type { LoggedRequest } from './requestLog.ts';
import type { ConsentOptions } from './state.ts';

export interface PhotoDescription {
  /** Hash of the uploaded bytes. */
  sha256: string;
  size: number;
  /** From the picture's format, not from what the upload claimed. */
  contentType: string;
  fileName: string;
}

/** A valid refresh token, without its value. */
export interface RefreshTokenDescription {
  clientId: string;
  /** Email address. */
  user: string;
  /** Domain name, which also identifies the environment. */
  organization: string;
  scopes: string[];
}

/**
 * Inspects and controls a running emulator. Works from any process, including VS Code's extension
 * host, because it needs only fetch.
 */
export class EmulatorControl {
  readonly #control: string;

  /** @param control origin of the emulator's fourth listener */
  constructor(control: string) {
    this.#control = control;
  }

  /**
   * Resets to the seed data: no faults, no log, no photos, and only the standard tokens unless the
   * issued ones should be kept.
   */
  async reset(
    options: { profile?: Profile; switches?: Partial<Switches>; keepTokens?: boolean } = {},
  ): Promise<void> {
    await this.#send('POST', '/reset', options);
  }

  /** Registers an application, as in the console. The secret is empty if it has none. */
  async registerClient(
    options: ClientOptions,
  ): Promise<{ clientId: string; clientSecret: string }> {
    return this.#json('POST', '/clients', options);
  }

  /** A code, as issued by the console for a self client and by the authorize page for others. */
  async issueCode(options: CodeOptions = {}): Promise<string> {
    const { code } = await this.#json<{ code: string }>('POST', '/codes', options);
    return code;
  }

  async issueAccessToken(options: ConsentOptions = {}): Promise<string> {
    const { token } = await this.#json<{ token: string }>('POST', '/access-tokens', options);
    return token;
  }

  /** A record's stored photo: the bytes as uploaded, regardless of what GET returns. */
  async photo(module: string, id: string): Promise<PhotoDescription | null> {
    const path = `${pathOf(module, id)}/photo`;
    const { photo } = await this.#json<{ photo: PhotoDescription | null }>('GET', path);
    return photo;
  }

  async photoBytes(module: string, id: string): Promise<Uint8Array | null> {
    const answer = await this.#send('GET', `${pathOf(module, id)}/photo/bytes`);
    return answer.status === 204 ? null : new Uint8Array(await answer.arrayBuffer());
  }

  async putPhoto(
    module: string,
    id: string,
    bytes: Uint8Array,
    fileName = 'photo.png',
  ): Promise<void> {
    const path = `${pathOf(module, id)}/photo?fileName=${encodeURIComponent(fileName)}`;
    await this.#send('PUT', path, bytes);
  }

  async removePhoto(module: string, id: string): Promise<void> {
    await this.#send('DELETE', `${pathOf(module, id)}/photo`);
  }

  /** Approves or rejects a photo held by image validation, as an administrator would. */
  async approvePhoto(module: string, id: string): Promise<void> {
    await this.#send('POST', `${pathOf(module, id)}/photo/approve`, {});
  }

  /**
   * Adds records to the production organization until the next reset.
   *
   * @returns their IDs, in order
   */
  async addRecords(module: string, fields: readonly Record<string, unknown>[]): Promise<string[]> {
    const path = `/records/${encodeURIComponent(module)}`;
    const { ids } = await this.#json<{ ids: string[] }>('POST', path, fields);
    return ids;
  }

  async record(module: string, id: string): Promise<Record<string, unknown>> {
    return this.#json('GET', pathOf(module, id));
  }

  /** Such as `{ $locked: true }`, `{ $approval_state: 'pending' }`, `{ $editable: false }`. */
  async patchRecord(module: string, id: string, fields: Record<string, unknown>): Promise<void> {
    await this.#send('PATCH', pathOf(module, id), fields);
  }

  /**
   * Creates a record in the production organization. The search may not find it yet.
   *
   * @returns its ID
   */
  async addRecord(module: string, fields: Record<string, unknown>): Promise<string> {
    const [id = ''] = await this.addRecords(module, [fields]);
    return id;
  }

  async deleteRecord(module: string, id: string): Promise<void> {
    await this.#send('DELETE', pathOf(module, id));
  }

  /** Changes a module in all organizations, as an administrator would. */
  async patchModule(module: string, patch: Pick<CrmModule, 'image_enable'>): Promise<void> {
    await this.#send('PATCH', `/modules/${module}`, patch);
  }

  /** Changes a profile, such as Standard, in all organizations, as an administrator would. */
  async patchProfile(
    name: string,
    patch: Partial<Omit<UserProfile, 'id' | 'name'>>,
  ): Promise<void> {
    await this.#send('PATCH', `/profiles/${name}`, patch);
  }

  /** Changes what the CRM is like until the next reset; all that it stores stays. */
  async patchSwitches(switches: Partial<Switches>): Promise<void> {
    await this.#send('PATCH', '/switches', switches);
  }

  /** Every request to the three servers since the last reset, in order of arrival. */
  async requests(): Promise<LoggedRequest[]> {
    return this.#json('GET', '/requests');
  }

  /** What went through the proxy since the last reset. */
  async proxyLog(): Promise<ProxiedRequest[]> {
    return this.#json('GET', '/proxied');
  }

  async fault(fault: Fault): Promise<void> {
    await this.#send('POST', '/faults', fault);
  }

  /** Removes all faults, starting with the next request, and releases the responses that are held. */
  async endFaults(): Promise<void> {
    await this.#send('DELETE', '/faults');
  }

  /**
   * Fails the next token requests with an error that explains nothing, as Zoho occasionally does.
   *
   * @param times 0 for all until the next reset
   */
  async failRenewals(times: number, error = 'general_error'): Promise<void> {
    const path = '^/oauth/v2/token$';
    await this.fault({ server: 'accounts', path, times, answer: { status: 200, body: { error } } });
  }

  /** Advances the emulator's clock until the next reset. */
  async advanceClock(ms: number): Promise<void> {
    await this.#send('POST', '/clock', { ms });
  }

  async refreshTokens(): Promise<RefreshTokenDescription[]> {
    return this.#json('GET', '/refresh-tokens');
  }

  /** Revokes all access tokens early, or only one. Refresh tokens can still get new ones. */
  async revokeAccessTokens(only?: string): Promise<void> {
    await this.#send('POST', '/access-tokens/revoke', { only });
  }

  async expireAccessTokens(): Promise<void> {
    await this.#send('POST', '/access-tokens/expire', {});
  }

  async revokeRefreshTokens(): Promise<void> {
    await this.#send('POST', '/refresh-tokens/revoke', {});
  }

  /** Every secret issued since the last reset, so that tests can search for leaks. */
  async secrets(): Promise<string[]> {
    return this.#json('GET', '/secrets');
  }

  async workflowsFired(): Promise<{ module: string; id: string }[]> {
    return this.#json('GET', '/workflows');
  }

  async #json<T>(method: string, path: string, body?: object): Promise<T> {
    const answer = await this.#send(method, path, body);
    return (await answer.json()) as T;
  }

  async #send(method: string, path: string, body?: object): Promise<Response> {
    const isBytes = body instanceof Uint8Array;
    const type = isBytes ? 'application/octet-stream' : 'application/json';
    const answer = await fetch(this.#control + path, {
      method,
      ...(body === undefined
        ? {}
        : {
            headers: { 'content-type': type },
            body: isBytes ? new Blob([new Uint8Array(body)]) : JSON.stringify(body),
          }),
    });
    if (!answer.ok) {
      throw new Error(`emulator: ${method} ${path}: ${answer.status} ${await answer.text()}`);
    }
    return answer;
  }
}

function pathOf(module: string, id: string): string {
  return `/records/${encodeURIComponent(module)}/${encodeURIComponent(id)}`;
}
