import type { Account } from '../auth/account.ts';
import { placeName } from '../zoho/dataCentre.ts';
import type { CrmRecord } from '../zoho/record.ts';
import { plain } from './plain.ts';

/** `Northwind Traders (SANDBOX)`: whose records these are, in every question and every result. */
export function organisationName({ organisation, place }: Account): string {
  return `${plain(organisation.name)} (${place.environment.toUpperCase()})`;
}

/** `Amelia Fischer · Northwind Traders (SANDBOX) · EU`: one account among several. */
export function accountName(account: Account): string {
  const { user, place } = account;
  return [plain(user.name), organisationName(account), placeName(place)].join(' · ');
}

/** `Amelia Fischer · EU`: what tells accounts of the same organisation apart. */
export function personName({ user, place }: Account): string {
  return [plain(user.name), placeName(place)].join(' · ');
}

/** `Amelia Fischer in Contacts`, or `Contacts 4876876000000624001` where the name is not known. */
export function recordName({ key, name }: Pick<CrmRecord, 'key' | 'name'>): string {
  return name === undefined
    ? `${plain(key.module)} ${key.id}`
    : `${plain(name)} in ${plain(key.module)}`;
}
