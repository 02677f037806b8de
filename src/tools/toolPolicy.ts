import type { Services } from '../commands/services.ts';
import { wordsOfPolicyFailure } from '../ui/words/policy.ts';
import { inFull } from '../ui/words/words.ts';

/**
 * Called before each question and each call.
 *
 * @throws words for the model if the administrator doesn't allow tools
 */
export async function assertToolsAllowed({ policy }: Pick<Services, 'policy'>): Promise<void> {
  const refusal = (await policy.now()).refusalOfUse('languageModelTools');
  if (refusal !== undefined) {
    throw new Error(inFull(wordsOfPolicyFailure(refusal)));
  }
}
