import type { Client } from './client.ts';
import { STANDARD_CLIENT } from './client.ts';
import { Clients } from './clients.ts';
import { ConsentRequests } from './consentRequests.ts';
import { DeviceCodes } from './deviceCodes.ts';
import { EnhanceTokens } from './enhanceTokens.ts';
import { Grants, STANDARD_REFRESH_TOKEN } from './grants.ts';
import { Mint } from './mint.ts';
import type { Organization } from './organization.ts';

/** What the accounts servers know: the applications and what people have allowed them to do. */
export class Accounts {
  readonly #mint = new Mint();
  readonly clients: Clients;
  readonly grants: Grants;
  readonly deviceCodes: DeviceCodes;
  readonly enhanceTokens: EnhanceTokens;
  readonly consentRequests = new ConsentRequests();

  constructor(now: () => number) {
    this.clients = new Clients(this.#mint);
    this.grants = new Grants(now, this.#mint);
    this.deviceCodes = new DeviceCodes(now, this.#mint);
    this.enhanceTokens = new EnhanceTokens(now, this.#mint);
  }

  /** Keeps everything when the organizations are reset. */
  rebind(organizations: readonly Organization[]): void {
    this.grants.rebind(organizations);
    this.deviceCodes.rebind(organizations);
  }

  /** Every secret ever issued, including expired and revoked ones. None may leak anywhere. */
  secrets(): string[] {
    return [STANDARD_CLIENT.secret, STANDARD_REFRESH_TOKEN, ...this.#mint.issued];
  }

  /** @throws Error when there is no client with that ID */
  client(id = STANDARD_CLIENT.id): Client {
    const client = this.clients.find(id);
    if (client === undefined) {
      throw new Error(`no client ${id}`);
    }
    return client;
  }
}
