import type { By, ByFields, Rule, Several, TableRule } from '../match/mapping.ts';
import { usualFields } from '../match/matchingFields.ts';
import { referencesWithAbsent } from '../match/reference.ts';
import type { Candidate } from '../match/match.ts';
import type { Table } from '../table/table.ts';
import type { PictureNames } from './pictureNames.ts';
import type { Fields } from './question.ts';
import { sharedRecordsIn } from './sharedRecords.ts';
import type { PatternMeaning, UsualPattern } from './usualPatterns.ts';
import { usualPatterns } from './usualPatterns.ts';
import { usualSeveral } from './usualSeveral.ts';

/** A way to match that answers all further questions at once. */
export type MappingSuggestion = NameSuggestion | TableSuggestion;

interface NameSuggestion {
  readonly kind: 'name';
  readonly rule: Extract<Rule, { kind: 'name' }>;
  /** What the pattern takes of a name. */
  readonly meaning: PatternMeaning;
  /** What records are matched by: `Product Code` */
  readonly label: string;
}

interface TableSuggestion {
  readonly kind: 'table';
  readonly rule: TableRule;
  /** The file's name. */
  readonly file: string;
  /** Its URI. */
  readonly address: string;
  /** A function, so that items of lists don't carry thousands of rows. */
  readonly table: () => Table;
}

/** The table of a suggestion by a table. */
export function tableIn(suggestion: MappingSuggestion): Table | undefined {
  return suggestion.kind === 'table' ? suggestion.table() : undefined;
}

/** A field or fields to match by, with the label that people know. */
export interface KeyChoice {
  readonly by: By | ByFields;
  readonly label: string;
}

/** Counting each costs requests. */
const MAX_SUGGESTIONS = 8;
const MAX_PATTERNS = 3;

/**
 * Suggestions by the pictures' names, the likeliest first.
 *
 * @param keys what to match by, the likeliest first
 */
export function nameSuggestions(
  names: PictureNames,
  keys: readonly KeyChoice[],
): MappingSuggestion[] {
  const ofField = usualPatterns(names, { kind: 'field', ...ANY_FIELD }, []);
  const all = keys.flatMap(({ by, label }, rank) => {
    const usual = by.kind === 'field' ? ofField : usualPatterns(names, by, []);
    return withoutSame(usual)
      .filter((one) => mayHave(by, one))
      .slice(0, MAX_PATTERNS)
      .map(({ pattern, meaning }, n) => {
        const name = { pattern, replace: [] };
        const rule: NameSuggestion['rule'] = { kind: 'name', name, by };
        const suggestion: MappingSuggestion = { kind: 'name', rule, meaning, label };
        return { suggestion, rank: rank + 2 * n };
      });
  });
  return all
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, MAX_SUGGESTIONS)
    .map(({ suggestion }) => suggestion);
}

/** Without patterns that take the same as an earlier one: zcrm_… is one ID, with or without zcrm_. */
function withoutSame(usual: readonly UsualPattern[]): UsualPattern[] {
  const seen = new Set<string>();
  return usual.filter(({ read: { names } }) => {
    const all = JSON.stringify(names.map(({ ways: [first] }) => first));
    const taken = all.replaceAll(/zcrm[_\s-]*/gi, '');
    const isNew = !seen.has(taken);
    seen.add(taken);
    return isNew;
  });
}

const ANY_FIELD = { field: 'Name', type: 'text', ignoreCase: true } as const;

/** Fields whose values tell records apart; anything else could only match by accident. */
const KEY_NAMES = /sku|code|number|_no\b|_nr\b|\bref|article|item|model|external|(?:^|_)id$/i;
const MAIL = /mail/i;
const ADDRESS = /website|url/i;

/** The fields of a module that names may have, in the order in which they are offered. */
export function likelyKeys(module: string, { fields }: Fields): KeyChoice[] {
  const usual = new Set(usualFields(module).map(({ apiName }) => apiName));
  return fields
    .filter(
      ({ apiName, bar, isUnique }) =>
        bar === undefined && (isUnique || usual.has(apiName) || KEY_NAMES.test(apiName)),
    )
    .map(({ apiName, label, type }) => ({
      by: { kind: 'field', field: apiName, type, ignoreCase: true },
      label,
    }));
}

/** Whether most of what a pattern takes can be a value of the field. */
function mayHave(by: By | ByFields, { read: { names } }: UsualPattern): boolean {
  const values = names.flatMap(({ ways: [first] }) => first ?? []);
  const most = (is: (value: string) => boolean): boolean =>
    values.length > 0 && values.filter(is).length * 2 > values.length;
  if (by.kind !== 'field') {
    return values.length > 0;
  }
  switch (by.type) {
    case 'number':
      return most((value) => /^\d+$/.test(value));
    case 'phone':
      return most((value) => value.replace(/\D/g, '').length >= 7 && /^[\d+()./ -]+$/.test(value));
    case 'text':
      return MAIL.test(by.field)
        ? most((value) => value.includes('@'))
        : ADDRESS.test(by.field)
          ? most((value) => /^[\w-]+(?:\.[\w-]+)+$/.test(value))
          : values.length > 0;
  }
}

/** Which picture to upload if several match a record. */
export function severalOf(
  suggestion: MappingSuggestion,
  candidates: readonly Candidate[],
): Several {
  const { rule } = suggestion;
  const references = referencesWithAbsent(rule, candidates, tableIn(suggestion));
  return usualSeveral(sharedRecordsIn(references, rule.by));
}
