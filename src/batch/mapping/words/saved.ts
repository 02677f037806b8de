import { l10n } from 'vscode';
import { plain } from '../../../ui/plain.ts';
import { listed } from '../../../ui/words/listed.ts';
import type { By, ByFields, Mapping, Several } from '../../match/mapping.ts';

/** Describes a mapping, for a list item. */
export function wordsOfMapping({ module, rule, several }: Mapping): {
  label: string;
  description: string;
} {
  const label = l10n.t('{0} by {1}', plain(module), wordsOfBy(rule.by));
  const chosen = severalWords(several);
  if (rule.kind === 'table') {
    const table = l10n.t(
      'mapping file with {0} and {1}',
      plain(rule.fileColumn),
      plain(rule.recordColumn),
    );
    return { label, description: [table, ...chosen].join(' · ') };
  }
  const replaced = rule.name.replace.map(wordsOfReplacement);
  const of = /[/\\]/.test(rule.name.pattern) ? l10n.t('path') : l10n.t('file name');
  const description = [of, plain(rule.name.pattern), ...replaced, ...chosen].join(' · ');
  return { label, description };
}

/** `_ → /` */
export function wordsOfReplacement({ from, to }: { from: string; to: string }): string {
  return `${plain(from)} → ${plain(to)}`;
}

/** Which of several pictures to upload; empty if that was never asked. */
function severalWords(several: Several): string[] {
  switch (several.kind) {
    case 'none':
      return [];
    case 'ends-in':
      return [l10n.t('ends in {0}', plain(several.ending))];
    case 'first':
      return [l10n.t('first by name')];
    case 'first-in-table':
      return [l10n.t('first in the table')];
    case 'largest':
      return [l10n.t('largest')];
  }
}

/** What records are matched by: `Product Code` */
export function wordsOfBy(by: By | ByFields): string {
  if (by.kind === 'id') {
    return l10n.t('record ID');
  }
  const fields = by.kind === 'field' ? [by.field] : by.fields.map(({ field }) => field);
  return listed(fields.map((field) => plain(field.replaceAll('_', ' '))));
}

export function saveMappingBox(): {
  title: string;
  prompt: string;
  placeHolder: string;
  empty: string;
} {
  return {
    title: l10n.t('Save Mapping'),
    prompt: l10n.t(
      'Name of the mapping. It’s offered in every organization, so you can try it in a sandbox first.',
    ),
    placeHolder: l10n.t('Catalog photos by product code'),
    empty: l10n.t('Enter a name.'),
  };
}

export function mappingSaved(name: string): string {
  return l10n.t('Mapping “{0}” saved', name);
}

/** A warning while a name is typed that another mapping has. */
export function replacesMapping(name: string): string {
  return l10n.t('This replaces the saved mapping “{0}”.', name);
}
