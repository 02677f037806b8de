import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import type { Server } from 'node:https';
import { createServer } from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import process from 'node:process';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import tls from 'node:tls';
import threads from 'node:worker_threads';
import type { Exchange } from '../../../src/zoho/exchange.ts';
import { Network } from '../../../src/zoho/network.ts';
import { photoForm } from '../../../src/zoho/photoForm.ts';
import { readSystemCertificates } from '../../../src/zoho/systemCertificates.ts';
import type { Certificates } from '../../emulator/certificates.ts';
import { makeCertificates } from '../../emulator/certificates.ts';
import { until } from '../until.ts';

const { Worker } = threads;
const PICTURE = { name: 'a.jpg', contentType: 'image/jpeg', bytes: new Uint8Array(1000) };

/** Who signs the test's own certificates. */
const EMULATOR = 'Zoho CRM emulator';

/** A thread's scripts in place of the product's. */
const HANGING = 'for (;;);';
const FAILING = 'throw new Error("no such function");';
const ENDING = 'process.exit(0);';

/** npm has no later Node than 24.0 for Apple Silicon. */
const skip = !('setDefaultCACertificates' in tls) && 'this Node is older than 24.5';

describe('the certificates of the operating system', { skip }, () => {
  let certificates: Certificates;
  let authority: string;
  let server: Server;
  let network: Network | undefined;
  let exchanges: Exchange[];
  /** What each thread that was started was told to do, in the order of their starts. */
  let started: InstanceType<typeof Worker>[];
  let ended: number;
  /** What the main thread has asked for. */
  let asked: unknown[];
  /** What a thread does; undefined: what the product tells it to. */
  let script: string | undefined;
  let systemCertificates: boolean;
  const own = tls.getCACertificates;

  before(async () => {
    certificates = await makeCertificates();
    authority = await readFile(certificates.caFile, 'utf8');
    // Where Linux has what it trusts. The other systems have no such place that a test may change.
    process.env.SSL_CERT_FILE = certificates.caFile;
    process.env.SSL_CERT_DIR = path.dirname(certificates.caFile);
    server = createServer({ cert: certificates.cert, key: certificates.key }, (request, answer) => {
      request.resume().once('end', () => answer.end('{}'));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    // As VS Code's own https trusts it. Holds for this thread alone.
    tls.setDefaultCACertificates([...tls.getCACertificates('default'), authority]);
  });

  after(async () => {
    server.closeAllConnections();
    server.close();
    await certificates.remove();
  });

  beforeEach(() => {
    exchanges = [];
    started = [];
    ended = 0;
    asked = [];
    script = undefined;
    systemCertificates = true;
    threads.Worker = class extends Worker {
      constructor(...[file, options]: ConstructorParameters<typeof Worker>) {
        super(script ?? file, options);
        started.push(this);
        this.once('exit', () => (ended += 1));
      }
    };
    tls.getCACertificates = (type) => {
      asked.push(type);
      return own(type);
    };
    syncBuiltinESMExports();
  });

  afterEach(async () => {
    await network?.close();
    network = undefined;
    await until('all threads have ended', () => ended === started.length);
    threads.Worker = Worker;
    tls.getCACertificates = own;
    syncBuiltinESMExports();
    assert.deepEqual(asked, [], 'the main thread has waited for the system');
  });

  function origin(): string {
    return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  /** A network that has seen that the server is reached straight. */
  async function straight(nodeReadsCertificates?: () => boolean): Promise<Network> {
    network = new Network({
      userAgent: 'test',
      timeLimit: () => 60,
      systemCertificates: () => systemCertificates,
      ...(nodeReadsCertificates === undefined ? {} : { nodeReadsCertificates }),
      onExchange: (exchange) => exchanges.push(exchange),
    });
    const { signal } = new AbortController();
    const learnt = await network.send(
      { method: 'GET', url: new URL(`${origin()}/org`), headers: {} },
      { signal },
    );
    assert.ok(learnt.ok, JSON.stringify(learnt));
    return network;
  }

  /** @returns how a picture went */
  async function sendPicture(through: Network, signal?: AbortSignal): Promise<string> {
    const sent = await through.send(
      {
        method: 'POST',
        url: new URL(`${origin()}/photo`),
        headers: {},
        body: photoForm(PICTURE),
        bulk: true,
      },
      { signal: signal ?? new AbortController().signal },
    );
    assert.ok(sent.ok, JSON.stringify(sent));
    return exchanges.at(-1)?.way ?? '';
  }

  it('are read in a thread that ends with it, once each, with Node’s own', async () => {
    const read = await readSystemCertificates().certificates;
    assert.ok(read !== undefined);
    assert.equal(new Set(read).size, read.length);
    assert.ok(own('bundled').every((one) => read.includes(one)));
    assert.equal(
      read.map((one) => new X509Certificate(one)).some((one) => one.subject.includes(EMULATOR)),
      process.platform === 'linux',
    );
    assert.equal(started.length, 1);
  });

  it(
    'are what pictures trust that go straight',
    { skip: process.platform !== 'linux' },
    async () => {
      const through = await straight();
      await until('they are there', async () => (await sendPicture(through)) === 'undici');
      await Promise.all([sendPicture(through), sendPicture(through)]);
      assert.ok(exchanges.every(({ failure }) => failure === undefined));
      assert.deepEqual([...through.routes()], [[origin(), 'undici']]);
      assert.equal(started.length, 1);
    },
  );

  it('are trusted by nothing that goes straight where they do not count', async () => {
    systemCertificates = false;
    const through = await straight();
    // Node itself trusts the server here, since the test has told it to.
    assert.equal(await sendPicture(through), 'undici');
    assert.equal(started.length, 0);
  });

  it('are not waited for where they do not come: pictures go VS Code’s way', async () => {
    script = HANGING;
    const through = await straight();
    const ways = await Promise.all([sendPicture(through), sendPicture(through)]);
    assert.deepEqual(ways, ['vscode', 'vscode']);
    const before = performance.now();
    for (let n = 0; n < 10; n++) {
      assert.equal(await sendPicture(through), 'vscode');
    }
    const each = (performance.now() - before) / 10;
    assert.ok(each < 400, `${each} ms each: nobody waits a second time`);
    assert.deepEqual([started.length, ended], [1, 0]);
  });

  it('do not keep a cancel waiting', async () => {
    script = HANGING;
    const through = await straight();
    const cancel = new AbortController();
    const reason = new Error('canceled');
    const sending = sendPicture(through, cancel.signal);
    await until('it is waited for', () => started.length === 1);
    cancel.abort(reason);
    await assert.rejects(sending, reason);
  });

  for (const [name, what] of Object.entries({ FAILING, ENDING })) {
    it(`are asked for once where they cannot be read (${name})`, async () => {
      script = what;
      const through = await straight();
      assert.equal(await sendPicture(through), 'vscode');
      await until('it has ended', () => ended === 1);
      assert.equal(await sendPicture(through), 'vscode');
      assert.deepEqual([...through.routes()], [[origin(), 'vscode']]);
      assert.equal(started.length, 1);
    });
  }

  it('are used once they come, however late', { skip: process.platform !== 'linux' }, async () => {
    const go = path.join(path.dirname(certificates.caFile), 'go');
    script = `
      const { existsSync } = require('node:fs');
      const look = () => existsSync(${JSON.stringify(go)})
        ? require('node:worker_threads').parentPort.postMessage([${JSON.stringify(authority)}])
        : setTimeout(look, 5);
      look();`;
    const through = await straight();
    assert.equal(await sendPicture(through), 'vscode');
    await writeFile(go, '');
    await until('they are there', async () => (await sendPicture(through)) === 'undici');
  });

  it('are not asked for where VS Code does not let Node read them', async () => {
    const through = await straight(() => false);
    assert.equal(await sendPicture(through), 'vscode');
    assert.deepEqual([...through.routes()], [[origin(), 'vscode']]);
    assert.equal(started.length, 0);
  });
});
