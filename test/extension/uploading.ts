import { strict as assert } from 'node:assert';
import { AccountsServer } from '../../src/zoho/accountsServer.ts';
import { Crm } from '../../src/zoho/crm.ts';
import type { Servers } from '../../src/zoho/dataCenter.ts';
import { success } from '../../src/zoho/failure.ts';
import { exchangeCode } from '../../src/zoho/grant.ts';
import type { Network } from '../../src/zoho/network.ts';
import { postPhoto } from '../../src/zoho/photo.ts';
import { findRecord } from '../../src/zoho/record.ts';
import { EmulatorControl } from '../emulator/control.ts';
import { emulator, RECORD } from './surroundings.ts';
import { sha256Of } from '../../src/storage/sha256.ts';

const signal = new AbortController().signal;

/** A one-pixel PNG. */
export const PIXEL_PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Gets a token, finds the record, uploads a picture, and checks that the CRM stored its bytes. */
export async function uploadThrough(network: Network, servers: Servers): Promise<void> {
  const crmControl = new EmulatorControl(emulator.control);
  const client = { id: emulator.clientId, secret: emulator.clientSecret };
  const server = new AccountsServer(network, servers.accounts);
  const code = await crmControl.issueCode();
  const grant = await exchangeCode(server, client, code, undefined, signal);
  assert.ok(grant.ok, JSON.stringify(grant));
  const token = (): Promise<ReturnType<typeof success<string>>> =>
    Promise.resolve(success(grant.value.accessToken));
  const crm = new Crm(network, servers, { token, renew: token });
  const found = await findRecord(crm, RECORD, signal);
  assert.ok(found.ok, JSON.stringify(found));
  const file = { name: 'pixel.png', contentType: 'image/png', bytes: PIXEL_PNG };
  const upload = { version: 'v2', restrictTriggers: [], signal } as const;
  assert.deepEqual(await postPhoto(crm, RECORD, file, upload), { ok: true, value: undefined });
  const stored = await crmControl.photo(RECORD.module, RECORD.id);
  assert.equal(stored?.sha256, sha256Of(PIXEL_PNG));
}
