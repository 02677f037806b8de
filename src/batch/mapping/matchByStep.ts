import { unlessAborted } from '../../async/abortable.ts';
import { plain } from '../../ui/plain.ts';
import type { LiveItem, LivePickStep, Step, StepAnswer } from '../../ui/step.ts';
import { livePick, mapAnswer } from '../../ui/step.ts';
import { isSureId } from '../match/sureId.ts';
import { withTableRule } from './columnStep.ts';
import type { MappingDraft, Exit, MappingTurn, MatchBy } from './draft.ts';
import { answered } from './draft.ts';
import { bothNames, fieldItems } from './fieldItems.ts';
import type { CountedSuggestion } from './liveSuggestions.ts';
import { LiveSuggestions } from './liveSuggestions.ts';
import { PictureNames } from './pictureNames.ts';
import type { Fields, MappingQuestion } from './question.ts';
import type { KeyChoice } from './suggestions.ts';
import { likelyKeys } from './suggestions.ts';
import {
  mappingFileItem,
  matchByQuestion,
  recordIdItem,
  whatColumnContains,
} from './words/questions.ts';
import { foundWords, severalDetail, wordsOfSuggestion } from './words/suggestions.ts';

/**
 * Asks what file names contain: the record ID or a field's value. Or a table maps files to records.
 * Suggestions, which answer everything else as well, come first.
 */
export async function askMatchBy({
  question,
  draft,
  counted,
}: MappingTurn): Promise<StepAnswer<MappingDraft>> {
  const { module = '', matchBy } = draft;
  const names = new PictureNames(question.candidates);
  const ids = haveIds(names);
  const suggestions = new LiveSuggestions(question, module);
  const answer = await askField(
    counted,
    module,
    question,
    matchBy,
    matchByQuestion(plain(module)),
    (fields) =>
      fieldItems(
        module,
        fields,
        { idFirst: ids, together: true },
        suggestions.shown.map(suggestionItem),
        [{ ...mappingFileItem(), choice: { kind: 'table' } }],
      ),
    (fields, signal, changed) => {
      const id: KeyChoice = { by: { kind: 'id' }, label: recordIdItem(true).label };
      const keys = ids ? [id] : [...bothNames(module, fields), ...likelyKeys(module, fields)];
      return suggestions.find(names, fields, keys, signal, changed);
    },
  );
  return mapAnswer(answer, (value) =>
    value.kind === 'allow' ? { ...draft, exit: value } : answered(draft, 'matchBy', value),
  );
}

function suggestionItem({ suggestion, count, several }: CountedSuggestion): LiveItem<MatchBy> {
  const detail = severalDetail(several);
  return {
    label: wordsOfSuggestion(suggestion),
    ...(count === undefined ? {} : { description: foundWords(count) }),
    ...(detail === undefined ? {} : { detail }),
    choice: { kind: 'suggestion', suggestion, several },
  };
}

/** Asks what the record column contains: record IDs, or values of a field. */
export async function askContents({
  question,
  draft,
  counted,
}: MappingTurn): Promise<StepAnswer<MappingDraft>> {
  const { module = '', guess, recordColumn = '', fileColumn = '', contents } = draft;
  const idFirst = guess?.idColumns.includes(recordColumn) === true;
  const before: MatchBy | undefined = contents && { kind: 'name', by: contents, label: '' };
  const placeholder = whatColumnContains(plain(recordColumn));
  const answer = await askField(counted, module, question, before, placeholder, (fields) =>
    fieldItems(module, fields, { idFirst, together: false }, [], []),
  );
  return mapAnswer(answer, (value) => {
    if (value.kind === 'allow') {
      return { ...draft, exit: value };
    }
    if (value.kind !== 'name' || value.by.kind === 'fields') {
      return draft;
    }
    const { by } = value;
    const rule = { kind: 'table', fileColumn, recordColumn, by } as const;
    return withTableRule(answered(draft, 'contents', by), rule, question);
  });
}

/** Where IDs usually are in names. */
const WITH_ID = ['{key}', '{key}_*', '{key}-*', '{key} *', '*_{key}', '*_{key}_*'];
const FOLDER_WITH_ID = ['{key}/*', '{key}_*/*', '*_{key}/*'];

/** Whether most names of files, or of their folders, contain a record ID beyond doubt. */
function haveIds(names: PictureNames): boolean {
  const having = (patterns: readonly string[], all: number): boolean => {
    const found = new Set<unknown>();
    for (const pattern of patterns) {
      for (const { name, ways } of names.read({ pattern, replace: [] }, { kind: 'id' }).names) {
        if (isSureId(ways[0]?.[0] ?? '', false)) {
          found.add(name);
        }
      }
    }
    return found.size > all / 2;
  };
  return having(WITH_ID, names.files.length) || having(FOLDER_WITH_ID, names.pictures.length);
}

type Choice = MatchBy | Extract<Exit, { kind: 'allow' }>;

/**
 * @param before an earlier answer, to preselect
 * @param more finds further items once the fields are known, while the list is shown
 */
async function askField(
  counted: Step,
  module: string,
  { fieldsOf }: MappingQuestion,
  before: MatchBy | undefined,
  placeholder: string,
  itemsOf: (fields: Fields | undefined) => readonly LiveItem<Choice>[],
  more: (fields: Fields, signal: AbortSignal, changed: () => void) => Promise<void> = () =>
    Promise.resolve(),
): Promise<StepAnswer<Choice>> {
  const asking = new AbortController();
  let fields: Fields | undefined;
  let isOver = false;
  let draw: () => void = () => undefined;
  const asked = fieldsOf(module, asking.signal)
    .then((found) => {
      fields = found;
      draw();
      return more(found, asking.signal, () => {
        draw();
      });
    })
    .then(() => {
      isOver = true;
      draw();
    })
    .catch(unlessAborted(asking.signal));
  const typed: LivePickStep<Choice>['typed'] = async (_, show) => {
    draw = () => {
      show(itemsOf(fields), { busy: !isOver });
    };
    draw();
    await asked;
  };
  const active = (choice: Choice): boolean => before !== undefined && isSame(choice, before);
  try {
    return await livePick<Choice>({ ...counted, placeholder, typed, active });
  } finally {
    asking.abort();
  }
}

function isSame(one: Choice, other: MatchBy): boolean {
  return one.kind === 'name' && other.kind === 'name'
    ? JSON.stringify(one.by) === JSON.stringify(other.by)
    : one.kind === 'suggestion' && other.kind === 'suggestion'
      ? JSON.stringify(one.suggestion.rule) === JSON.stringify(other.suggestion.rule)
      : one.kind === other.kind;
}
