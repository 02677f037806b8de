import { Crm } from '../../../src/zoho/crm.ts';
import type { Result } from '../../../src/zoho/failure.ts';
import { success } from '../../../src/zoho/failure.ts';
import { Network } from '../../../src/zoho/network.ts';
import type { Incoming, Outgoing } from '../../../src/zoho/sender.ts';

/** A network without a connection: it answers by itself. */
export class SayingNetwork extends Network {
  readonly #answerTo: (outgoing: Outgoing) => Incoming;

  constructor(answerTo: (outgoing: Outgoing) => Incoming) {
    super({
      userAgent: 'test',
      timeLimit: () => 1,
      systemCertificates: () => false,
      onExchange: () => undefined,
    });
    this.#answerTo = answerTo;
  }

  override send(outgoing: Outgoing): Promise<Result<Incoming>> {
    return Promise.resolve(success(this.#answerTo(outgoing)));
  }
}

/** A server's answer: text unchanged, everything else as JSON. */
export function answering(body: unknown, status = 200, type = 'application/json'): Incoming {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { status, headers: { 'content-type': type }, body: Buffer.from(text) };
}

/** The CRM of an account, with the same answer to every request. */
export function crmSaying(answer: Incoming): Crm {
  const servers = { accounts: 'https://a.test', api: 'https://b.test', web: 'https://c.test' };
  const token = (): Promise<Result<string>> => Promise.resolve(success('1000.a.b'));
  return new Crm(new SayingNetwork(() => answer), servers, { token, renew: token });
}
