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
  /** Keeps people signed in, for tests that sign in only once. */
  keepTokens?: boolean;
}

/** Who consents to what, as given by a test. */
export interface ConsentOptions {
  scopes?: string[];
  /** `production`, `sandbox`, or `developer` for the first such; or a domain name, zgid, or ID. */
  org?: string;
  /** Email address of one of its users; its administrator by default. */
  user?: string;
  /** The client that gets the consent; the standard client by default. */
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

/** The servers' state. A reset replaces all of it. */
export class EmulatorState {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Always the same array, because proxies keep a reference. A reset empties it. */
  readonly proxyLog: ProxiedRequest[] = [];
  readonly #profile: Profile;
  /** How far the clock has been advanced. */
  #ahead = 0;
  /** How many records were created. Resets don't change it: no ID is used again, as at Zoho. */
  #created = 0;
  #seeded: Seeded;

  constructor(profile: Profile, now: () => number) {
    this.#profile = profile;
    this.now = () => now() + this.#ahead;
    this.#seeded = this.#seed({});
  }

  reset(options: ResetOptions): void {
    const { accounts, faults } = this.#seeded;
    faults.clear();
    this.#ahead = 0;
    this.#seeded = this.#seed(options);
    if (options.keepTokens === true) {
      accounts.rebind(this.#seeded.organizations);
      this.#seeded.accounts = accounts;
    }
    this.proxyLog.length = 0;
  }

  /** Advances the clock until the next reset. */
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

  /** The data center of a Host header; on loopback, the organizations' own. */
  locationOf(host: string | undefined): Location {
    return zohoHostOf(host)?.location ?? this.switches.location;
  }

  /** @throws Error when there is no such organization, user, or client */
  consent(options: ConsentOptions): Consent {
    return consentOf(this.organizations, this.accounts, options);
  }

  /** The access token in an Authorization header, or undefined if it isn't well-formed. */
  accessTokenIn(header: string | undefined): AccessToken | 'unknown' | undefined {
    const value = /^Zoho-oauthtoken ([\w.-]+)$/.exec(header ?? '')?.[1];
    return value === undefined ? undefined : (this.grants.accessToken(value) ?? 'unknown');
  }

  /** Finds a record by its ID alone, because IDs are unique across organizations. */
  record(module: string, id: string): CrmRecord | undefined {
    return this.organizations
      .flatMap(({ records }) => records)
      .find((record) => record.id === id && isNamed(record.module, module));
  }

  /**
   * Creates a record in the first organization.
   *
   * @throws Error when there is no such module
   */
  addRecord(moduleName: string, fields: Record<string, unknown>): CrmRecord {
    const [organization] = this.organizations;
    const module = organization?.modules.find((one) => isNamed(one, moduleName));
    if (organization === undefined || module === undefined) {
      throw new Error(`no module ${moduleName}`);
    }
    this.#created += 1;
    const digits = String(900_000 + this.#created).padStart(12, '0');
    const id = `${organization.id.slice(0, -12)}${digits}`;
    const record: CrmRecord = { id, module, fields, photo: null, madeAt: this.now() };
    organization.records.push(record);
    return record;
  }

  /** Creates many records and returns their IDs. */
  addRecords(moduleName: string, all: readonly Record<string, unknown>[]): string[] {
    return all.map((fields) => this.addRecord(moduleName, fields).id);
  }

  organizationOf(record: CrmRecord): Organization | undefined {
    return this.organizations.find(({ records }) => records.includes(record));
  }
}

/** Finds a module by its API name, tab name, or the name of Deals in older URLs. */
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
