import { Worker } from 'node:worker_threads';

/** How long a thread may take: macOS has been seen to take 48 seconds (microsoft/vscode#333830). */
const LIMIT_MS = 120_000;

const SCRIPT = `
const { getCACertificates } = require('node:tls');
const all = [...getCACertificates('default'), ...getCACertificates('system')];
require('node:worker_threads').parentPort.postMessage([...new Set(all)]);
`;

export interface CertificateReading {
  /**
   * Certificates as PEM, each once: Node's own with NODE_EXTRA_CA_CERTS, and those of the operating
   * system. Undefined if they couldn’t be read.
   */
  readonly certificates: Promise<readonly string[] | undefined>;
  /** Ends it. Then the certificates are undefined, unless they are there already. */
  stop(): void;
}

/**
 * Reads what this machine trusts, in a thread that ends with it. Where a filter watches the
 * network, macOS asks over the network for each certificate, and Node waits (nodejs/node#63313).
 */
export function readSystemCertificates(): CertificateReading {
  const { promise, resolve } = Promise.withResolvers<readonly string[] | undefined>();
  const end = (certificates?: readonly string[]): void => {
    resolve(certificates);
    clearTimeout(timer);
    // A thread that is still waiting for the system ends after the answer.
    void worker?.terminate();
  };
  const timer = setTimeout(end, LIMIT_MS).unref();
  const worker = start();
  worker?.unref();
  worker?.once('message', (certificates: readonly string[]) => {
    end(certificates);
  });
  worker?.once('error', () => {
    end();
  });
  worker?.once('exit', () => {
    end();
  });
  if (worker === undefined) {
    end();
  }
  return { certificates: promise, stop: end };
}

/** Undefined if the system gives no thread. */
function start(): Worker | undefined {
  try {
    return new Worker(SCRIPT, { eval: true, execArgv: [] });
  } catch {
    return undefined;
  }
}
