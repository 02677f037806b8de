import { LazyPolicy } from '../../../src/policy/lazyPolicy.ts';
import { Policy } from '../../../src/policy/policy.ts';
import type { PolicyRules, PolicyState } from '../../../src/policy/policyFile.ts';

const PATH = '/etc/zoho-crm-photo-uploader/policy.json';

/** A machine whose administrator allows everything. */
export const NO_POLICY = policyWhere(() => ({ kind: 'none' }));

export function policyOf(rules: PolicyRules): LazyPolicy {
  return policyWhere(() => ({ kind: 'rules', rules }));
}

/** @param state of the file; it may change */
export function policyWhere(state: () => PolicyState): LazyPolicy {
  const file = {
    path: PATH,
    get state() {
      return state();
    },
  };
  return new LazyPolicy(() => Promise.resolve(new Policy(file)));
}
