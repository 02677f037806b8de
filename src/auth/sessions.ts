import { Crm } from '../zoho/crm.ts';
import { serversOf } from '../zoho/dataCentre.ts';
import type { Network } from '../zoho/network.ts';
import type { Account } from './account.ts';
import type { Accounts } from './accounts.ts';
import { AccountTokens } from './accountTokens.ts';

/** The CRM of each account, with one source of tokens for all who use it. */
export class Sessions {
  readonly #accounts: Accounts;
  readonly #network: Network;
  readonly #tokens = new Map<string, AccountTokens>();

  constructor(accounts: Accounts, network: Network) {
    this.#accounts = accounts;
    this.#network = network;
  }

  /** The CRM of an account: its token goes to its own servers, and nowhere else. */
  crmOf({ id, place }: Account): Crm {
    const tokens = this.#tokens.get(id) ?? new AccountTokens(this.#accounts, this.#network, id);
    this.#tokens.set(id, tokens);
    return new Crm(this.#network, serversOf(place), tokens);
  }
}
