import { l10n } from 'vscode';
import { grouped } from '../../ui/words/numbers.ts';
import { sizeWords } from '../../ui/words/picture.ts';
import { plural } from '../../ui/words/plural.ts';
import { wordsOfTriggers } from '../../ui/words/triggers.ts';
import type { RestrictTrigger } from '../../zoho/apiVersion.ts';
import type { Estimate, Estimated } from '../review/estimate.ts';
import { durationWords } from './duration.ts';

/** The estimate in whole sentences, with warnings apart. */
export function wordsOfEstimate(
  estimated: Estimated,
  estimate: Estimate,
  restricted: readonly RestrictTrigger[],
): { readonly lines: string[]; readonly warnings: string[] } {
  if (estimated.sizes.length === 0) {
    return { lines: [l10n.t('Nothing to upload.')], warnings: [] };
  }
  return {
    lines: [
      uploadWords(estimated, estimate),
      replacedWords(estimated, estimate),
      creditWords(estimated, estimate),
      automationWords(restricted),
    ],
    warnings: estimate.fits ? [] : [backupsDoNotFit(estimated, estimate)],
  };
}

function uploadWords({ sizes }: Estimated, { seconds }: Estimate): string {
  const bytes = sizeWords(sizes.reduce((sum, size) => sum + size, 0));
  const time = durationWords(seconds);
  return plural(sizes.length, {
    one: l10n.t('Uploads 1 picture ({0}) in about {1}.', bytes, time),
    other: l10n.t('Uploads {0} pictures ({1}) in about {2}.', grouped(sizes.length), bytes, time),
  });
}

/** Tells which photos will be replaced, and whether that can be undone. */
function replacedWords(estimated: Estimated, estimate: Estimate): string {
  const { sizes, withPhoto, unknownPhotos } = estimated;
  if (withPhoto + unknownPhotos === 0) {
    return sizes.length === 1
      ? l10n.t('The record has no photo yet.')
      : l10n.t('None of the records has a photo yet.');
  }
  return [
    ...(withPhoto === 0 ? [] : [photosReplaced(withPhoto)]),
    ...(unknownPhotos === 0 ? [] : [photosUnknown(unknownPhotos)]),
    estimated.onlyWithoutPhoto === true
      ? l10n.t('Those that have one are skipped.')
      : backupWords(estimated, estimate),
  ].join(' ');
}

function photosReplaced(records: number): string {
  return plural(records, {
    one: l10n.t('1 record has a photo, which will be replaced.'),
    other: l10n.t('{0} records have photos, which will be replaced.', grouped(records)),
  });
}

function photosUnknown(records: number): string {
  return plural(records, {
    one: l10n.t('1 record hasn’t been checked for an existing photo.'),
    other: l10n.t('{0} records haven’t been checked for existing photos.', grouped(records)),
  });
}

function backupWords(
  { unknownPhotos, mostBackupBytes }: Estimated,
  { backupBytes }: Estimate,
): string {
  if (mostBackupBytes === 0) {
    return l10n.t('No backups are kept, so this can’t be undone.');
  }
  return unknownPhotos > 0
    ? l10n.t('Backups are kept on this machine for Undo (up to {0}).', sizeWords(backupBytes))
    : l10n.t('Backups are kept on this machine for Undo (about {0}).', sizeWords(backupBytes));
}

function creditWords({ withPhoto }: Estimated, estimate: Estimate): string {
  const { credits, creditsAtLeast, creditsWithoutBackups } = estimate;
  const [most, least] = [grouped(credits), grouped(creditsAtLeast)];
  const without = grouped(creditsWithoutBackups);
  const isCheaper = credits > creditsWithoutBackups && withPhoto > 0;
  if (creditsAtLeast < credits) {
    return isCheaper
      ? l10n.t('Uses about {0} to {1} API credits ({2} without backups).', least, most, without)
      : l10n.t('Uses about {0} to {1} API credits.', least, most);
  }
  return isCheaper
    ? l10n.t('Uses about {0} API credits ({1} without backups).', most, without)
    : l10n.t('Uses about {0} API credits.', most);
}

function automationWords(restricted: readonly RestrictTrigger[]): string {
  return restricted.length === 0
    ? l10n.t('Workflow rules and other automations run for each picture.')
    : l10n.t('Skipped automations: {0}.', wordsOfTriggers(restricted));
}

function backupsDoNotFit(
  { unknownPhotos, mostBackupBytes }: Estimated,
  { backupBytes }: Estimate,
): string {
  const [taken, allowed] = [sizeWords(backupBytes), sizeWords(mostBackupBytes)];
  return unknownPhotos > 0
    ? l10n.t(
        'Backups may take up to {0}, but the setting “Keep Photos Megabytes” allows {1}. Once that’s full, you’re asked whether to continue without backups.',
        taken,
        allowed,
      )
    : l10n.t(
        'Backups take about {0}, but the setting “Keep Photos Megabytes” allows {1}. Once that’s full, you’re asked whether to continue without backups.',
        taken,
        allowed,
      );
}
