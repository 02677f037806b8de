import { allowItem } from '../moduleQuestion.ts';
import { separator } from '../separator.ts';
import { plain } from '../plain.ts';
import type { Answer, LiveItem, LivePickStep } from '../step.ts';
import { livePick } from '../step.ts';
import { partsOf } from '../../upload/match/fileKey.ts';
import type { By } from '../../upload/match/mapping.ts';
import { fileName } from '../../upload/match/match.ts';
import { isSureId } from '../../upload/match/sureId.ts';
import { unlessAborted } from '../../zoho/abortable.ts';
import type { FieldChoice, Fields, MappingQuestion } from './question.ts';

export type RuleAnswer =
  /** File names say it. */
  | { readonly kind: 'name'; readonly by: By; readonly label: string }
  | { readonly kind: 'table' }
  | { readonly kind: 'allow'; readonly scope: string };

/** Asks what of a record the file names say, or whether a table says it. */
export function askRule(
  title: string,
  module: string,
  question: MappingQuestion,
): Promise<Answer<RuleAnswer>> {
  return askField(
    title,
    `How do the file names say the record in ${plain(module)}?`,
    module,
    question,
    [
      {
        label: 'A table of files and records…',
        description: 'CSV or JSON',
        choice: { kind: 'table' },
      },
    ],
    haveIds(question.candidates.map(fileName)),
  );
}

/**
 * Asks what of a record a column of a table has.
 *
 * @param seemsId whether its cells look like record IDs: then those come first, marked so
 */
export function askBy(
  title: string,
  column: string,
  module: string,
  question: MappingQuestion,
  seemsId: boolean,
): Promise<Answer<Exclude<RuleAnswer, { kind: 'table' }>>> {
  const placeholder = `What does the column “${plain(column)}” have?`;
  return askField(title, placeholder, module, question, [], seemsId);
}

/** What stands behind an ID in names, most often. */
const WITH_ID = ['{key}', '{key}_*', '{key}-*', '{key} *', '*_{key}', '*_{key}_*'];

/** Whether most names of files surely have an ID. */
function haveIds(names: readonly string[]): boolean {
  const having = names.filter((name) =>
    WITH_ID.some((pattern) => {
      const key = partsOf(name, { pattern, replace: [] }, true)?.key;
      return key !== undefined && isSureId(key, false);
    }),
  );
  return having.length > names.length / 2;
}

async function askField<C extends RuleAnswer>(
  title: string,
  placeholder: string,
  module: string,
  { fieldsOf }: MappingQuestion,
  others: readonly LiveItem<C>[],
  idFirst = false,
): Promise<Answer<C>> {
  const asking = new AbortController();
  let fields: Fields | undefined;
  const asked = fieldsOf(module, asking.signal)
    .then((found) => {
      fields = found;
    })
    .catch(unlessAborted(asking.signal));
  const typed: LivePickStep<C>['typed'] = async (_, show) => {
    show(itemsOf(fields, others, idFirst), { busy: fields === undefined });
    if (fields === undefined) {
      await asked;
      show(itemsOf(fields, others, idFirst), { busy: false });
    }
  };
  try {
    return await livePick<C>({ title, step: 2, steps: 3, placeholder, typed });
  } finally {
    asking.abort();
  }
}

function itemsOf<C extends RuleAnswer>(
  found: Fields | undefined,
  others: readonly LiveItem<C>[],
  idFirst: boolean,
): LiveItem<C>[] {
  const { fields, lacking } = found ?? { fields: [], lacking: undefined };
  const id: RuleAnswer = { kind: 'name', by: { kind: 'id' }, label: 'record ID' };
  const description = idFirst ? 'looks like it' : '4876876000000624001';
  const idItem = { label: 'Record ID', description, choice: id };
  const items: LiveItem<RuleAnswer>[] = [
    ...(idFirst ? [idItem] : []),
    ...(fields.length === 0 ? [] : [separator('a field of the record')]),
    ...fields.map(fieldItem),
    separator('others'),
    ...(idFirst ? [] : [idItem]),
    ...others,
    ...(lacking === undefined ? [] : [allowItem('Show all fields of your organisation…', lacking)]),
  ];
  return items as LiveItem<C>[];
}

function fieldItem({ apiName, label, type, isUnique, bar }: FieldChoice): LiveItem<RuleAnswer> {
  const facts = [...(label === apiName ? [] : [apiName]), ...(isUnique ? ['unique'] : [])];
  const item = { label: plain(label), description: facts.join(' · ') };
  const by: By = { kind: 'field', field: apiName, type, ignoreCase: true };
  return bar === undefined
    ? { ...item, choice: { kind: 'name', by, label: plain(label) } }
    : { ...item, detail: bar };
}
