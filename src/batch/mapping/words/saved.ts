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

/** Where a mapping can be saved. */
export function saveMappingPlaces(file: string): {
  readonly placeholder: string;
  readonly mine: { readonly label: string; readonly description: string };
  readonly team: { readonly label: string; readonly description: string };
} {
  return {
    placeholder: l10n.t('Who is the mapping for?'),
    mine: {
      label: l10n.t('For Me'),
      description: l10n.t('in all my workspaces and organizations'),
    },
    team: {
      label: l10n.t('For Everyone Who Opens This Workspace'),
      description: l10n.t('in {0}, without IDs or secrets', file),
    },
  };
}

/** @param folder of the pictures, as it is shown */
export function teamMappingPrompt(folder: string): string {
  return l10n.t(
    'Name of the mapping for the pictures in {0}. The file has only names of modules and fields, so it works in every organization.',
    folder,
  );
}

export function wholeWorkspaceFolder(): string {
  return l10n.t('the workspace folder');
}

export function nameNotAllowed(): string {
  return l10n.t('Use up to 80 characters, without hidden ones.');
}

export function replaceQuestion(
  name: string,
  file: string,
): { readonly message: string; readonly detail: string; readonly replace: string } {
  return {
    message: l10n.t('Replace the mapping “{0}”?', name),
    detail: l10n.t('{0} has another mapping with this name. The rest of the file stays.', file),
    replace: l10n.t('Replace'),
  };
}

export function teamMappingSaved(name: string, file: string): string {
  return l10n.t('Mapping “{0}” saved in {1}.', name, file);
}

export function fileHasUnsavedChanges(file: string): string {
  return l10n.t('{0} has unsaved changes. Save or revert it, then save the mapping again.', file);
}

export function tableNotInFolder(table: string): string {
  return l10n.t(
    'The table “{0}” isn’t in the workspace folder, so others wouldn’t have it. Move it there, match again, and save the mapping.',
    table,
  );
}

export function teamMappingNotSaved(file: string, why: string): string {
  return l10n.t('Couldn’t save the mapping in {0}. {1}', file, why);
}

export function mappingSaved(name: string): string {
  return l10n.t('Mapping “{0}” saved', name);
}

/** A warning while a name is typed that another mapping has. */
export function replacesMapping(name: string): string {
  return l10n.t('This replaces the saved mapping “{0}”.', name);
}
