import { hasSecret } from '../../auth/pastedSecret.ts';
import type { InputStep, StepAnswer } from '../step.ts';
import { mapAnswer, type } from '../step.ts';
import { inFull } from '../words/words.ts';
import { signsInWith } from '../words/selfClientFile.ts';
import type { Asking } from './asking.ts';
import type { Draft } from './draft.ts';
import { withFile } from './draft.ts';
import { fileAt, noteOnFile, pastedFile } from './givenFile.ts';

/**
 * A question that is also answered by `self_client.json`: by its content, or by its path.
 *
 * @param take the draft with any other answer
 */
export async function typeOrFile(
  { question, draft }: Pick<Asking, 'draft' | 'question'>,
  input: InputStep,
  take: (text: string) => Draft,
): Promise<StepAnswer<Draft>> {
  let { error, value } = input;
  for (;;) {
    const answer = await type({
      ...input,
      value,
      error,
      password: (text) => input.password === true || hasSecret(text),
      problem: (text) => {
        const pasted = pastedFile(text, question);
        if (pasted === undefined) {
          return input.problem(text);
        }
        return pasted.kind === 'problem' ? inFull(pasted.problem) : undefined;
      },
      note: (text) => {
        const pasted = pastedFile(text, question);
        return pasted?.kind === 'file' ? signsInWith(noteOnFile(pasted.file, question)) : undefined;
      },
    });
    if (answer === undefined || answer === 'back') {
      return answer;
    }
    const pasted = pastedFile(answer.value, question);
    if (pasted === undefined) {
      return mapAnswer(answer, take);
    }
    const given = pasted.kind === 'path' ? await fileAt(pasted.path, question) : pasted;
    if (given.kind === 'file') {
      return { value: withFile(draft, given.file) };
    }
    ({ value } = answer);
    error = inFull(given.problem);
  }
}
