import { allowItem } from '../../ui/moduleQuestion.ts';
import { plain } from '../../ui/plain.ts';
import { separator } from '../../ui/separator.ts';
import type { LiveItem } from '../../ui/step.ts';
import type { By, ByFields } from '../match/mapping.ts';
import type { Exit, MatchBy } from './draft.ts';
import type { FieldChoice, Fields } from './question.ts';
import type { KeyChoice } from './suggestions.ts';
import {
  bothNamesItem,
  fieldsSeparator,
  othersSeparator,
  recordIdAsKey,
  recordIdItem,
  showAllFields,
  uniqueField,
} from './words/questions.ts';
import { customSeparator, lookingForMatches, suggestionsSeparator } from './words/suggestions.ts';

type FieldItem = LiveItem<MatchBy | Extract<Exit, { kind: 'allow' }>>;

interface Offered {
  /** Whether the names or cells look like record IDs, so that this choice comes first. */
  readonly idFirst: boolean;
  /** Whether several fields together may identify the record. */
  readonly together: boolean;
}

/**
 * Choices for what to match records by.
 *
 * @param found undefined until the module's fields are known
 * @param suggested choices that need no further answers, listed first
 * @param others further choices, listed last
 */
export function fieldItems(
  module: string,
  found: Fields | undefined,
  { idFirst, together }: Offered,
  suggested: readonly FieldItem[],
  others: readonly FieldItem[],
): FieldItem[] {
  const { fields, lacking } = found ?? { fields: [], lacking: undefined };
  const id: MatchBy = { kind: 'name', by: { kind: 'id' }, label: recordIdAsKey() };
  const idItem: FieldItem = { ...recordIdItem(idFirst), choice: id };
  return [
    // Until then, Enter does nothing; then the first suggestion becomes active.
    ...(found === undefined ? [{ label: lookingForMatches(), alwaysShow: true }] : []),
    ...(suggested.length === 0 ? [] : [separator(suggestionsSeparator()), ...suggested]),
    ...(idFirst ? [idItem] : []),
    ...(fields.length === 0
      ? []
      : [separator(suggested.length === 0 ? fieldsSeparator() : customSeparator())]),
    ...fields.flatMap((field, index) => {
      const after = together && hasNames(module, found) && index === placeOfNames(fields);
      return after ? [fieldItem(field), namesItem()] : [fieldItem(field)];
    }),
    separator(othersSeparator()),
    ...(idFirst ? [] : [idItem]),
    ...others,
    ...(lacking === undefined ? [] : [allowItem(showAllFields(), lacking)]),
  ];
}

/** First and last name together, if the module has both. */
export function bothNames(module: string, found: Fields): KeyChoice[] {
  return hasNames(module, found) ? [{ by: NAMES, label: bothNamesItem().label }] : [];
}

const NAMES: ByFields = {
  kind: 'fields',
  fields: [
    { field: 'First_Name', as: 'first' },
    { field: 'Last_Name', as: 'last' },
  ],
  ignoreCase: true,
};

function namesItem(): FieldItem {
  const item = bothNamesItem();
  return { ...item, choice: { kind: 'name', by: NAMES, label: item.label } };
}

/** Modules that have both names, for accounts that can't read which fields a module has. */
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

/** Index of the field to list “First and last name” after: the full name, else the last one. */
function placeOfNames(fields: readonly FieldChoice[]): number {
  const at = fields.findIndex(({ apiName }) => apiName === 'Full_Name');
  return at < 0 ? fields.length - 1 : at;
}

function fieldItem({ apiName, label, type, isUnique, bar }: FieldChoice): FieldItem {
  const facts = [...(label === apiName ? [] : [apiName]), ...(isUnique ? [uniqueField()] : [])];
  const item = { label: plain(label), description: facts.join(' · ') };
  const by: By = { kind: 'field', field: apiName, type, ignoreCase: true };
  return bar === undefined
    ? { ...item, choice: { kind: 'name', by, label: plain(label) } }
    : { ...item, detail: bar };
}
