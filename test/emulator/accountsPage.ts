import type { FastifyReply, FastifyRequest } from 'fastify';
import { arrivalOf } from './gate.ts';
import { escaped, page } from './page.ts';

/**
 * Doesn't set `form-action`: a consent redirects to one of the application's URLs, which browsers
 * would block.
 */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/**
 * Sends a page of the accounts server. It's never cached, because a consent page works once.
 *
 * @param scriptHash hash of the page's only inline script
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

/** What Zoho shows instead of redirecting to the application. */
export function errorPage(reply: FastifyReply, title: string, status = 400): FastifyReply {
  return textPage(reply.code(status), title, '');
}

export function textPage(reply: FastifyReply, title: string, text: string): FastifyReply {
  const main = `<section class="card"><h1>${escaped(title)}</h1><p>${escaped(text)}</p></section>`;
  return html(reply, accountsPage(title, main));
}

/** The fields of a form sent by POST. */
export function formOf(request: FastifyRequest): URLSearchParams {
  return new URLSearchParams(arrivalOf(request.raw).body.toString('utf8'));
}

/** Sets `Location` unchanged: it may be relative and end in any character. */
export function redirect(reply: FastifyReply, address: string): FastifyReply {
  return reply.code(302).header('Location', address).send();
}
