import { setTimeout as sleep } from 'node:timers/promises';
import { abortable } from '../async/abortable.ts';
import type { CertificateReading } from './systemCertificates.ts';
import type { UndiciSender } from './undiciSender.ts';

export interface StraightOptions {
  /** Whether the operating system's certificates count. Read at each request. */
  readonly systemCertificates: () => boolean;
  /** Whether Node may be asked for them: else only VS Code knows them. Default: it may. */
  readonly nodeReadsCertificates?: () => boolean;
}

/** So long a picture waits for certificates, all pictures together: some uploads take longer. */
const PATIENCE_MS = 500;

interface Trusting {
  readonly reading: Promise<CertificateReading>;
  readonly sender: Promise<UndiciSender | undefined>;
  /** Settles when nobody waits for it any more. */
  readonly patience: Promise<undefined>;
}

/**
 * The senders that go straight to a host, as far as it is known what they have to trust. All is
 * loaded when it is first needed.
 */
export class StraightSenders {
  readonly #options: StraightOptions;
  #plain: Promise<UndiciSender> | undefined;
  #trusting: Trusting | undefined;
  /** The system's certificates could not be read: they are not asked for again. */
  #unknown = false;

  constructor(options: StraightOptions) {
    this.#options = options;
  }

  /** Whether nothing can go straight to a host, since only VS Code knows what to trust there. */
  isBarred(origin: string): boolean {
    const mayRead = this.#options.nodeReadsCertificates?.() ?? true;
    return this.#needsCertificates(origin) && (this.#unknown || !mayRead);
  }

  /**
   * @returns undefined as long as the system's certificates are not there: a picture goes VS Code's
   *   way then, which is slower, but not than waiting
   * @throws the signal's reason, when it is aborted
   */
  async for(origin: string, signal: AbortSignal): Promise<UndiciSender | undefined> {
    if (this.isBarred(origin)) {
      return undefined;
    }
    if (!this.#needsCertificates(origin)) {
      // The promise is kept, not the sender: two uploads at once would else make two, and one of
      // them would never be closed.
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
