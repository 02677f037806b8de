import type { Authority } from '../../zoho/dataCenter.ts';
import type { Result } from '../../zoho/failure.ts';
import type { Grant } from '../../zoho/grant.ts';
import type { Network } from '../../zoho/network.ts';
import type { Clock } from '../../async/clock.ts';
import type { Credentials } from '../account.ts';
import type { Surroundings } from './flow.ts';
import type { PageAnswer } from './loopback.ts';

/** What every flow can use. */
export interface FlowServices {
  readonly network: Network;
  readonly clock: Clock;
  readonly surroundings: Surroundings;
  readonly scopes: readonly string[];
  /** Ports for the redirect URI. The first free one is used. */
  readonly ports: readonly number[];
  /** How long to wait for a page in the browser, in milliseconds. */
  readonly timeLimit: number;
  /** The HTML page that a browser shows when it is sent back here. */
  readonly pageOf: (answer: PageAnswer) => string;
}

/** A token, who gave it, and how to get the next one. */
export interface ObtainedToken {
  readonly authority: Authority;
  readonly grant: Grant;
  readonly credentials: Credentials;
}

/**
 * The last step of a flow, which needs nobody. A cancel doesn’t wait for it, but it runs to its
 * end. If it were interrupted, it could leave a token at Zoho that nobody knows about.
 */
export type TokenExchange = () => Promise<Result<ObtainedToken>>;

/** For a request that may make a token. Only the network's own time limit ends it. */
export const UNINTERRUPTED = new AbortController().signal;

/** Gets the result of an exchange that nobody waits for. */
export type Discard = (obtained: Result<ObtainedToken>) => void;
