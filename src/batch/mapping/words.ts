import type { By, ByFields, Mapping, Several } from '../match/mapping.ts';
import { plain } from '../../ui/plain.ts';

/** What a mapping does, for a list. */
export function wordsOfMapping({ module, rule, several }: Mapping): {
  label: string;
  description: string;
} {
  const by = byWords(rule.by);
  const label = `${plain(module)} by ${by}`;
  const chosen = severalWords(several);
  if (rule.kind === 'table') {
    const table = `a table with ${plain(rule.fileColumn)} and ${plain(rule.recordColumn)}`;
    return { label, description: [table, ...chosen].join(' · ') };
  }
  const replaced = rule.name.replace.map(({ from, to }) => `${plain(from)} for ${plain(to)}`);
  const of = /[/\\]/.test(rule.name.pattern) ? 'path' : 'file name';
  const description = [of, plain(rule.name.pattern), ...replaced, ...chosen].join(' · ');
  return { label, description };
}

/** Which of several pictures a record gets, where that was asked. */
function severalWords(several: Several): string[] {
  switch (several.kind) {
    case 'none':
      return [];
    case 'ends-in':
      return [`ends in ${plain(several.ending)}`];
    case 'first':
      return ['first by name'];
    case 'first-in-table':
      return ['first in the table'];
    case 'largest':
      return ['largest'];
  }
}

function byWords(by: By | ByFields): string {
  if (by.kind === 'id') {
    return 'record ID';
  }
  const fields = by.kind === 'field' ? [by.field] : by.fields.map(({ field }) => field);
  return new Intl.ListFormat('en').format(fields.map((field) => plain(field.replaceAll('_', ' '))));
}
