import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import { zohoHostOf } from '../../emulator/dataCenter.ts';

export interface Page {
  readonly url: URL;
  readonly status: number;
  readonly html: string;
  /** Where the browser ended up, if that is outside the emulator. */
  readonly left: URL | undefined;
  readonly policy: string;
}

/**
 * Acts like a browser on the accounts server's pages: follows redirects, and fills in and sends
 * forms. Zoho's names lead to the emulator.
 */
export class Browser {
  readonly #accounts: URL;
  readonly #prefix: string;

  /**
   * @param accounts origin of the accounts server
   * @param prefix the path prefix that is removed before the server, as by the proxy
   *   through which VS Code in a browser shows a port
   */
  constructor(accounts: string, prefix = '') {
    this.#accounts = new URL(accounts);
    this.#prefix = prefix;
  }

  /** @param url a path of the accounts server, or a whole URL */
  open(url: string | URL): Promise<Page> {
    const isPath = typeof url === 'string' && url.startsWith('/');
    return this.#visit('GET', new URL(isPath ? this.#prefix + url : url, this.#accounts));
  }

  /**
   * Sends the form with a button of this name.
   *
   * @param fields by name; the others keep the page's values
   */
  async press(page: Page, button: string, fields: Record<string, string> = {}): Promise<Page> {
    const form = formOf(page.html, button);
    for (const [name, value] of Object.entries(fields)) {
      assert.ok(form.names.has(name), `no field ${name}`);
      form.values.set(name, value);
    }
    const url = new URL(form.action, page.url);
    if (form.method === 'get') {
      url.search = form.values.toString();
      return this.#visit('GET', url);
    }
    return this.#visit('POST', url, form.values);
  }

  /** Sends what no browser would send from there by itself. */
  post(url: string, parameters: Record<string, string>): Promise<Page> {
    return this.#visit('POST', new URL(url, this.#accounts), new URLSearchParams(parameters));
  }

  async #visit(method: string, url: URL, form?: URLSearchParams): Promise<Page> {
    const { hostname, port } = this.#accounts;
    const path = url.pathname + url.search;
    assert.ok(path.startsWith(this.#prefix), `beside the prefix: ${path}`);
    const request = httpRequest({
      hostname,
      port,
      method,
      path: path.slice(this.#prefix.length),
      agent: false,
      headers: {
        host: url.host,
        ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      },
    });
    request.end(form?.toString());
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    const html = await text(response);
    const status = response.statusCode ?? 0;
    const policy = String(response.headers['content-security-policy']);
    const { location } = response.headers;
    if (location === undefined) {
      return { url, status, html, left: undefined, policy };
    }
    const next = new URL(location, url);
    const stays = next.origin === this.#accounts.origin || zohoHostOf(next.host)?.server;
    return stays === true || stays === 'accounts'
      ? this.#visit('GET', next)
      : { url, status, html, left: next, policy };
  }
}

interface Form {
  readonly action: string;
  readonly method: string;
  /** All fields of the form. */
  readonly names: ReadonlySet<string>;
  /** What is sent unless it is changed. */
  readonly values: URLSearchParams;
}

function formOf(html: string, button: string): Form {
  for (const [, attributes = '', content = ''] of html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)) {
    const buttons = [...content.matchAll(/<button\b([^>]*)>(.*?)<\/button>/gs)];
    const pressed = buttons.find(([, , label]) => label === button);
    if (pressed === undefined) {
      continue;
    }
    const values = new URLSearchParams();
    const names = new Set<string>();
    for (const [, tag, own = '', inner = ''] of content.matchAll(FIELD)) {
      const name = attribute(own, 'name') ?? '';
      names.add(name);
      const value = tag === 'input' ? inputValue(own) : chosen(tag ?? '', inner);
      if (value !== undefined && name !== '') {
        values.set(name, value);
      }
    }
    const name = attribute(pressed[1] ?? '', 'name');
    if (name !== undefined) {
      values.set(name, attribute(pressed[1] ?? '', 'value') ?? '');
    }
    const method = attribute(attributes, 'method') ?? 'get';
    return { action: attribute(attributes, 'action') ?? '', method, names, values };
  }
  return assert.fail(`no button ${button} in ${html.replace(/^.*<main>/s, '')}`);
}

const FIELD = /<(input|select|textarea)\b([^>]*)>(?:(?<!<input[^>]*>)(.*?)<\/\1>)?/gs;

function inputValue(attributes: string): string | undefined {
  const isOff = /type="(radio|checkbox)"/.test(attributes) && !/\bchecked\b/.test(attributes);
  return isOff ? undefined : (attribute(attributes, 'value') ?? '');
}

function chosen(tag: string, content: string): string | undefined {
  if (tag === 'textarea') {
    return unescaped(content);
  }
  const options = [...content.matchAll(/<option\b([^>]*)>/g)].map(([, own = '']) => own);
  const one = options.find((own) => /\bselected\b/.test(own)) ?? options[0];
  return one === undefined ? undefined : attribute(one, 'value');
}

function attribute(attributes: string, name: string): string | undefined {
  const value = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1];
  return value === undefined ? undefined : unescaped(value);
}

/** Text as a person reads it. */
function unescaped(html: string): string {
  return html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
