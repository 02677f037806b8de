import type { Authority } from '../../zoho/dataCentre.ts';
import type { Result } from '../../zoho/failure.ts';
import type { Grant } from '../../zoho/grant.ts';
import type { Network } from '../../zoho/network.ts';
import type { Clock } from '../../zoho/clock.ts';
import type { Credentials } from '../account.ts';
import type { Surroundings } from './way.ts';

/** What every way in has at hand. */
export interface Means {
  readonly network: Network;
  readonly clock: Clock;
  readonly surroundings: Surroundings;
  readonly scopes: readonly string[];
  /** Ports that a redirect address may have, the first free one is taken. */
  readonly ports: readonly number[];
  /** How long a page in the browser is waited for, in milliseconds. */
  readonly patience: number;
}

/** A token, whom it came from, and how the next one is got. */
export interface Obtained {
  readonly authority: Authority;
  readonly grant: Grant;
  readonly credentials: Credentials;
}

/** The last step of a way: it needs nobody any more, and may be cancelled. */
export type Exchange = (signal: AbortSignal) => Promise<Result<Obtained>>;
