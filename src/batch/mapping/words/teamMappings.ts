import { l10n } from 'vscode';
import { listed } from '../../../ui/words/listed.ts';
import { grouped } from '../../../ui/words/numbers.ts';
import { plural } from '../../../ui/words/plural.ts';

/** @param file the name of a file, as it is shown */
export function fromFile(file: string): string {
  return l10n.t('from {0}', file);
}

/** In the review. */
export function matchedByTeamMapping(name: string, file: string): string {
  return l10n.t('Matched by “{0}” from {1}.', name, file);
}

export function openFileButton(): string {
  return l10n.t('Open File');
}

export function compareTitle(): string {
  return l10n.t('Compare Folder with Zoho CRM');
}

/** Of the offer to whoever opens a workspace with mappings. */
export function workspaceHasPhotos(modules: readonly string[]): string {
  return modules.length > 3
    ? l10n.t('This workspace has photos for records in Zoho CRM.')
    : l10n.t('This workspace has photos for {0} in Zoho CRM.', listed(modules));
}

export function compareButton(): string {
  return l10n.t('Compare');
}

export function neverOfferButton(): string {
  return l10n.t('Don’t Show Again');
}

export function whichTeamMapping(): string {
  return l10n.t('Select the mapping to compare by');
}

/** The folder of a mapping that is for all pictures of the workspace folder. */
export function wholeFolder(): string {
  return l10n.t('all folders');
}

/** @param file its usual name */
export function noTeamMapping(file: string): string {
  return l10n.t(
    'This workspace has no mapping in {0} yet. Match a folder, then select “Save Mapping…” in the review.',
    file,
  );
}

export function matchFolderButton(): string {
  return l10n.t('Match Folder…');
}

export function notInRestrictedMode(file: string): string {
  return l10n.t('{0} isn’t used in Restricted Mode. Trust this workspace to compare.', file);
}

export function manageTrustButton(): string {
  return l10n.t('Manage Workspace Trust');
}

/** Why a folder or table that a file names can't be used. */
export function pathNotUsable(file: string, place: string, why: 'outside' | 'missing'): string {
  return why === 'outside'
    ? l10n.t(
        '{0}: “{1}” is a link that leaves the workspace folder, so it isn’t read.',
        file,
        place,
      )
    : l10n.t('{0}: “{1}” doesn’t exist.', file, place);
}

/** @param why in whole sentences */
export function tableNotUsable(file: string, table: string, why: string): string {
  return l10n.t('{0}: The table “{1}” can’t be used. {2}', file, table, why);
}

export function sheetNotThere(sheet: string): string {
  return l10n.t('It has no sheet “{0}”.', sheet);
}

export function columnsNotThere(columns: readonly string[]): string {
  const names = listed(columns.map((name) => `“${name}”`));
  return plural(columns.length, {
    one: l10n.t('It has no column {0}.', names),
    other: l10n.t('It has no columns {0}.', names),
  });
}

export function teamPatternMatchesNothing(
  file: string,
  mapping: string,
  pattern: string,
  names: number,
): string {
  return plural(names, {
    one: l10n.t(
      '{0}: The pattern {1} of “{2}” doesn’t match the name of the picture.',
      file,
      pattern,
      mapping,
    ),
    other: l10n.t(
      '{0}: The pattern {1} of “{2}” matches none of the {3} names.',
      file,
      pattern,
      mapping,
      grouped(names),
    ),
  });
}

/** @param folder empty for the workspace folder itself */
export function noPicturesIn(file: string, folder: string): string {
  return folder === ''
    ? l10n.t('{0}: The workspace folder contains no pictures.', file)
    : l10n.t('{0}: “{1}” contains no pictures.', file, folder);
}

/** @param why in a whole sentence */
export function moduleNotUsable(file: string, module: string, why: string): string {
  return l10n.t('{0}: The module {1} can’t be used. {2}', file, module, why);
}

export function moduleNotThere(file: string, module: string, organization: string): string {
  return l10n.t(
    '{0}: {1} has no module {2}, or it isn’t visible to your profile.',
    file,
    organization,
    module,
  );
}

export function fieldsNotThere(
  file: string,
  module: string,
  fields: readonly string[],
  organization: string,
): string {
  return plural(fields.length, {
    one: l10n.t('{0}: {1} has no field {2} in {3}.', file, organization, listed(fields), module),
    other: l10n.t('{0}: {1} has no fields {2} in {3}.', file, organization, listed(fields), module),
  });
}

export function checkingFields(organization: string): string {
  return l10n.t('Checking the mapping in {0}', organization);
}
