import type { ChosenMapping, Exit } from '../../../../src/batch/mapping/draft.ts';

export type Answered = Omit<ChosenMapping, 'draft'> | Exit | undefined;

/** An answer without the answers that led to it. */
export function withoutDraft(answer: ChosenMapping | Exit | undefined): Answered {
  if (answer?.kind !== 'mapping') {
    return answer;
  }
  const { draft: _, ...mapping } = answer;
  return mapping;
}
