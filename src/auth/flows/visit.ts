import type { Callback } from '../../zoho/authorization.ts';
import type { Result } from '../../zoho/failure.ts';
import { failed, success } from '../../zoho/failure.ts';
import type { SignInPrompts } from '../prompts.ts';
import type { FlowServices } from './attempt.ts';
import { Loopback, redirectUriOf } from './loopback.ts';
import { returnPathIn } from './flow.ts';

interface Visit {
  /** The page to open, given where it should send the browser afterward. */
  readonly page: (redirectUri: string) => string;
  readonly read: (url: URL, redirectUri: string) => Callback;
}

interface Visited {
  readonly callback: Exclude<Callback, { kind: 'not-ours' }>;
  readonly redirectUri: string;
}

/**
 * Sends the person to a page of Zoho and waits until they come back: to a port of this machine, or
 * by pasting the URL that they were sent to.
 *
 * @returns undefined when the person cancels
 */
export async function visit(
  { ports, timeLimit, surroundings, pageOf }: FlowServices,
  prompts: SignInPrompts,
  { page, read }: Visit,
): Promise<Result<Visited> | undefined> {
  const isOurs = (url: URL, redirectUri: string): boolean =>
    read(url, redirectUri).kind !== 'not-ours';
  // If every port is taken, the browser is still sent to one: its URL can be pasted.
  const loopback = await Loopback.open(ports, isOurs, pageOf);
  const redirectUri = loopback?.redirectUri ?? redirectUriOf(ports[0] ?? 0);
  const limit = AbortSignal.timeout(timeLimit);
  try {
    const url = await prompts.waitForVisit({
      page: page(redirectUri),
      arrived: loopback?.arrived,
      isCertain: loopback !== undefined && returnPathIn(surroundings) === 'loopback',
      pasted: (text) => {
        const url = URL.parse(text.trim()) ?? undefined;
        return url !== undefined && isOurs(url, redirectUri) ? url : undefined;
      },
      limit,
    });
    if (url === undefined) {
      return limit.aborted ? failed({ kind: 'sign-in-timed-out' }) : undefined;
    }
    const callback = read(url, redirectUri);
    return callback.kind === 'not-ours' ? undefined : success({ callback, redirectUri });
  } finally {
    loopback?.close();
  }
}
