import { l10n } from 'vscode';
import type { Facts } from '../../image/fitting.ts';
import type { Stage } from '../../upload/upload.ts';
import type { RestrictTrigger } from '../../zoho/apiVersion.ts';
import { grouped } from './numbers.ts';
import { pixels, sizeWords } from './picture.ts';
import { plural } from './plural.ts';
import { wordsOfTriggers } from './triggers.ts';
import { waitWords } from './wait.ts';

export const UPLOAD_TITLE = l10n.t('Upload Photo to Zoho CRM');

/** The button and the file filter of a dialog that opens pictures. */
export const CHOOSE_PICTURES = l10n.t('Choose Pictures');
export const PICTURES = l10n.t('Pictures');

export function uploadingTitle(name: string, organization: string): string {
  return l10n.t('Uploading {0} to {1}', name, organization);
}

export function uploadingSeveralTitle(count: number, organization: string): string {
  return plural(count, {
    one: l10n.t('Uploading 1 picture to {0}', organization),
    other: l10n.t('Uploading {0} pictures to {1}', grouped(count), organization),
  });
}

/** The progress of one of several pictures. */
export function stageOfOne(number: number, of: number, name: string, stage: string): string {
  return l10n.t('{0} of {1}, {2}: {3}', grouped(number), grouped(of), name, stage);
}

/** The progress of one record's photo. */
export function recordStage(record: string, stage: string): string {
  return l10n.t('{0}: {1}', record, stage);
}

/** What is happening to a picture now; shown after the title of its progress. */
export function stageWords(stage: Stage): string {
  switch (stage.kind) {
    case 'finding-record':
      return l10n.t('finding the record');
    case 'backing-up':
      return l10n.t('downloading the current photo');
    case 'asking':
    case 'waiting-for-access':
      return l10n.t('waiting for your answer');
    case 'sending':
      return l10n.t('{0}%', Math.floor((stage.sent / stage.total) * 100));
    case 'waiting-for-zoho':
      return l10n.t('sent, waiting for Zoho');
    case 'waiting-to-retry':
      return waitWords(stage);
  }
}

export function isNowThePhoto(file: string, record: string, organization: string): string {
  return l10n.t('{0} is now the photo of {1} · {2}.', file, record, organization);
}

export function uploadedIfApproved(file: string, record: string, organization: string): string {
  return l10n.t(
    '{0} was uploaded to {1} · {2}. It won’t show until it’s approved in the CRM.',
    file,
    record,
    organization,
  );
}

/** That not the file itself was uploaded. */
export function madeFrom(before: Facts, after: Facts): string {
  // A version stands upright: its sides may be exchanged.
  return before.width * before.height === after.width * after.height
    ? l10n.t('Converted from {0} to {1}.', formatAndSize(before), formatAndSize(after))
    : l10n.t(
        'Resized from {0} to {1}.',
        pixels(before.width, before.height),
        pixels(after.width, after.height),
      );
}

function formatAndSize({ format, size }: Facts): string {
  return [format, sizeWords(size)].join(' · ');
}

/** How many of several were uploaded in another version. */
export function someMade(count: number): string {
  return plural(count, {
    one: l10n.t('1 was resized or converted.'),
    other: l10n.t('{0} were resized or converted.', grouped(count)),
  });
}

export function skippedAutomations(triggers: readonly RestrictTrigger[]): string {
  return l10n.t('Skipped automations: {0}.', wordsOfTriggers(triggers));
}

export function leftCurrent(file: string, record: string, organization: string): string {
  return l10n.t(
    '{0} wasn’t uploaded: you kept the current photo of {1} · {2}.',
    file,
    record,
    organization,
  );
}

/** In the status bar. */
export function uploadCanceled(file: string): string {
  return l10n.t('Canceled: nothing was changed by {0}', file);
}

/** The picture was sent, but the answer wasn't awaited. */
export function uploadCanceledLate(file: string, organization: string): string {
  return l10n.t(
    'Canceled after {0} was sent · {1}. Open the record to check whether the photo was stored.',
    file,
    organization,
  );
}

/** A picture that was refused before it had a record. @param why as sentences */
export function notUploaded(file: string, why: string): string {
  return l10n.t('{0} wasn’t uploaded. {1}', file, why);
}

export function notUploadedTo(
  file: string,
  record: string,
  organization: string,
  why: string,
): string {
  return l10n.t('{0} wasn’t uploaded to {1} · {2}. {3}', file, record, organization, why);
}

/** The picture was sent, but no answer confirms that it was stored. */
export function sentNotConfirmed(
  file: string,
  record: string,
  organization: string,
  why: string,
): string {
  return l10n.t(
    '{0} was sent to {1} · {2}, but not confirmed. {3}',
    file,
    record,
    organization,
    why,
  );
}

/** After a bug: it's unknown whether the picture was sent. */
export function notConfirmed(
  file: string,
  record: string,
  organization: string,
  why: string,
): string {
  return l10n.t(
    '{0} wasn’t confirmed as uploaded to {1} · {2}. {3}',
    file,
    record,
    organization,
    why,
  );
}

export const NO_PICTURES_UPLOADED = l10n.t('No pictures were uploaded.');

export function uploadedOf(done: number, all: number, organization: string): string {
  return plural(all, {
    one: l10n.t('{0} of 1 picture uploaded to {1}.', grouped(done), organization),
    other: l10n.t(
      '{0} of {1} pictures uploaded to {2}.',
      grouped(done),
      grouped(all),
      organization,
    ),
  });
}

export function someNeedApproval(count: number): string {
  return plural(count, {
    one: l10n.t('1 won’t show until it’s approved in the CRM.'),
    other: l10n.t('{0} won’t show until they’re approved in the CRM.', grouped(count)),
  });
}

export function someSkipped(count: number): string {
  return plural(count, {
    one: l10n.t('1 skipped: its record keeps its current photo.'),
    other: l10n.t('{0} skipped: their records keep their current photos.', grouped(count)),
  });
}

export function someCanceled(count: number): string {
  return plural(count, {
    one: l10n.t('1 canceled.'),
    other: l10n.t('{0} canceled.', grouped(count)),
  });
}

/** Which of several pictures, and why. */
export function someNotUploaded(names: string, why: string): string {
  return l10n.t('Not uploaded {0}: {1}', names, why);
}

export function someNotConfirmed(names: string, why: string): string {
  return l10n.t('Not confirmed {0}: {1}', names, why);
}

export function skippedBecause(names: string, why: string): string {
  return l10n.t('Skipped {0}: {1}', names, why);
}

export const CANCELED_LATE = l10n.t(
  'Canceled after everything was sent. Open the record in the CRM to check.',
);
