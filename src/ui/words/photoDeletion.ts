import { l10n } from 'vscode';
import { deletedModules } from '../../zoho/scopes.ts';
import { listed } from './listed.ts';
import { grouped } from './numbers.ts';
import { plain } from '../plain.ts';
import { plural } from './plural.ts';

/** Modules where photos are deleted: `Contacts and Vendors`. Custom modules share one scope. */
export function modulesOfDeletion(scopes: readonly string[]): string {
  return listed(deletedModules(scopes).map((module) => module ?? l10n.t('custom modules')));
}

/** The question before the undo of uploads deletes photos. @param photos how many */
export function undoDeletesQuestion(photos: number, uploads: number, modules: string): string {
  return uploads === 1
    ? l10n.t('Undoing this upload deletes the photo. Allow deleting photos in {0}?', modules)
    : plural(photos, {
        one: l10n.t(
          'Undoing these uploads deletes 1 photo. Allow deleting photos in {0}?',
          modules,
        ),
        other: l10n.t(
          'Undoing these uploads deletes {0} photos. Allow deleting photos in {1}?',
          grouped(photos),
          modules,
        ),
      });
}

/** Whose photo is deleted. */
export function recordInOrganization(record: string, organization: string): string {
  return l10n.t('{0} · {1}', record, organization);
}

export function removalDeletesQuestion(modules: string): string {
  return l10n.t('Removing a photo needs your permission. Allow deleting photos in {0}?', modules);
}

/** How the person allows more: nothing else, on a page of Zoho, or in a new sign-in. */
export type NextStep = 'none' | 'page' | 'sign-in';

/** What allowing it means. @param about whose photos are deleted */
export function deletionDetail(about: string, scopes: readonly string[], next: NextStep): string {
  const means = l10n.t(
    'Zoho has no permission for photos alone: this one ({0}) includes deleting records, which the extension never does.',
    plain(scopes.join(', ')),
  );
  const how = {
    none: [],
    page: [l10n.t('Next, Zoho asks you in the browser.')],
    'sign-in': [l10n.t('Next, you sign in again with this permission.')],
  };
  return [about, means, ...how[next]].join('\n\n');
}

export function allowDeleting(next: NextStep): string {
  return next === 'none' ? l10n.t('Allow Deleting') : l10n.t('Allow Deleting…');
}

export const NOTHING_UNDONE = l10n.t('Nothing was undone: deleting photos isn’t allowed.');
export const NOTHING_REMOVED = l10n.t('Nothing was removed: deleting photos isn’t allowed.');
