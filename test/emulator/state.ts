import { Accounts } from './accounts.ts';
import type { Consent } from './consent.ts';
import { seedOrganizations } from './data.ts';
import type { Location } from './dataCenter.ts';
import { zohoHostOf } from './dataCenter.ts';
import { Faults } from './fault.ts';
import type { AccessToken, Grants } from './grants.ts';
import { STANDARD_REFRESH_TOKEN } from './grants.ts';
import type { CrmModule, CrmRecord, Organization } from './organization.ts';
import type { Profile, Switches } from './profile.ts';
import { PROFILES } from './profile.ts';
import type { ProxiedRequest } from './proxy.ts';
import type { LoggedRequest } from './requestLog.ts';
import { STANDARD_SCOPES } from './scope.ts';
import { Traffic } from './traffic.ts';

export interface ResetOptions {
  profile?: Profile;
  switches?: Partial<Switches>;
  /** Whoever is signed in stays so: for tests that sign in once and go on to something else. */
  keepTokens?: boolean;
}

/** Who consents to what, as a test says it. */
export interface ConsentOptions {
  scopes?: string[];
  /** `production`, `sandbox` or `developer`: the first such; or a domain name, zgid or id. */
  org?: string;
  /** E-mail address of one of its users; its administrator unless given. */
  user?: string;
  /** Whom the consent is given to; the standard client unless told otherwise. */
  clientId?: string;
}

interface Seeded {
  switches: Switches;
  organizations: ReturnType<typeof seedOrganizations>;
  accounts: Accounts;
  faults: Faults;
  log: LoggedRequest[];
  workflows: { module: string; id: string }[];
  traffic: Traffic;
}

/** All that the servers know. Everything in it is replaced by a reset. */
export class EmulatorState {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The same array for good: proxies hold on to it. A reset empties it. */
  readonly proxyLog: ProxiedRequest[] = [];
  readonly #profile: Profile;
  /** How far the clock has been put forward. */
  #ahead = 0;
  #seeded: Seeded;

  constructor(profile: Profile, now: () => number) {
    this.#profile = profile;
    this.now = () => now() + this.#ahead;
    this.#seeded = this.#seed({});
  }

  reset(options: ResetOptions): void {
    const { accounts } = this.#seeded;
    this.#ahead = 0;
    this.#seeded = this.#seed(options);
    if (options.keepTokens === true) {
      accounts.rebind(this.#seeded.organizations);
      this.#seeded.accounts = accounts;
    }
    this.proxyLog.length = 0;
  }

  /** Until the next reset it is so much later. */
  advanceClock(ms: number): void {
    this.#ahead += ms;
  }

  #seed({ profile = this.#profile, switches = {} }: ResetOptions): Seeded {
    const organizations = seedOrganizations();
    const accounts = new Accounts(this.now);
    const consent = consentOf(organizations, accounts, {});
    accounts.grants.addRefreshToken(consent, STANDARD_REFRESH_TOKEN);
    return {
      switches: { ...PROFILES[profile], ...switches },
      organizations,
      accounts,
      faults: new Faults(),
      log: [],
      workflows: [],
      traffic: new Traffic(this.now),
    };
  }

  get switches(): Switches {
    return this.#seeded.switches;
  }
  get organizations(): readonly Organization[] {
    return this.#seeded.organizations;
  }
  get accounts(): Accounts {
    return this.#seeded.accounts;
  }
  get grants(): Grants {
    return this.#seeded.accounts.grants;
  }
  get faults(): Faults {
    return this.#seeded.faults;
  }
  get log(): LoggedRequest[] {
    return this.#seeded.log;
  }
  get workflows(): { module: string; id: string }[] {
    return this.#seeded.workflows;
  }
  get traffic(): Traffic {
    return this.#seeded.traffic;
  }

  /** The data center behind a Host header; on loopback it is the one where all of it lives. */
  locationOf(host: string | undefined): Location {
    return zohoHostOf(host)?.location ?? this.switches.location;
  }

  /** @throws Error when there is no such organization, user or client */
  consent(options: ConsentOptions): Consent {
    return consentOf(this.organizations, this.accounts, options);
  }

  /** The access token in an Authorization header, or undefined where none is well-formed. */
  accessTokenIn(header: string | undefined): AccessToken | 'unknown' | undefined {
    const value = /^Zoho-oauthtoken ([\w.-]+)$/.exec(header ?? '')?.[1];
    return value === undefined ? undefined : (this.grants.accessToken(value) ?? 'unknown');
  }

  /** By its id alone, which no two organizations share. */
  record(module: string, id: string): CrmRecord | undefined {
    return this.organizations
      .flatMap(({ records }) => records)
      .find((record) => record.id === id && isNamed(record.module, module));
  }

  /**
   * A record that is made now, in the first organization.
   *
   * @throws Error when there is no such module
   */
  addRecord(moduleName: string, fields: Record<string, unknown>): CrmRecord {
    const [organization] = this.organizations;
    const module = organization?.modules.find((one) => isNamed(one, moduleName));
    if (organization === undefined || module === undefined) {
      throw new Error(`no module ${moduleName}`);
    }
    const digits = String(900_001 + organization.records.length).padStart(12, '0');
    const id = `${organization.id.slice(0, -12)}${digits}`;
    const record: CrmRecord = { id, module, fields, photo: null, madeAt: this.now() };
    organization.records.push(record);
    return record;
  }

  /** Many of them: their ids. */
  addRecords(moduleName: string, all: readonly Record<string, unknown>[]): string[] {
    return all.map((fields) => this.addRecord(moduleName, fields).id);
  }

  organizationOf(record: CrmRecord): Organization | undefined {
    return this.organizations.find(({ records }) => records.includes(record));
  }
}

/** By the API's name, by the tab's, or by the one that Deals have in older addresses. */
export function isNamed(module: CrmModule, name: string): boolean {
  return (
    module.api_name === name ||
    module.module_name === name ||
    (module.api_name === 'Deals' && name === 'Potentials')
  );
}

function consentOf(
  organizations: readonly Organization[],
  accounts: Accounts,
  { scopes = [...STANDARD_SCOPES], org = 'production', user, clientId }: ConsentOptions,
): Consent {
  const organization = organizations.find(({ type, domain_name, zgid, id }) =>
    [type, domain_name, zgid, id].includes(org),
  );
  const person = organization?.users.find(({ email }) => user === undefined || email === user);
  if (organization === undefined || person === undefined) {
    throw new Error(`no organization ${org} with a user ${user ?? ''}`);
  }
  return { client: accounts.client(clientId), organization, user: person, scopes };
}
