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

/** The authority that signs the test's certificates. */
const EMULATOR = 'Zoho CRM emulator';

/** Thread scripts that replace the product's. */
const HANGING = 'for (;;);';
const FAILING = 'throw new Error("no such function");';
const ENDING = 'process.exit(0);';

/** npm has no Node later than 24.0 for Apple Silicon. */
const skip = !('setDefaultCACertificates' in tls) && 'this Node is older than 24.5';

describe('the certificates of the operating system', { skip }, () => {
  let certificates: Certificates;
  let authority: string;
  let server: Server;
  let network: Network | undefined;
  let exchanges: Exchange[];
  /** The instructions to each thread, in start order. */
  let started: InstanceType<typeof Worker>[];
  let ended: number;
  /** What the main thread has requested. */
  let asked: unknown[];
  /** What a thread does; undefined for the product's own script. */
  let script: string | undefined;
  let systemCertificates: boolean;
  const own = tls.getCACertificates;

  before(async () => {
    certificates = await makeCertificates();
    authority = await readFile(certificates.caFile, 'utf8');
    // The trust store on Linux. The other systems have none that a test may change.
    process.env.SSL_CERT_FILE = certificates.caFile;
    process.env.SSL_CERT_DIR = path.dirname(certificates.caFile);
    server = createServer({ cert: certificates.cert, key: certificates.key }, (request, answer) => {
      request.resume().once('end', () => answer.end('{}'));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    // Trusted like in VS Code's own https, for this thread alone.
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

  /** A network that knows that the server is reached directly. */
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

  /** @returns how a picture was sent */
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

  it('are read once each, with Node’s own, in a thread that then ends', async () => {
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
    'are trusted for pictures that are sent directly',
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

  it('are not trusted for direct requests if the setting is off', async () => {
    systemCertificates = false;
    const through = await straight();
    // Node itself trusts the server here, since the test configured it.
    assert.equal(await sendPicture(through), 'undici');
    assert.equal(started.length, 0);
  });

  it('are not waited for if they never come: pictures are sent like VS Code’s own requests', async () => {
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

  it('do not delay a cancel', async () => {
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
    it(`are requested once if they can’t be read (${name})`, async () => {
      script = what;
      const through = await straight();
      assert.equal(await sendPicture(through), 'vscode');
      await until('it has ended', () => ended === 1);
      assert.equal(await sendPicture(through), 'vscode');
      assert.deepEqual([...through.routes()], [[origin(), 'vscode']]);
      assert.equal(started.length, 1);
    });
  }

  it(
    'are used once they arrive, however late',
    { skip: process.platform !== 'linux' },
    async () => {
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
    },
  );

  it('are not requested if VS Code does not let Node read them', async () => {
    const through = await straight(() => false);
    assert.equal(await sendPicture(through), 'vscode');
    assert.deepEqual([...through.routes()], [[origin(), 'vscode']]);
    assert.equal(started.length, 0);
  });
});
