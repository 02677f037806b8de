import assert from 'node:assert/strict';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { Agent, request as httpRequest } from 'node:http';
import { once } from 'node:events';
import { after, before, beforeEach, describe, it } from 'node:test';
import { buffer } from 'node:stream/consumers';
import { jpeg, padJpeg } from '../../pictures.ts';
import { AMELIA, CrmClient, photoPath } from './crmClient.ts';

const ORG = '/crm/v2/org';

/** Every fault as a real client sees it, over a real socket. */
describe('a fault', () => {
  let crm: CrmClient;
  let agent: Agent;
  before(async () => {
    crm = await CrmClient.start();
    agent = new Agent({ keepAlive: true });
  });
  after(async () => {
    agent.destroy();
    await crm.close();
  });
  beforeEach(() => crm.reset());

  async function open(method: string, path: string, headers = {}): Promise<ClientRequest> {
    const authorization = `Zoho-oauthtoken ${await crm.control.issueAccessToken()}`;
    const url = crm.emulator.servers.api + path;
    return httpRequest(url, { method, agent, headers: { authorization, ...headers } });
  }

  const DISPOSITION = 'Content-Disposition: form-data; name="file"; filename="a.jpg"';
  function multipart(bytes: Buffer): [headers: Record<string, string | number>, body: Buffer] {
    const body = Buffer.concat([
      Buffer.from(`--XX\r\n${DISPOSITION}\r\n\r\n`),
      bytes,
      Buffer.from('\r\n--XX--\r\n'),
    ]);
    const type = 'multipart/form-data; boundary=XX';
    return [{ 'content-type': type, 'content-length': body.length }, body];
  }
  async function picture(size = 2000): Promise<Buffer> {
    return padJpeg(await jpeg({ width: 8, height: 8 }), size);
  }
  async function lastStatus(): Promise<number | undefined> {
    return (await crm.control.requests()).at(-1)?.status;
  }

  it('affects the requests that it names, as often as it says, in order', async () => {
    const statuses = async (): Promise<number[]> => {
      const seen = [];
      for (const [method, path] of [
        ['GET', ORG],
        ['GET', '/crm/v2/users'],
        ['DELETE', photoPath()],
      ] as const) {
        seen.push((await crm.api(method, path)).status);
      }
      return seen;
    };
    await crm.control.fault({ method: 'DELETE', answer: { status: 500 } });
    await crm.control.fault({ path: '/(org|users)$', times: 2, answer: { status: 501 } });
    await crm.control.fault({ server: 'web', times: 0, answer: { status: 502 } });
    await crm.control.fault({ path: '/org', times: 0, answer: { status: 503 } });
    assert.deepEqual(await statuses(), [501, 501, 500]);
    assert.deepEqual(await statuses(), [503, 200, 200]);
    assert.deepEqual(await statuses(), [503, 200, 200]);
    await crm.reset();
    assert.deepEqual(await statuses(), [200, 200, 200]);
  });

  it('is rejected immediately when its path is not a regular expression', async () => {
    await assert.rejects(crm.control.fault({ path: '(' }));
  });

  it('replaces the answer, and the request has no effect', async () => {
    const answer = { status: 429, body: { code: 'BUSY' }, headers: { 'retry-after': '7' } };
    await crm.control.fault({ answer });
    const { status, code, headers } = await crm.upload(photoPath(), await picture());
    assert.deepEqual([status, code, headers.get('retry-after')], [429, 'BUSY', '7']);
    await crm.control.fault({ answer: { status: 502, body: '<h1>Bad Gateway</h1>' } });
    const page = await crm.upload(photoPath(), await picture());
    assert.deepEqual([page.status, page.bytes.toString()], [502, '<h1>Bad Gateway</h1>']);
    assert.match(page.headers.get('content-type') ?? '', /^text\/html/);
    assert.equal(await crm.control.photo(AMELIA.module, AMELIA.id), null);
    const [first] = await crm.control.requests();
    assert.deepEqual([first?.status, first?.code], [429, 'BUSY']);
  });

  it('answers early, before the body has arrived', async () => {
    await crm.control.fault({ early: true, answer: { status: 413 } });
    const request = await open('POST', photoPath(), { 'content-length': 1_000_000 });
    request.on('error', () => undefined);
    request.write('-');
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    assert.equal(response.statusCode, 413);
    assert.equal(response.headers.connection, 'close');
    response.resume();
    await once(response, 'close');
    request.destroy();
  });

  it('delays the answer', async () => {
    await crm.control.fault({ delayMs: 60 });
    const started = performance.now();
    assert.equal((await crm.api('GET', ORG)).status, 200);
    const took = performance.now() - started;
    assert.ok(took >= 55);
    const { milliseconds = 0 } = (await crm.control.requests())[0] ?? {};
    assert.ok(milliseconds >= 55 && milliseconds <= took, `${milliseconds} of ${took}`);
  });

  it('holds answers back until the faults end', async () => {
    await crm.control.fault({ held: true });
    const held = await open('GET', ORG);
    const answered = once(held, 'response') as Promise<[IncomingMessage]>;
    held.end();
    await crm.waitForRequests(1);
    assert.equal((await crm.api('GET', ORG)).status, 200);
    assert.equal((await crm.control.requests())[0]?.status, 0);
    await crm.control.endFaults();
    const [response] = await answered;
    response.resume();
    assert.equal(response.statusCode, 200);
  });

  it('never answers, though the request has its effect', async () => {
    await crm.control.fault({ never: true });
    const request = await open('GET', ORG);
    request.end();
    const failed = once(request, 'error');
    await crm.waitForRequests(1);
    assert.equal(await lastStatus(), 0);
    request.destroy(new Error('gave up'));
    assert.match(String(await failed), /gave up/);
    assert.equal((await crm.api('GET', ORG)).status, 200);
  });

  for (const bytes of [0, 1, 1500]) {
    it(`drops the connection after ${bytes} bytes of the request's body`, async () => {
      await crm.control.fault({ cutAfterBytes: bytes });
      const [headers, body] = multipart(await picture(100_000));
      const request = await open('POST', photoPath(), headers);
      request.end(body);
      const [error] = (await once(request, 'error')) as [NodeJS.ErrnoException];
      assert.match(error.code ?? '', /^(ECONNRESET|EPIPE)$/);
      const [entry] = await crm.control.requests();
      assert.equal(entry?.status, 0);
      assert.ok(entry.bytes >= bytes && entry.bytes < body.length);
      assert.equal(await crm.control.photo(AMELIA.module, AMELIA.id), null);
    });
  }

  for (const bytes of [0, 10]) {
    it(`drops the connection after ${bytes} bytes of the answer's body`, async () => {
      await crm.control.fault({ cutAnswerAfterBytes: bytes });
      const request = await open('GET', ORG);
      request.end();
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      assert.equal(response.statusCode, 200);
      let received = 0;
      response.on('data', (chunk: Buffer) => {
        received += chunk.length;
      });
      const [error] = (await once(response, 'error')) as [NodeJS.ErrnoException];
      assert.deepEqual([error.code, received], ['ECONNRESET', bytes]);
    });
  }

  it('carries the request out and drops the connection instead of answering', async () => {
    await crm.control.fault({ cutBeforeAnswer: true });
    const bytes = await picture();
    const [headers, body] = multipart(bytes);
    const request = await open('POST', photoPath(), headers);
    request.end(body);
    await once(request, 'error');
    assert.deepEqual(await crm.control.photoBytes(AMELIA.module, AMELIA.id), new Uint8Array(bytes));
    const [entry] = await crm.control.requests();
    assert.deepEqual([entry?.status, entry?.code], [0, undefined]);
  });

  it('reads the body slowly, so that the client has to wait', async () => {
    // Much more than the buffers between the two can hold.
    await crm.reset({ switches: { maxRequestBytes: 2 ** 30 } });
    await crm.control.fault({ bytesPerSecond: 1_000_000 });
    const size = 64 * 1024 * 1024;
    const request = await open('POST', photoPath(), { 'content-length': size });
    request.on('error', () => undefined);
    let drained = false;
    request.write(Buffer.alloc(size), () => {
      drained = true;
    });
    await crm.waitForRequests(1);
    while (((await crm.control.requests())[0]?.bytes ?? 0) < 300_000) {
      // It continues at its own pace.
    }
    assert.equal(drained, false);
    const { bytes = 0 } = (await crm.control.requests())[0] ?? {};
    assert.ok(bytes < size / 2);
    request.destroy();
  });

  it('closes idle connections without notice if the profile says so (worst)', async () => {
    await crm.control.reset({ profile: 'worst' });
    for (let count = 1; count <= 2; count += 1) {
      const request = await open('GET', ORG);
      request.end();
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      assert.equal(response.headers['keep-alive'], undefined);
      assert.notEqual(response.headers.connection, 'close');
      const { socket } = response;
      const closed = once(socket, 'close');
      await buffer(response);
      await closed;
    }
  });

  it('leaves connections open otherwise', async () => {
    const sockets = new Set();
    for (let count = 1; count <= 3; count += 1) {
      const request = await open('GET', ORG);
      request.end();
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      sockets.add(response.socket);
      await buffer(response);
    }
    assert.equal(sockets.size, 1);
  });
});
