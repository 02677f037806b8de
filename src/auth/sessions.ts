import { Crm } from '../zoho/crm.ts';
import { serversOf } from '../zoho/dataCenter.ts';
import type { Account } from './account.ts';
import type { AccountTokensOptions } from './accountTokens.ts';
import { AccountTokens } from './accountTokens.ts';

/** The CRM of each account, with one source of tokens for all who use it. */
export class Sessions {
  readonly #options: AccountTokensOptions;
  readonly #tokens = new Map<string, AccountTokens>();

  constructor(options: AccountTokensOptions) {
    this.#options = options;
  }

  /** The CRM of an account. Its token goes only to its own servers. */
  crmOf({ id, place }: Account): Crm {
    const tokens = this.#tokens.get(id) ?? new AccountTokens(this.#options, id);
    this.#tokens.set(id, tokens);
    return new Crm(this.#options.network, serversOf(place), tokens);
  }
}
