import { setTimeout as sleep } from 'node:timers/promises';
import { abortable } from '../async/abortable.ts';
import type { CertificateReading } from './systemCertificates.ts';
import type { UndiciSender } from './undiciSender.ts';

export interface DirectOptions {
  /** Whether the operating system's certificates count. Read at each request. */
  readonly systemCertificates: () => boolean;
  /** Whether Node may be asked for them: otherwise, only VS Code knows them. Default: it may. */
  readonly nodeReadsCertificates?: () => boolean;
}

/** How long pictures wait for certificates, all together: some uploads take longer. */
const PATIENCE_MS = 500;

interface Trusting {
  readonly reading: Promise<CertificateReading>;
  readonly sender: Promise<UndiciSender | undefined>;
  /** Settles when nobody waits for it anymore. */
  readonly patience: Promise<undefined>;
}

/**
 * The senders for a direct route, as far as it is known what they have to trust. Everything is
 * loaded when it is first needed.
 */
export class DirectSenders {
  readonly #options: DirectOptions;
  #plain: Promise<UndiciSender> | undefined;
  #trusting: Trusting | undefined;
  /** The system's certificates couldn’t be read. They aren’t asked for again. */
  #unknown = false;

  constructor(options: DirectOptions) {
    this.#options = options;
  }

  /** Whether nothing can go directly to a host, because only VS Code knows what to trust there. */
  isBarred(origin: string): boolean {
    const mayRead = this.#options.nodeReadsCertificates?.() ?? true;
    return this.#needsCertificates(origin) && (this.#unknown || !mayRead);
  }

  /**
   * @returns undefined until the system's certificates are there. A picture then takes VS Code's
   *   route, which is slower, but faster than waiting
   * @throws the signal's reason, when it is aborted
   */
  async for(origin: string, signal: AbortSignal): Promise<UndiciSender | undefined> {
    if (this.isBarred(origin)) {
      return undefined;
    }
    if (!this.#needsCertificates(origin)) {
      // The promise is kept, not the sender. Otherwise, two uploads at once would make two, and one
      // of them would never be closed.
      return abortable((this.#plain ??= load()), signal);
    }
    const { sender, patience } = (this.#trusting ??= this.#startReading());
    return abortable(Promise.race([sender, patience]), signal);
  }

  async close(): Promise<void> {
    const [plain, trusting] = [this.#plain, this.#trusting];
    this.#plain = undefined;
    this.#trusting = undefined;
    (await trusting?.reading)?.stop();
    await Promise.all([plain, trusting?.sender].map(async (sender) => (await sender)?.close()));
  }

  #needsCertificates(origin: string): boolean {
    return origin.startsWith('https:') && this.#options.systemCertificates();
  }

  #startReading(): Trusting {
    const reading = import('./systemCertificates.ts').then((loaded) =>
      loaded.readSystemCertificates(),
    );
    const sender = reading.then(async ({ certificates }) => {
      const known = await certificates;
      this.#unknown = known === undefined;
      return known && load(known);
    });
    return { reading, sender, patience: sleep(PATIENCE_MS, undefined, { ref: false }) };
  }
}

async function load(certificates?: readonly string[]): Promise<UndiciSender> {
  const { UndiciSender } = await import('./undiciSender.ts');
  return new UndiciSender(certificates);
}
