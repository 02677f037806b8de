import type { AccessFailure, UploadPrompts } from './prompts.ts';

/**
 * The asks of one run. Access that the person has declined to renew is not asked for again at each
 * picture behind, nor is a scope a second time: where it is still missing, asking did not help.
 */
export function promptedOnce(prompts: UploadPrompts): UploadPrompts {
  const over = new Set<string>();
  return {
    ...prompts,
    renewAccess: async (failure, signal) => {
      const question = questionOf(failure);
      if (over.has(question)) {
        return false;
      }
      const renewed = await prompts.renewAccess(failure, signal);
      if (!renewed || failure.kind === 'scope-missing') {
        over.add(question);
      }
      return renewed;
    },
  };
}

function questionOf(failure: AccessFailure): string {
  return failure.kind === 'scope-missing' ? `scope ${failure.scope ?? ''}` : failure.kind;
}
