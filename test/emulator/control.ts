import type { ClientOptions } from './clients.ts';
import type { CodeOptions } from './codeOptions.ts';
import type { Fault } from './fault.ts';
import type { CrmModule, UserProfile } from './organization.ts';
import type { Profile, Switches } from './profile.ts';
import type { ProxiedRequest } from './proxy.ts';
import type { LoggedRequest } from './requestLog.ts';
import type { ConsentOptions } from './state.ts';

export interface PhotoDescription {
  /** Of the bytes that were uploaded. */
  sha256: string;
  size: number;
  /** By the picture's format, not by what the upload said of it. */
  contentType: string;
  fileName: string;
}

/** A refresh token that works, without its value. */
export interface RefreshTokenDescription {
  clientId: string;
  /** E-mail address. */
  user: string;
  /** Domain name, which tells the environment too. */
  organization: string;
  scopes: string[];
}

/**
 * Looks behind a running emulator, and makes things happen there. Works from any process, also from
 * VS Code's extension host: it needs nothing but fetch.
 */
export class EmulatorControl {
  readonly #control: string;

  /** @param control origin of the emulator's fourth listener */
  constructor(control: string) {
    this.#control = control;
  }

  /**
   * Back to the seed data: no faults, no log, no photos; of the tokens only the standard ones,
   * unless those given out are to be kept.
   */
  async reset(
    options: { profile?: Profile; switches?: Partial<Switches>; keepTokens?: boolean } = {},
  ): Promise<void> {
    await this.#send('POST', '/reset', options);
  }

  /** An application, as the console registers it; the secret is empty for one that has none. */
  async registerClient(
    options: ClientOptions,
  ): Promise<{ clientId: string; clientSecret: string }> {
    return this.#json('POST', '/clients', options);
  }

  /** A code, as the console generates it for a self client and the authorize page for others. */
  async issueCode(options: CodeOptions = {}): Promise<string> {
    const { code } = await this.#json<{ code: string }>('POST', '/codes', options);
    return code;
  }

  async issueAccessToken(options: ConsentOptions = {}): Promise<string> {
    const { token } = await this.#json<{ token: string }>('POST', '/access-tokens', options);
    return token;
  }

  /** What is stored as a record's photo: the bytes as they came in, whatever GET hands back. */
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

  /** What an administrator does with a photo that image validation holds back. */
  async approvePhoto(module: string, id: string): Promise<void> {
    await this.#send('POST', `${pathOf(module, id)}/photo/approve`, {});
  }

  /**
   * More records of the production organization, until the next reset.
   *
   * @returns their ids, in order
   */
  async addRecords(module: string, fields: readonly Record<string, unknown>[]): Promise<string[]> {
    const path = `/records/${encodeURIComponent(module)}`;
    const { ids } = await this.#json<{ ids: string[] }>('POST', path, fields);
    return ids;
  }

  async record(module: string, id: string): Promise<Record<string, unknown>> {
    return this.#json('GET', pathOf(module, id));
  }

  /** For example `{ $locked: true }`, `{ $approval_state: 'pending' }`, `{ $editable: false }`. */
  async patchRecord(module: string, id: string, fields: Record<string, unknown>): Promise<void> {
    await this.#send('PATCH', pathOf(module, id), fields);
  }

  /**
   * A record that somebody has just made in the production organization. The search may not know it
   * yet.
   *
   * @returns its id
   */
  async addRecord(module: string, fields: Record<string, unknown>): Promise<string> {
    const [id = ''] = await this.addRecords(module, [fields]);
    return id;
  }

  async deleteRecord(module: string, id: string): Promise<void> {
    await this.#send('DELETE', pathOf(module, id));
  }

  /** What an administrator does to a module, in all organizations. */
  async patchModule(module: string, patch: Pick<CrmModule, 'image_enable'>): Promise<void> {
    await this.#send('PATCH', `/modules/${module}`, patch);
  }

  /** What an administrator does to a profile, such as Standard, in all organizations. */
  async patchProfile(
    name: string,
    patch: Partial<Omit<UserProfile, 'id' | 'name'>>,
  ): Promise<void> {
    await this.#send('PATCH', `/profiles/${name}`, patch);
  }

  /** Every request to the three servers since the last reset, in the order of their arrival. */
  async requests(): Promise<LoggedRequest[]> {
    return this.#json('GET', '/requests');
  }

  /** What has gone through the proxy since the last reset. */
  async proxyLog(): Promise<ProxiedRequest[]> {
    return this.#json('GET', '/proxied');
  }

  async fault(fault: Fault): Promise<void> {
    await this.#send('POST', '/faults', fault);
  }

  /** No more faults from the next request on. */
  async endFaults(): Promise<void> {
    await this.#send('DELETE', '/faults');
  }

  /**
   * Fails the next requests for a token in a way that says nothing, as Zoho now and then does.
   *
   * @param times 0 for all until the next reset
   */
  async failRenewals(times: number, error = 'general_error'): Promise<void> {
    const path = '^/oauth/v2/token$';
    await this.fault({ server: 'accounts', path, times, answer: { status: 200, body: { error } } });
  }

  /** Puts the emulator's clock forward, until the next reset. */
  async advanceClock(ms: number): Promise<void> {
    await this.#send('POST', '/clock', { ms });
  }

  async refreshTokens(): Promise<RefreshTokenDescription[]> {
    return this.#json('GET', '/refresh-tokens');
  }

  /**
   * Ends access tokens before their time, all of them or those that somebody has used; refresh
   * tokens go on to give new ones.
   */
  async revokeAccessTokens({ onlyUsed = false } = {}): Promise<void> {
    await this.#send('POST', '/access-tokens/revoke', { onlyUsed });
  }

  async expireAccessTokens(): Promise<void> {
    await this.#send('POST', '/access-tokens/expire', {});
  }

  async revokeRefreshTokens(): Promise<void> {
    await this.#send('POST', '/refresh-tokens/revoke', {});
  }

  /** Everything secret that was given out since the last reset: to look for where none may be. */
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
