import { moduleProblem } from '../../upload/target.ts';
import { liveModules, moduleItems, unmatched } from '../../ui/moduleQuestion.ts';
import { separator } from '../../ui/separator.ts';
import { plain } from '../../ui/plain.ts';
import type { StepAnswer, LiveItem } from '../../ui/step.ts';
import { livePick } from '../../ui/step.ts';
import { askModuleName } from '../../ui/targetQuestions.ts';
import type { SavedMapping } from '../match/savedMappings.ts';
import type { MappingQuestion } from './question.ts';
import { wordsOfMapping } from './words.ts';

export type ModuleAnswer =
  | { readonly kind: 'module'; readonly module: string }
  | { readonly kind: 'saved'; readonly saved: SavedMapping }
  | { readonly kind: 'switch-account' }
  | { readonly kind: 'allow'; readonly scope: string };

/** Asks for the module of the records, or for a mapping that was used before. */
export async function askMappingModule(
  title: string,
  question: MappingQuestion,
): Promise<StepAnswer<ModuleAnswer>> {
  for (;;) {
    const chosen = await pickModule(title, question);
    if (chosen === undefined || chosen === 'back') {
      return chosen;
    }
    const { value } = chosen;
    if (value.kind !== 'module' || value.module !== undefined) {
      return { value: value as ModuleAnswer };
    }
    const typed = await askModuleName(title, question.version);
    if (typed !== 'back') {
      return typed && { value: { kind: 'module', module: typed.value } };
    }
  }
}

type Choice = ModuleAnswer | { readonly kind: 'module'; readonly module: string | undefined };

async function pickModule(title: string, question: MappingQuestion): Promise<StepAnswer<Choice>> {
  const asking = new AbortController();
  const usable = question.saved.filter(
    ({ mapping: { module, rule } }) =>
      moduleProblem(module, question.version) === undefined &&
      // Without a picture there is only a table.
      (question.candidates.length > 0 || rule.kind === 'table'),
  );
  const saved = usable.map((one): LiveItem<Choice> => {
    const { label, description } = wordsOfMapping(one.mapping);
    const choice: Choice = { kind: 'saved', saved: one };
    return one.name === ''
      ? { label, description, choice }
      : { label: plain(one.name), description: `${label} · ${description}`, choice };
  });
  try {
    return await livePick<Choice>({
      title,
      step: 1,
      steps: 3,
      placeholder: 'Which module are the records in?',
      typed: liveModules(question, asking.signal, (value, known, failure) => {
        const all: LiveItem<Choice>[] = [
          ...(saved.length === 0 ? [] : [separator('as before'), ...saved]),
          ...moduleItems({ ...question, changing: true }, known, failure),
        ];
        return [...all, ...unmatched(value, all)];
      }),
    });
  } finally {
    asking.abort();
  }
}
