import * as v from 'valibot';
import { DATA_CENTRES } from '../zoho/dataCentre.ts';
import { Origin } from '../zoho/origin.ts';

export const ZohoAuthority = { kind: v.literal('zoho'), dataCentre: v.picklist(DATA_CENTRES) };

export const CustomAuthority = {
  kind: v.literal('custom'),
  servers: v.object({ accounts: Origin, api: Origin, web: Origin }),
};

/** Whom a person signs in with, as it is kept. */
export const AuthoritySchema = v.variant('kind', [
  v.object(ZohoAuthority),
  v.object(CustomAuthority),
]);
