import { l10n } from 'vscode';
import { recordName } from '../ui/names.ts';
import { plain } from '../ui/plain.ts';
import { dayWords } from '../ui/words/dates.ts';
import type { KnownFile } from './knownFiles.ts';

/** Two marks that no version control has: VS Code shows theirs and ours side by side. */
export const UPLOADED_BADGE = '✓';
export const CHANGED_BADGE = '≠';

/** The day, not how long ago: VS Code keeps a tooltip for as long as the window is open. */
function when({ upload: { at, isFound } }: KnownFile): string | undefined {
  return isFound === true ? undefined : dayWords(at);
}

function where({ key, name, organization }: KnownFile): string {
  return `${recordName({ key, name })} · ${plain(organization)}`;
}

export function uploaded(file: KnownFile): string {
  const [record, day] = [where(file), when(file)];
  return day === undefined
    ? l10n.t('Uploaded to Zoho CRM: {0}', record)
    : l10n.t('Uploaded to Zoho CRM on {0}: {1}', day, record);
}

/** Its size is the same, so most likely the picture is, too: a switch of branches saves it again. */
export function savedAgain(file: KnownFile): string {
  return l10n.t('{0}. Saved again since, with the same size', uploaded(file));
}

export function changedSinceUpload(file: KnownFile): string {
  const [record, day] = [where(file), when(file)];
  return day === undefined
    ? l10n.t('Changed since it was uploaded to Zoho CRM: {0}', record)
    : l10n.t('Changed since it was uploaded to Zoho CRM on {0}: {1}', day, record);
}

/** In its format, every picture of the same width and height has the same size. */
export function mayHaveChanged(file: KnownFile): string {
  return l10n.t('{0}. Saved again since, so it may have changed', uploaded(file));
}
