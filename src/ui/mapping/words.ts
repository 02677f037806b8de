import type { By, ByFields, Mapping } from '../../upload/match/mapping.ts';
import { plain } from '../plain.ts';

/** What a mapping does, for a list. */
export function wordsOfMapping({ module, rule }: Mapping): { label: string; description: string } {
  const by = byWords(rule.by);
  const label = `${plain(module)} by ${by}`;
  if (rule.kind === 'table') {
    return {
      label,
      description: `a table with ${plain(rule.fileColumn)} and ${plain(rule.recordColumn)}`,
    };
  }
  const replaced = rule.name.replace.map(({ from, to }) => `${plain(from)} for ${plain(to)}`);
  const of = /[/\\]/.test(rule.name.pattern) ? 'path' : 'file name';
  return { label, description: [of, plain(rule.name.pattern), ...replaced].join(' · ') };
}

function byWords(by: By | ByFields): string {
  if (by.kind === 'id') {
    return 'record ID';
  }
  const fields = by.kind === 'field' ? [by.field] : by.fields.map(({ field }) => field);
  return new Intl.ListFormat('en').format(fields.map((field) => plain(field.replaceAll('_', ' '))));
}
