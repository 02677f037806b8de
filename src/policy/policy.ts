import type { Authority } from '../zoho/dataCenter.ts';
import type { PolicyFailure } from '../zoho/failure.ts';
import type { PolicyRules, PolicyState } from './policyFile.ts';
import { PolicyFile } from './policyFile.ts';

/** What of an account a policy is about; of a sign-in, as much as is known yet. */
export interface PolicySubject {
  readonly place?: Authority & { readonly environment?: string };
  readonly organization?: { readonly id: string };
  readonly credentials?: { readonly kind: string };
}

/** What an administrator allows. Each question reads the file if it has changed. */
export class Policy {
  readonly file: Pick<PolicyFile, 'path' | 'state'>;

  constructor(file: Pick<PolicyFile, 'path' | 'state'>) {
    this.file = file;
  }

  /** Why an account can’t be used or signed in to; undefined if it can. */
  refusalOf(subject: PolicySubject): PolicyFailure | undefined {
    const { state } = this.file;
    const what = state.kind === 'rules' ? forbidden(state.rules, subject) : unusable(state);
    return what && this.#failure(what);
  }

  /** Why something is off; undefined if it isn't. */
  refusalOfUse(use: 'languageModelTools' | 'uploadFromUrl'): PolicyFailure | undefined {
    const { state } = this.file;
    const isOff = state.kind === 'rules' && state.rules[use] === false;
    const what = isOff ? use : unusable(state);
    return what && this.#failure(what);
  }

  /** False only if it is turned off: a file that can’t be used must not delete what is there. */
  get backups(): boolean {
    const { state } = this.file;
    return state.kind !== 'rules' || state.rules.backups !== false;
  }

  /** Whether HEIC pictures may be decoded. */
  get convertHeic(): boolean {
    const { state } = this.file;
    return (
      state.kind !== 'unusable' && (state.kind === 'none' || state.rules.convertHeic !== false)
    );
  }

  #failure(what: PolicyFailure['what']): PolicyFailure {
    return { kind: 'policy', what, file: this.file.path };
  }
}

/** The policy of this machine. */
export function machinePolicy(): Policy {
  return new Policy(new PolicyFile());
}

function unusable({ kind }: PolicyState): 'unusable' | undefined {
  return kind === 'unusable' ? kind : undefined;
}

function forbidden(
  rules: PolicyRules,
  { place, organization, credentials }: PolicySubject,
): PolicyFailure['what'] | undefined {
  const { allowedDataCenters: dataCenters, allowedOrganizations: organizations } = rules;
  if (place?.kind === 'custom') {
    // It could be anywhere, and call itself anything.
    if (dataCenters !== undefined || organizations !== undefined || rules.production === false) {
      return 'customServer';
    }
  } else if (place !== undefined && dataCenters?.includes(place.dataCenter) === false) {
    return 'allowedDataCenters';
  }
  if (organization !== undefined && organizations?.includes(organization.id) === false) {
    return 'allowedOrganizations';
  }
  if (place?.environment === 'production' && rules.production === false) {
    return 'production';
  }
  return credentials?.kind === 'access-token' && rules.pastedTokens === false
    ? 'pastedTokens'
    : undefined;
}
