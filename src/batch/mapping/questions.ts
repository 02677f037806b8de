import * as vscode from 'vscode';
import { fileName } from '../match/match.ts';
import { guessColumns } from '../match/guessColumns.ts';
import type { By, ByFields, Mapping, Rule, Several } from '../match/mapping.ts';
import type { MeantRecord } from '../match/meant.ts';
import { meantWithAbsent } from '../match/meant.ts';
import { missingColumns } from '../match/tableRows.ts';
import { alike } from '../match/value.ts';
import type { Table } from '../table/table.ts';
import { organizationName } from '../../ui/names.ts';
import { plain } from '../../ui/plain.ts';
import { counted } from '../../ui/words/numbers.ts';
import type { StepAnswer } from '../../ui/step.ts';
import { askMappingModule } from './moduleStep.ts';
import { askPattern } from './patternStep.ts';
import { fitsNone, PictureNames } from './pictureNames.ts';
import type { MappingQuestion } from './question.ts';
import { askBy, askRule } from './ruleStep.ts';
import type { Crowd } from './severalStep.ts';
import { askSeveral } from './severalStep.ts';
import { askTable } from './tableFile.ts';
import { askColumns, tellRounded } from './tableStep.ts';

/** How the pictures find their records; with the table, where one says it. */
export interface ChosenMapping {
  readonly kind: 'mapping';
  readonly mapping: Mapping;
  readonly table: Table | undefined;
}

export type MappingAnswer =
  | ChosenMapping
  | { readonly kind: 'switch-account' }
  /** What is wanted needs a scope that the account does not have; then it is asked anew. */
  | { readonly kind: 'allow'; readonly scope: string };

/**
 * Asks how pictures find their records, step by step.
 *
 * @returns undefined when the person cancels
 */
export async function askMapping(question: MappingQuestion): Promise<MappingAnswer | undefined> {
  const { account, candidates } = question;
  const count =
    candidates.length === 0 ? 'Pictures in a table' : counted(candidates.length, 'picture');
  const title = `${count} → ${organizationName(account)}`;
  for (;;) {
    const chosen = await askMappingModule(title, question);
    if (chosen === undefined || chosen === 'back') {
      return undefined;
    }
    const { value } = chosen;
    if (value.kind === 'switch-account' || value.kind === 'allow') {
      return value;
    }
    const answer =
      value.kind === 'saved'
        ? await again(title, value.saved.mapping, question)
        : await askInModule(title, value.module, question);
    if (answer !== 'back') {
      return answer?.value;
    }
  }
}

/** A mapping that was used before; its table is another one by now. */
async function again(
  title: string,
  mapping: Mapping,
  question: MappingQuestion,
): Promise<StepAnswer<MappingAnswer>> {
  if (mapping.rule.kind === 'name') {
    const { name, by } = mapping.rule;
    const read = new PictureNames(question.candidates).read(name, by);
    if (read.fitting > 0) {
      return severalAgain(title, mapping, undefined, question);
    }
    void vscode.window.showErrorMessage(
      `The pattern ${plain(name.pattern)} ${fitsNone(read)}. Choose the module, to say how these are named.`,
    );
    return 'back';
  }
  for (;;) {
    const table = await askTable(title, question);
    if (table === undefined || table === 'back') {
      return table;
    }
    const missing = missingColumns(mapping.rule, table.value);
    if (missing.length === 0) {
      tellRounded(mapping.rule, table.value);
      const answer = await severalAgain(title, mapping, table.value, question);
      if (answer !== 'back') {
        return answer;
      }
      continue;
    }
    const names = new Intl.ListFormat('en').format(missing.map((name) => `“${plain(name)}”`));
    void vscode.window.showErrorMessage(`The table has no column ${names}. Choose another one.`);
  }
}

/** Where several pictures were for no record before, it was not asked: now they may be. */
async function severalAgain(
  title: string,
  mapping: Mapping,
  table: Table | undefined,
  question: MappingQuestion,
): Promise<StepAnswer<MappingAnswer>> {
  return mapping.several.kind === 'none'
    ? withSeveral(title, mapping.module, mapping.rule, table, question)
    : { value: { kind: 'mapping', mapping, table } };
}

async function askInModule(
  title: string,
  module: string,
  question: MappingQuestion,
): Promise<StepAnswer<MappingAnswer>> {
  if (question.candidates.length === 0) {
    return askByTable(title, module, question);
  }
  for (;;) {
    const chosen = await askRule(title, module, question);
    if (chosen === undefined || chosen === 'back') {
      return chosen;
    }
    const { value } = chosen;
    const answer =
      value.kind === 'allow'
        ? { value }
        : value.kind === 'table'
          ? await askByTable(title, module, question)
          : await askByName(title, module, value.by, value.label, question);
    if (answer !== 'back') {
      return answer;
    }
  }
}

async function askByName(
  title: string,
  module: string,
  by: By | ByFields,
  what: string,
  question: MappingQuestion,
): Promise<StepAnswer<MappingAnswer>> {
  const names = new PictureNames(question.candidates);
  for (;;) {
    const pattern = await askPattern(title, what, by, names);
    if (pattern === undefined || pattern === 'back') {
      return pattern;
    }
    const { name, ignoreCase } = pattern.value;
    const rule: Rule = {
      kind: 'name',
      name: { ...name, replace: [...name.replace] },
      by: by.kind === 'id' ? by : { ...by, ignoreCase },
    };
    const answer = await withSeveral(title, module, rule, undefined, question);
    if (answer !== 'back') {
      return answer;
    }
  }
}

async function askByTable(
  title: string,
  module: string,
  question: MappingQuestion,
): Promise<StepAnswer<MappingAnswer>> {
  const { candidates } = question;
  for (;;) {
    const table = await askTable(title, question);
    if (table === undefined || table === 'back') {
      return table;
    }
    const guess = guessColumns(table.value, candidates);
    const columns = await askColumns(title, table.value, guess);
    if (columns === undefined) {
      return undefined;
    }
    if (columns !== 'back') {
      const { recordColumn } = columns.value;
      const asked = guess.namedIdColumns.includes(recordColumn)
        ? ({ value: { kind: 'name', by: { kind: 'id' }, label: '' } } as const)
        : await askBy(
            title,
            recordColumn,
            module,
            question,
            guess.idColumns.includes(recordColumn),
          );
      if (asked === undefined) {
        return undefined;
      }
      if (asked !== 'back') {
        if (asked.value.kind === 'allow') {
          return { value: asked.value };
        }
        const rule = { kind: 'table', ...columns.value, by: asked.value.by } as const;
        tellRounded(rule, table.value);
        const answer = await withSeveral(title, module, rule, table.value, question);
        if (answer !== 'back') {
          return answer;
        }
      }
    }
  }
}

/** Asks which picture a record gets only where several are for one. */
async function withSeveral(
  title: string,
  module: string,
  rule: Rule,
  table: Table | undefined,
  { candidates }: MappingQuestion,
): Promise<StepAnswer<MappingAnswer>> {
  const crowds = crowdsIn(meantWithAbsent(rule, candidates, table), rule.by);
  const several: StepAnswer<Several> =
    crowds.length === 0
      ? { value: { kind: 'none' } }
      : await askSeveral(title, crowds, rule.kind === 'table');
  return several === undefined || several === 'back'
    ? several
    : { value: { kind: 'mapping', mapping: { module, rule, several: several.value }, table } };
}

function crowdsIn(all: readonly MeantRecord[], by: By | ByFields): Crowd[] {
  const same = (key: string): string =>
    by.kind === 'id' ? key : alike(key, by.kind === 'field' ? by.type : 'text', by.ignoreCase);
  const named = all.flatMap(({ candidate, meant }) =>
    meant.kind === 'key' ? [{ ...meant, name: fileName(candidate) }] : [],
  );
  return [...Map.groupBy(named, ({ key }) => same(key)).values()]
    .filter(({ length }) => length > 1)
    .map((some) => ({ value: some[0]?.value ?? '', names: some.map(({ name }) => name) }));
}
