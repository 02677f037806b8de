import { l10n } from 'vscode';
import { momentWords } from '../../ui/words/dates.ts';
import { grouped } from '../../ui/words/numbers.ts';
import { plural } from '../../ui/words/plural.ts';
import type { RecordKey } from '../../zoho/photo.ts';

export const runIsGone = (): string => l10n.t('This upload no longer exists.');

export const runIsElsewhere = (): string =>
  l10n.t('This upload is running in another VS Code window.');

/** The buttons of the notifications about a run. */
export function reportButtons(): Readonly<
  Record<'resume' | 'retry' | 'show' | 'undoAll' | 'undoRest', string>
> {
  return {
    resume: l10n.t('Resume'),
    retry: l10n.t('Retry Failed'),
    show: l10n.t('Show Results'),
    undoAll: l10n.t('Undo All…'),
    undoRest: l10n.t('Undo the Rest…'),
  };
}

/** The question before a run is undone. @param photos how many of its photos */
export function undoRunQuestion(photos: number, module: string): string {
  return plural(photos, {
    one: l10n.t('Undo 1 photo uploaded to {0}?', module),
    other: l10n.t('Undo {0} photos uploaded to {1}?', grouped(photos), module),
  });
}

/**
 * What undoing a run does.
 *
 * @param at when it was started, in milliseconds since 1970
 */
export function undoRunDetail(organization: string, at: number): string {
  return [
    l10n.t('{0} · upload of {1}', organization, momentWords(at)),
    l10n.t(
      'Each record gets its previous photo back, or none if it had none. You’re asked about photos that have changed since.',
    ),
  ].join('\n\n');
}

/** What is missing for that. @param photos how many are deleted */
export function undoRunDeletes(photos: number, modules: string): string {
  return plural(photos, {
    one: l10n.t('Undo deletes 1 photo. Allow deleting photos in {0}?', modules),
    other: l10n.t(
      'Undo deletes {0} photos. Allow deleting photos in {1}?',
      grouped(photos),
      modules,
    ),
  });
}

/** The button that undoes a run. */
export const undoRunButton = (): string => l10n.t('Undo');

/** The button that does so after the person allows deleting photos. @param next whether more is asked */
export function allowAndUndoButton(next: boolean): string {
  return next ? l10n.t('Allow Deleting and Undo…') : l10n.t('Allow Deleting and Undo');
}

export const runIsActive = (): string =>
  l10n.t('This upload is still running. Cancel it, then undo.');

/** The result of undoing a run, in sentences. */
export function undoneSentences(
  organization: string,
  { all, failed, left }: { readonly all: number; readonly failed: number; readonly left: number },
): string[] {
  const args = [grouped(all - failed - left), grouped(all), organization] as const;
  return [
    plural(all, {
      one: l10n.t('{0} of {1} change undone in {2}.', ...args),
      other: l10n.t('{0} of {1} changes undone in {2}.', ...args),
    }),
    ...(failed === 0
      ? []
      : [l10n.t('Couldn’t undo {0}. See the log for details.', grouped(failed))]),
    ...(left === 0 ? [] : [l10n.t('{0} left unchanged.', grouped(left))]),
  ];
}

/**
 * `Products 4876876000000625001: Failed (NO_PERMISSION)`
 *
 * @param code why it failed; otherwise empty
 */
export function logLineOf({ module, id }: RecordKey, state: string, code: string): string {
  return code === ''
    ? l10n.t('{0} {1}: {2}', module, id, state)
    : l10n.t('{0} {1}: {2} ({3})', module, id, state, code);
}

export function logLineOfRun(pictures: number, requests: number): string {
  const args = [grouped(pictures), grouped(requests)] as const;
  return plural(pictures, {
    one: l10n.t('{0} picture, {1} requests', ...args),
    other: l10n.t('{0} pictures, {1} requests', ...args),
  });
}

/** The header of a report. */
export const reportColumns = (): string[] => [
  l10n.t('File'),
  l10n.t('Module'),
  l10n.t('Record ID'),
  l10n.t('Record'),
  l10n.t('Outcome'),
  l10n.t('Code'),
  l10n.t('Message'),
];

export const reportFile = (): string => l10n.t('uploaded photos');

/** The title of the dialog that saves a table. */
export const saveAsCsv = (): string => l10n.t('Save as CSV');

export const csvFiles = (): string => l10n.t('CSV for spreadsheets');
