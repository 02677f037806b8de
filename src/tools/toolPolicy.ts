import type { Services } from '../commands/services.ts';
import { wordsOfPolicyFailure } from '../ui/words/policy.ts';
import { inFull } from '../ui/words/words.ts';
import { ToolProblem } from './toolProblem.ts';

/**
 * Called in each call, before anything is read or asked, and after the person’s answer.
 *
 * @throws {ToolProblem} if the administrator doesn't allow tools
 */
export async function assertToolsAllowed({ policy }: Pick<Services, 'policy'>): Promise<void> {
  const refusal = (await policy.now()).refusalOfUse('languageModelTools');
  if (refusal !== undefined) {
    throw new ToolProblem(inFull(wordsOfPolicyFailure(refusal)));
  }
}
