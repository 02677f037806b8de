import { allowItem } from '../../ui/moduleQuestion.ts';
import { separator } from '../../ui/separator.ts';
import { plain } from '../../ui/plain.ts';
import type { StepAnswer, LiveItem, LivePickStep } from '../../ui/step.ts';
import { livePick } from '../../ui/step.ts';
import type { By, ByFields } from '../match/mapping.ts';
import { isSureId } from '../match/sureId.ts';
import { unlessAborted } from '../../async/abortable.ts';
import { PictureNames } from './pictureNames.ts';
import type { FieldChoice, Fields, MappingQuestion } from './question.ts';

export type RuleAnswer =
  /** File names say it. */
  | { readonly kind: 'name'; readonly by: By | ByFields; readonly label: string }
  | { readonly kind: 'table' }
  | { readonly kind: 'allow'; readonly scope: string };

/** What one value of a record is asked for. */
export type ByAnswer =
  | { readonly kind: 'name'; readonly by: By; readonly label: string }
  | Extract<RuleAnswer, { kind: 'allow' }>;

/** Asks what of a record the file names say, or whether a table says it. */
export function askRule(
  title: string,
  module: string,
  question: MappingQuestion,
): Promise<StepAnswer<RuleAnswer>> {
  return askField(
    title,
    `How do the file names say the record in ${plain(module)}?`,
    module,
    question,
    [
      {
        label: 'A table of files and records…',
        description: 'CSV, Excel or JSON',
        choice: { kind: 'table' },
      },
    ],
    { idFirst: haveIds(new PictureNames(question.candidates)), together: true },
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
): Promise<StepAnswer<ByAnswer>> {
  const placeholder = `What does the column “${plain(column)}” have?`;
  return askField(title, placeholder, module, question, [], {
    idFirst: seemsId,
    together: false,
  });
}

/** Where an ID stands in names, most often. */
const WITH_ID = ['{key}', '{key}_*', '{key}-*', '{key} *', '*_{key}', '*_{key}_*'];
const FOLDER_WITH_ID = ['{key}/*', '{key}_*/*', '*_{key}/*'];

/** Whether most names of files, or of their folders, surely have an ID. */
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

async function askField<C extends RuleAnswer>(
  title: string,
  placeholder: string,
  module: string,
  { fieldsOf }: MappingQuestion,
  others: readonly LiveItem<C>[],
  first: Offered = { idFirst: false, together: false },
): Promise<StepAnswer<C>> {
  const asking = new AbortController();
  let fields: Fields | undefined;
  const asked = fieldsOf(module, asking.signal)
    .then((found) => {
      fields = found;
    })
    .catch(unlessAborted(asking.signal));
  const typed: LivePickStep<C>['typed'] = async (_, show) => {
    show(itemsOf(module, fields, others, first), { busy: fields === undefined });
    if (fields === undefined) {
      await asked;
      show(itemsOf(module, fields, others, first), { busy: false });
    }
  };
  try {
    return await livePick<C>({ title, step: 2, steps: 3, placeholder, typed });
  } finally {
    asking.abort();
  }
}

interface Offered {
  readonly idFirst: boolean;
  /** Whether several fields may say the record together. */
  readonly together: boolean;
}

function itemsOf<C extends RuleAnswer>(
  module: string,
  found: Fields | undefined,
  others: readonly LiveItem<C>[],
  { idFirst, together }: Offered,
): LiveItem<C>[] {
  const { fields, lacking } = found ?? { fields: [], lacking: undefined };
  const id: RuleAnswer = { kind: 'name', by: { kind: 'id' }, label: 'record ID' };
  const description = idFirst ? 'looks like it' : '4876876000000624001';
  const idItem = { label: 'Record ID', description, choice: id };
  const items: LiveItem<RuleAnswer>[] = [
    ...(idFirst ? [idItem] : []),
    ...(fields.length === 0 ? [] : [separator('a field of the record')]),
    ...fields.flatMap((field, index) => {
      const behind = together && hasNames(module, found) && index === placeOfNames(fields);
      return behind ? [fieldItem(field), NAMES_ITEM] : [fieldItem(field)];
    }),
    separator('others'),
    ...(idFirst ? [] : [idItem]),
    ...others,
    ...(lacking === undefined ? [] : [allowItem('Show all fields of your organization…', lacking)]),
  ];
  return items as LiveItem<C>[];
}

const NAMES: ByFields = {
  kind: 'fields',
  fields: [
    { field: 'First_Name', as: 'first' },
    { field: 'Last_Name', as: 'last' },
  ],
  ignoreCase: true,
};

const NAMES_ITEM: LiveItem<RuleAnswer> = {
  label: 'First and last name',
  description: 'Amelia_Fischer · Fischer, Amelia',
  choice: { kind: 'name', by: NAMES, label: 'first and last name' },
};

/** Of these people have names, whoever may not read which fields there are. */
const OF_PEOPLE = ['Leads', 'Contacts'];

function hasNames(
  module: string,
  { fields, lacking }: Fields = { fields: [], lacking: '' },
): boolean {
  const usable = new Set(
    fields.flatMap(({ apiName, bar }) => (bar === undefined ? [apiName] : [])),
  );
  return (
    NAMES.fields.every(({ field }) => usable.has(field)) ||
    (lacking !== undefined && OF_PEOPLE.includes(module))
  );
}

/** Behind the whole name, else behind all fields. */
function placeOfNames(fields: readonly FieldChoice[]): number {
  const at = fields.findIndex(({ apiName }) => apiName === 'Full_Name');
  return at < 0 ? fields.length - 1 : at;
}

function fieldItem({ apiName, label, type, isUnique, bar }: FieldChoice): LiveItem<RuleAnswer> {
  const facts = [...(label === apiName ? [] : [apiName]), ...(isUnique ? ['unique'] : [])];
  const item = { label: plain(label), description: facts.join(' · ') };
  const by: By = { kind: 'field', field: apiName, type, ignoreCase: true };
  return bar === undefined
    ? { ...item, choice: { kind: 'name', by, label: plain(label) } }
    : { ...item, detail: bar };
}
