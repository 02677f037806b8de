import * as v from 'valibot';
import { DATA_CENTERS } from '../zoho/dataCenter.ts';
import { Origin } from '../zoho/origin.ts';

export const ZohoAuthority = { kind: v.literal('zoho'), dataCenter: v.picklist(DATA_CENTERS) };

export const CustomAuthority = {
  kind: v.literal('custom'),
  servers: v.object({ accounts: Origin, api: Origin, web: Origin }),
};

/** The stored form of the server that a person signs in with. */
export const AuthoritySchema = v.variant('kind', [
  v.object(ZohoAuthority),
  v.object(CustomAuthority),
]);
