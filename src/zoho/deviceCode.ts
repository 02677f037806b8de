import * as v from 'valibot';
import type { AccountsServer, ClientCredentials } from './accountsServer.ts';
import { clientParameters, errorOf } from './accountsServer.ts';
import { jsonOf } from './answer.ts';
import type { Failure, Result } from './failure.ts';
import { failed, success } from './failure.ts';
import type { Grant } from './grant.ts';
import { grantIn } from './grant.ts';
import { isTransient } from './transience.ts';
import { numberIn } from './value.ts';

export interface DeviceCode {
  readonly deviceCode: string;
  /** What the person enters: `A1B2-C3D4`. */
  readonly userCode: string;
  /** The page where they enter it. */
  readonly page: string;
  /** The same page with the code filled in, if Zoho names one. */
  readonly filledPage: string | undefined;
  readonly intervalMs: number;
  /** Milliseconds since 1970. */
  readonly endsAt: number;
}

const Page = v.fallback(
  v.optional(
    v.pipe(
      v.string(),
      v.check((text) => URL.canParse(text)),
    ),
  ),
  undefined,
);

const Shape = v.object({
  device_code: v.pipe(v.string(), v.nonEmpty()),
  user_code: v.pipe(v.string(), v.nonEmpty()),
  verification_url: Page,
  /** The standard's name for it (RFC 8628). */
  verification_uri: Page,
  verification_uri_complete: Page,
  interval: time({ usual: 5000, mostSeconds: 300 }),
  expires_in: time({ usual: 300_000, mostSeconds: 7200 }),
});

/**
 * Both times come in milliseconds, at most a day: a timer that is set to weeks fires at once. A
 * number that can only be in seconds is read as seconds.
 *
 * @param usual Zoho's own, if the answer has none
 */
function time({ usual, mostSeconds }: { usual: number; mostSeconds: number }) {
  return v.pipe(
    v.optional(v.unknown(), null),
    v.transform((value) => numberIn(value) ?? usual),
    v.transform((number) => (number <= mostSeconds ? number * 1000 : number)),
    v.minValue(0),
    v.maxValue(86_400_000),
  );
}

/** Source: Zoho's "Non-browser applications", `POST /oauth/v3/device/code`. */
export async function requestDeviceCode(
  server: AccountsServer,
  clientId: string,
  scopes: readonly string[],
  signal: AbortSignal,
): Promise<Result<DeviceCode>> {
  const asked = Date.now();
  const parameters = {
    client_id: clientId,
    grant_type: 'device_request',
    scope: scopes.join(','),
    access_type: 'offline',
    prompt: 'consent',
  };
  const answer = await server.post('/oauth/v3/device/code', parameters, signal);
  if (!answer.ok) {
    return answer;
  }
  const parsed = v.safeParse(Shape, jsonOf(answer.value));
  const given = parsed.success ? parsed.output : undefined;
  const filledPage = given?.verification_uri_complete;
  const page = given?.verification_url ?? given?.verification_uri ?? filledPage;
  if (given === undefined || page === undefined) {
    return server.refusal(answer.value);
  }
  return success({
    deviceCode: given.device_code,
    userCode: given.user_code,
    page,
    filledPage,
    intervalMs: given.interval,
    endsAt: asked + given.expires_in,
  });
}

/** How a poll ended. */
type Polled =
  | { readonly kind: 'granted'; readonly grant: Grant }
  | { readonly kind: 'pending' }
  | { readonly kind: 'slow-down' }
  /** No answer about the code: the network or the server isn’t available for now. */
  | { readonly kind: 'lost'; readonly failure: Failure }
  /** The person's data center is another one: its accounts server must be asked from now on. */
  | { readonly kind: 'other-data-center'; readonly location: string };

const Elsewhere = v.object({ error: v.literal('other_dc'), user_location: v.string() });

/** Asks whether the code has been entered. Source: `POST /oauth/v3/device/token`. */
export async function pollDeviceCode(
  server: AccountsServer,
  client: ClientCredentials,
  deviceCode: string,
  signal: AbortSignal,
): Promise<Result<Polled>> {
  const asked = Date.now();
  const parameters = {
    ...clientParameters(client),
    grant_type: 'device_token',
    code: deviceCode,
  };
  const answer = await server.post('/oauth/v3/device/token', parameters, signal);
  if (!answer.ok) {
    return lostOr(answer.failure);
  }
  const granted = grantIn(answer.value, asked);
  if (granted?.ok === true) {
    return success({ kind: 'granted', grant: granted.value });
  }
  const elsewhere = v.safeParse(Elsewhere, jsonOf(answer.value));
  if (elsewhere.success) {
    return success({ kind: 'other-data-center', location: elsewhere.output.user_location });
  }
  switch (errorOf(answer.value)?.trim().toLowerCase()) {
    case 'authorization_pending':
      return success({ kind: 'pending' });
    case 'slow_down':
      return success({ kind: 'slow-down' });
    case 'general_error':
      // It comes and goes.
      return success({ kind: 'lost', failure: server.refusal(answer.value).failure });
    default:
      return lostOr(server.refusal(answer.value).failure);
  }
}

/** A passing failure says nothing about the code: the next poll may get an answer. */
function lostOr(failure: Failure): Result<Polled> {
  return isTransient(failure) ? success({ kind: 'lost', failure }) : failed(failure);
}
