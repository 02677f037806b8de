import { Crm } from '../../../src/zoho/crm.ts';
import type { Result } from '../../../src/zoho/failure.ts';
import { success } from '../../../src/zoho/failure.ts';
import { Network } from '../../../src/zoho/network.ts';
import type { Incoming } from '../../../src/zoho/sender.ts';

/** A network that reaches nobody: it gives one answer to everything. */
export class SayingNetwork extends Network {
  readonly #answer: Incoming;

  constructor(answer: Incoming) {
    super({
      userAgent: 'test',
      timeLimit: () => 1,
      systemCertificates: () => false,
      onExchange: () => undefined,
    });
    this.#answer = answer;
  }

  override send(): Promise<Result<Incoming>> {
    return Promise.resolve(success(this.#answer));
  }
}

/** An answer as a server gives it: a text as it is, all else as JSON. */
export function answering(body: unknown, status = 200, type = 'application/json'): Incoming {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { status, headers: { 'content-type': type }, body: Buffer.from(text) };
}

/** The CRM of an account, which gives one answer to everything. */
export function crmSaying(answer: Incoming): Crm {
  const servers = { accounts: 'https://a.test', api: 'https://b.test', web: 'https://c.test' };
  const token = (): Promise<Result<string>> => Promise.resolve(success('1000.a.b'));
  return new Crm(new SayingNetwork(answer), servers, { token, renew: token });
}
