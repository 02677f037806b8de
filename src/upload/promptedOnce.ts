import type { AccessFailure, UploadPrompts } from './prompts.ts';

/**
 * The prompts of one run. If the person declined to renew access, it isn’t asked again for each
 * picture, nor is a scope a second time: if it is still missing, asking didn’t help.
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
