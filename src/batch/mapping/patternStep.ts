import type { ExplainedQuestion } from '../../ui/laterQuickInput.ts';
import { plain } from '../../ui/plain.ts';
import type { StepAnswer } from '../../ui/step.ts';
import { livePick } from '../../ui/step.ts';
import type { By, ByFields, Rule } from '../match/mapping.ts';
import type { MappingDraft, MappingTurn, PatternAnswer } from './draft.ts';
import { answered, withRule } from './draft.ts';
import type { PatternChoice } from './patternItems.ts';
import { optionItems, partsOf, typedItems, usualItems } from './patternItems.ts';
import { PictureNames } from './pictureNames.ts';
import { askCharacterReplacement } from './replacementStep.ts';
import { usualPatterns } from './usualPatterns.ts';
import { patternOfKey, patternOfParts } from './words/pattern.ts';

/** Asks for the file name pattern, with a preview of what it extracts while it is typed. */
export async function askPattern(turn: MappingTurn): Promise<StepAnswer<MappingDraft>> {
  const { question, draft, counted } = turn;
  const { matchBy } = draft;
  if (matchBy?.kind !== 'name') {
    return 'back';
  }
  const { by, label } = matchBy;
  const names = new PictureNames(question.candidates);
  const { pattern: before = '', replace: usedBefore = [] } = draft.pattern?.name ?? {};
  let replace = usedBefore;
  let ignoreCase = draft.pattern?.ignoreCase ?? true;
  let usual = usualPatterns(names, by, replace);
  let value = usual.some(({ pattern }) => pattern === before) ? '' : before;
  for (;;) {
    const answer = await livePick<PatternChoice>({
      ...counted,
      value,
      ...questionOf(label, by, names),
      typed: (typed, show) => {
        value = typed;
        const { choices, examples } =
          typed === '' ? usualItems(usual) : typedItems(typed, names, by, replace);
        const options = by.kind === 'id' ? [] : optionItems(replace, ignoreCase);
        show([...choices, ...options, ...examples], { busy: false });
        return Promise.resolve();
      },
      active: (choice) => choice.kind === 'use' && choice.pattern === before,
    });
    if (answer === undefined || answer === 'back') {
      return answer;
    }
    switch (answer.value.kind) {
      case 'use': {
        const { pattern } = answer.value;
        const name = { pattern, replace: [...replace] };
        return { value: withPattern(turn, by, { name, ignoreCase }) };
      }
      case 'case':
        ignoreCase = !ignoreCase;
        break;
      case 'replace': {
        const typed = await askCharacterReplacement(counted, replace);
        if (typed === undefined) {
          return undefined;
        }
        if (typed !== 'back') {
          replace = typed.value;
          usual = usualPatterns(names, by, replace);
        }
      }
    }
  }
}

function questionOf(
  key: string,
  by: By | ByFields,
  { inFolders }: PictureNames,
): ExplainedQuestion {
  return by.kind === 'fields'
    ? patternOfParts(partsOf(by), inFolders > 0)
    : patternOfKey(plain(key), inFolders > 0);
}

function withPattern(
  { question, draft }: MappingTurn,
  by: By | ByFields,
  pattern: PatternAnswer,
): MappingDraft {
  const { name, ignoreCase } = pattern;
  const rule: Rule = {
    kind: 'name',
    name: { ...name, replace: [...name.replace] },
    by: by.kind === 'id' ? by : { ...by, ignoreCase },
  };
  return withRule(answered(draft, 'pattern', pattern), rule, question);
}
