import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { IncomingMessage, RequestOptions } from 'node:http';
import { request as httpRequest } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { connect, createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { browserPage } from '../../../../src/ui/signIn/browserPage.ts';
import { Loopback, PORTS, redirectUriOf } from '../../../../src/auth/flows/loopback.ts';
import { freePorts } from '../../freePorts.ts';

const CODE = '1000.0123456789abcdef.fedcba9876543210';

interface Answer {
  readonly status: number;
  readonly page: string;
  readonly headers: IncomingMessage['headers'];
}

describe('Loopback', () => {
  let port: number;
  let loopback: Loopback;

  beforeEach(async () => {
    [port = 0] = await freePorts(1);
    loopback = await opened([port]);
  });

  afterEach(() => {
    loopback.close();
  });

  async function opened(ports: readonly number[]): Promise<Loopback> {
    const one = await Loopback.open(
      ports,
      (url) => url.searchParams.get('state') === 'ours',
      browserPage,
    );
    assert.ok(one);
    return one;
  }

  /** Sends what any program on the machine can send, including what no browser would. */
  async function ask(path: string, options: RequestOptions = {}): Promise<Answer> {
    const request = httpRequest({ host: '127.0.0.1', port, path, agent: false, ...options });
    request.end();
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    return {
      status: response.statusCode ?? 0,
      page: await text(response),
      headers: response.headers,
    };
  }

  it('returns the URL that the browser was sent to, and tells the person to go back', async () => {
    const { status, page, headers } = await ask(`/callback?state=ours&code=${CODE}`);
    assert.equal(status, 200);
    assert.match(page, /go back to VS Code/);
    assert.match(headers['content-type'] ?? '', /^text\/html/);
    assert.equal((await loopback.arrived).href, `${redirectUriOf(port)}?state=ours&code=${CODE}`);
  });

  it('uses an address of this machine, by number', () => {
    assert.equal(loopback.redirectUri, `http://127.0.0.1:${port}/callback`);
    assert.deepEqual(
      PORTS.map((each) => URL.canParse(redirectUriOf(each))),
      PORTS.map(() => true),
    );
  });

  it('ends with the first answer: a second one changes nothing', async () => {
    await ask('/callback?state=ours&code=first');
    const second = await ask('/callback?state=ours&code=second');
    assert.equal(second.status, 410);
    assert.equal((await loopback.arrived).searchParams.get('code'), 'first');
  });

  it('keeps waiting after requests that are not for it', async () => {
    const others: [string, RequestOptions, number][] = [
      ['/callback?state=guessed&code=c', {}, 400],
      ['/callback?code=c', {}, 400],
      ['/callback?error=access_denied', {}, 400],
      ['/callback?state=ours&code=c', { method: 'POST' }, 405],
      ['/callback?state=ours&code=c', { method: 'OPTIONS' }, 405],
      ['/callback?state=ours&code=c', { headers: { host: `evil.test:${port}` } }, 403],
      ['/callback?state=ours&code=c', { headers: { host: 'evil.test' } }, 403],
      ['/callback?state=ours&code=c', { headers: { host: `localhost:${port}` } }, 403],
      ['/callback?state=ours&code=c', { headers: { host: '127.0.0.1' } }, 403],
      ...['image', 'script', 'iframe', 'empty'].map((dest): [string, RequestOptions, number] => [
        '/callback?state=ours&code=c',
        { headers: { 'sec-fetch-dest': dest, host: `127.0.0.1:${port}` } },
        403,
      ]),
      ['/', {}, 404],
      ['/favicon.ico', {}, 404],
      ['/callback/?state=ours&code=c', {}, 404],
      ['//callback?state=ours&code=c', {}, 404],
      [`http://evil.test/callback?state=ours&code=c`, {}, 404],
    ];
    for (const [path, options, status] of others) {
      const answer = await ask(path, options);
      assert.equal(answer.status, status, `${options.method ?? 'GET'} ${path}`);
    }
    // Like a browser that navigates the whole page.
    const headers = { 'sec-fetch-dest': 'document', host: `127.0.0.1:${port}` };
    await ask('/callback?state=ours&code=at-last', { headers });
    assert.equal((await loopback.arrived).searchParams.get('code'), 'at-last');
  });

  it('answers with pages that contain nothing secret, and can’t be stored or extended', async () => {
    const answers = [
      await ask(`/callback?state=guessed&code=${CODE}`),
      await ask(`/elsewhere?state=ours&code=${CODE}`),
      await ask(`/callback?state=ours&code=${CODE}`),
      await ask(`/callback?state=ours&code=${CODE}`),
    ];
    assert.deepEqual(
      answers.map(({ status }) => status),
      [400, 404, 200, 410],
    );
    for (const { page, headers } of answers) {
      assert.ok(!page.includes(CODE) && !page.includes('ours'), page);
      assert.match(String(headers['content-security-policy']), /default-src 'none'/);
      assert.doesNotMatch(String(headers['content-security-policy']), /script/);
      assert.equal(headers['cache-control'], 'no-store');
      assert.equal(headers['referrer-policy'], 'no-referrer');
      assert.equal(headers['x-content-type-options'], 'nosniff');
    }
  });

  it('hears a browser that does not wait for the answer', async () => {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write(
      `GET /callback?state=ours&code=c HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`,
      () => socket.destroy(),
    );
    assert.equal((await loopback.arrived).searchParams.get('code'), 'c');
  });

  it('uses the next port when one is taken, and none when all are', async () => {
    const [next = 0] = await freePorts(1);
    const second = await opened([port, next]);
    assert.equal(second.redirectUri, redirectUriOf(next));
    assert.equal(await Loopback.open([port, next], () => true, String), undefined);
    assert.equal(await Loopback.open([], () => true, String), undefined);
    second.close();
  });

  it('releases its port when it is closed, even with open connections', async () => {
    const idle = connect(port, '127.0.0.1');
    await once(idle, 'connect');
    loopback.close();
    const again: Server = createServer().listen(port, '127.0.0.1');
    await once(again, 'listening');
    assert.equal((again.address() as AddressInfo).port, port);
    again.close();
    // A connection without a request is closed too.
    await once(idle.resume(), 'close');
  });
});
