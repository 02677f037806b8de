import { SCOPES } from '../../src/zoho/scopes.ts';
import type { Stage } from './stage.ts';

const MINUTE = 60_000;

/** The content of a `self_client.json` as Zoho's console hands it out. */
export async function selfClientFile(
  { crm, emulator }: Pick<Stage, 'crm' | 'emulator'>,
  fields: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const scope = [...SCOPES];
  return JSON.stringify({
    client_id: emulator.clientId,
    client_secret: emulator.clientSecret,
    code: await crm.issueCode({ scopes: scope }),
    scope,
    expiry_time: Date.now() + 3 * MINUTE,
    grant_type: 'authorization_code',
    ...fields,
  });
}
