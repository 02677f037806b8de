import * as v from 'valibot';
import type { AccountsServer, ClientCredentials } from './accountsServer.ts';
import { clientParameters, errorOf } from './accountsServer.ts';
import { jsonOf } from './answer.ts';
import type { Failure, Result } from './failure.ts';
import { failed, success } from './failure.ts';
import type { Grant } from './grant.ts';
import { grantIn } from './grant.ts';
import { passesByItself } from './transience.ts';

export interface DeviceCode {
  readonly deviceCode: string;
  /** What the person types: `A1B2-C3D4`. */
  readonly userCode: string;
  /** The page where they type it. */
  readonly page: string;
  /** The same page with the code filled in, where Zoho names one. */
  readonly filledPage: string | undefined;
  readonly intervalMs: number;
  /** Milliseconds since 1970. */
  readonly endsAt: number;
}

/** No more than a day: a timer that is set to weeks rings at once. */
const Time = v.pipe(v.number(), v.minValue(0), v.maxValue(86_400_000));

const Shape = v.object({
  device_code: v.pipe(v.string(), v.nonEmpty()),
  user_code: v.pipe(v.string(), v.nonEmpty()),
  verification_url: v.pipe(v.string(), v.url()),
  verification_uri_complete: v.fallback(v.optional(v.pipe(v.string(), v.url())), undefined),
  // Zoho's own, where the answer does not say.
  interval: v.nullish(Time, 5000),
  expires_in: v.nullish(Time, 300_000),
});

/** Both times come in milliseconds; a number that could only be meant as seconds is taken as such. */
function milliseconds(value: number): number {
  return value < 1000 ? value * 1000 : value;
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
  if (!parsed.success) {
    return server.refusal(answer.value);
  }
  const given = parsed.output;
  return success({
    deviceCode: given.device_code,
    userCode: given.user_code,
    page: given.verification_url,
    filledPage: given.verification_uri_complete,
    intervalMs: milliseconds(given.interval),
    endsAt: asked + milliseconds(given.expires_in),
  });
}

/** How a poll ended. */
export type Polled =
  | { readonly kind: 'granted'; readonly grant: Grant }
  | { readonly kind: 'pending' }
  | { readonly kind: 'slow-down' }
  /** Nobody has said anything of the code: the network or the server is not there for now. */
  | { readonly kind: 'lost'; readonly failure: Failure }
  /** The person lives in another data centre: its accounts server is to be asked on. */
  | { readonly kind: 'other-data-centre'; readonly location: string };

const Elsewhere = v.object({ error: v.literal('other_dc'), user_location: v.string() });

/** Asks whether the code has been typed by now. Source: `POST /oauth/v3/device/token`. */
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
    return success({ kind: 'other-data-centre', location: elsewhere.output.user_location });
  }
  switch (errorOf(answer.value)) {
    case 'authorization_pending':
      return success({ kind: 'pending' });
    case 'slow_down':
      return success({ kind: 'slow-down' });
    default:
      return lostOr(server.refusal(answer.value).failure);
  }
}

/** What passes says nothing of the code: the next poll may be answered. */
function lostOr(failure: Failure): Result<Polled> {
  return passesByItself(failure) ? success({ kind: 'lost', failure }) : failed(failure);
}
