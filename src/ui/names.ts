import type { Account } from '../auth/account.ts';
import { placeName } from '../zoho/dataCenter.ts';
import type { RecordKey } from '../zoho/photo.ts';
import { plain } from './plain.ts';
import { recordInModule } from './words/recordName.ts';

/**
 * `Northwind Traders (PRODUCTION)`, `Northwind Traders (SANDBOX northwindtest)`: named in
 * every question and every result. An organization may have several sandboxes.
 */
export function organizationName(account: Account): string {
  return `${plain(account.organization.name)} (${environmentName(account)})`;
}

/** `PRODUCTION`, `SANDBOX northwindtest`. */
export function environmentName({ organization, place }: Account): string {
  const which = place.environment === 'production' ? '' : ` ${plain(organization.domain)}`;
  return `${place.environment.toUpperCase()}${which}`;
}

/** `Amelia Fischer · Northwind Traders (PRODUCTION) · EU`: an account in messages. */
export function accountName(account: Account): string {
  return [plain(account.user.name), organizationName(account), placeName(account.place)].join(
    ' · ',
  );
}

/**
 * `amelia@northwind.example · Northwind Traders (PRODUCTION) · EU · org808232144`: unique, because
 * VS Code signs out of all accounts with the same label.
 */
export function accountLabel(account: Account): string {
  return [
    plain(account.user.email),
    organizationName(account),
    placeName(account.place),
    ...domainIfProduction(account),
  ].join(' · ');
}

/** `Amelia Fischer · EU · org808232144`: tells accounts of organizations with the same name apart. */
export function personName(account: Account): string {
  return [plain(account.user.name), placeName(account.place), ...domainIfProduction(account)].join(
    ' · ',
  );
}

/** `Northwind Traders (PRODUCTION) · Amelia Fischer · EU`: where the end may be cut. */
export function organizationFirst(account: Account): string {
  return [organizationName(account), plain(account.user.name), placeName(account.place)].join(
    ' · ',
  );
}

/** In other environments, it's in the organization's name. */
function domainIfProduction({ organization, place }: Account): string[] {
  return place.environment === 'production' ? [plain(organization.domain)] : [];
}

/** `Amelia Fischer in Contacts`, or `Contacts 4876876000000624001` if its name isn't known. */
export function recordName({
  key,
  name,
}: {
  readonly key: RecordKey;
  readonly name?: string | undefined;
}): string {
  return name === undefined
    ? `${plain(key.module)} ${key.id}`
    : recordInModule(plain(name), plain(key.module));
}
