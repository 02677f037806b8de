import type { PolicyFile, PolicyProblem, PolicyRules } from '../../policy/policyFile.ts';
import { plain } from '../plain.ts';

/** What the diagnostics say of the policy file; in English, like the rest of them. */
export function policyLine({ path, state }: Pick<PolicyFile, 'path' | 'state'>): string {
  switch (state.kind) {
    case 'none':
      return `none (${path})`;
    case 'rules':
      return `${path}: ${restrictionsOf(state.rules).join(', ') || 'no restrictions'}`;
    case 'unusable':
      return `${path} can’t be used, so nothing is sent: ${problemOf(state.problem)}`;
  }
}

/** Organizations are counted, because diagnostics name none. */
function restrictionsOf({
  $schema,
  allowedOrganizations,
  allowedDataCenters,
  ...switches
}: PolicyRules): string[] {
  return [
    ...(allowedOrganizations === undefined
      ? []
      : [`${allowedOrganizations.length} allowed organizations`]),
    ...(allowedDataCenters === undefined
      ? []
      : [`data centers ${allowedDataCenters.join(' ') || 'none'}`]),
    ...Object.entries(switches).flatMap(([name, isOn]) => (isOn ? [] : [`${name} off`])),
  ];
}

function problemOf(problem: PolicyProblem): string {
  switch (problem.kind) {
    case 'unreadable':
      return `it couldn’t be read (${problem.code})`;
    case 'not-a-file':
      return 'it isn’t a file';
    case 'not-an-object':
      return 'it must be a JSON object';
    case 'syntax':
      return `line ${problem.line} isn’t JSON`;
    case 'too-deep':
      return `line ${problem.line} has too many levels`;
    case 'duplicate-key':
      return `line ${problem.line} repeats a key`;
    case 'not-protected':
      return 'it and its folder must belong to root, and nobody else may have the right to write to them';
    case 'too-large':
      return 'it is too large';
    case 'unknown-key':
      return `line ${problem.line}: there is no key “${plain(problem.key, 60)}”`;
    case 'wrong-value':
      return `line ${problem.line}: “${plain(problem.key, 60)}” has a wrong value`;
  }
}
