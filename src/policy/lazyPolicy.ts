import type { PolicyFailure } from '../zoho/failure.ts';
import type { Policy, PolicySubject } from './policy.ts';

/** What the administrator of this machine allows. It is read when something is about to be sent. */
export class LazyPolicy {
  /** As of the last request: nothing is backed up before one. */
  backups = true;
  /** As of the last picture that was to be converted. */
  convertHeic = true;
  readonly #load: () => Promise<Policy>;
  #loaded: Promise<Policy> | undefined;

  constructor(load: () => Promise<Policy>) {
    this.#load = load;
  }

  async now(): Promise<Policy> {
    const policy = await (this.#loaded ??= this.#load());
    this.backups = policy.backups;
    this.convertHeic = policy.convertHeic;
    return policy;
  }

  /** Why an account can’t be used or signed in to; undefined if it can. */
  async refusalOf(subject: PolicySubject): Promise<PolicyFailure | undefined> {
    return (await this.now()).refusalOf(subject);
  }
}
