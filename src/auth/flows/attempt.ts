import type { Authority } from '../../zoho/dataCenter.ts';
import type { Result } from '../../zoho/failure.ts';
import type { Grant } from '../../zoho/grant.ts';
import type { Network } from '../../zoho/network.ts';
import type { Clock } from '../../async/clock.ts';
import type { Credentials } from '../account.ts';
import type { Surroundings } from './flow.ts';
import type { PageAnswer } from './loopback.ts';

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
  /** The HTML page that a browser shows when it is sent back here. */
  readonly pageOf: (answer: PageAnswer) => string;
}

/** A token, whom it came from, and how the next one is got. */
export interface Obtained {
  readonly authority: Authority;
  readonly grant: Grant;
  readonly credentials: Credentials;
}

/**
 * The last step of a way: it needs nobody any more. Whoever cancels does not wait for it, but it
 * runs to its end: broken off, it might leave a token at Zoho that nobody knows of.
 */
export type TokenExchange = () => Promise<Result<Obtained>>;

/** Of a request that may make a token. The network's own time limit ends it all the same. */
export const UNBROKEN = new AbortController().signal;

/** Takes what came of an exchange that nobody waits for any more. */
export type Discard = (obtained: Result<Obtained>) => void;
