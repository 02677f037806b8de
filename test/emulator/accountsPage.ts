import type { FastifyReply, FastifyRequest } from 'fastify';
import { arrivalOf } from './gate.ts';
import { escaped, page } from './page.ts';

/**
 * No word on where forms may lead: the answer to a consent is a redirect to an address of the
 * application's, which browsers would hold against `form-action`.
 */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/**
 * Answers by a page of the accounts server's. It is never kept: a consent page serves once.
 *
 * @param scriptHash of the one inline script that the page has
 */
export function html(reply: FastifyReply, whole: string, scriptHash?: string): FastifyReply {
  const script = scriptHash === undefined ? '' : `; script-src '${scriptHash}'`;
  return reply
    .type('text/html;charset=UTF-8')
    .header('Cache-Control', 'no-store')
    .header('Content-Security-Policy', POLICY + script)
    .send(whole);
}

export function accountsPage(title: string, main: string): string {
  return page(title, '<strong>Accounts emulator</strong>', main);
}

/** What Zoho shows instead of going back to the application. */
export function errorPage(reply: FastifyReply, title: string, status = 400): FastifyReply {
  return textPage(reply.code(status), title, '');
}

export function textPage(reply: FastifyReply, title: string, text: string): FastifyReply {
  const main = `<section class="card"><h1>${escaped(title)}</h1><p>${escaped(text)}</p></section>`;
  return html(reply, accountsPage(title, main));
}

/** The fields of a form that was sent by POST. */
export function formOf(request: FastifyRequest): URLSearchParams {
  return new URLSearchParams(arrivalOf(request.raw).body.toString('utf8'));
}

/** By `Location` as it is: what it says may be relative, and end in any character. */
export function redirect(reply: FastifyReply, address: string): FastifyReply {
  return reply.code(302).header('Location', address).send();
}
