import { l10n } from 'vscode';
import { endingOf } from '../image/ending.ts';
import type { Need } from '../image/need.ts';
import type { Refusal } from '../image/refusal.ts';
import type { FitPictures } from '../settings.ts';
import { grouped } from '../ui/words/numbers.ts';
import { plural } from '../ui/words/plural.ts';
import { wordsOfNeed } from '../ui/words/fit.ts';
import { wordsOfRefusal } from '../ui/words/refusal.ts';
import { inFull } from '../ui/words/words.ts';
import type { Lack } from './page/messages.ts';
import { MOST_BYTES, MOST_PICTURES } from './page/messages.ts';

/** The texts in the page’s HTML (html.ts). */
export function pasteTexts(): Readonly<Record<PasteText, string>> {
  return {
    title: l10n.t('Paste Photo'),
    zone: l10n.t('Paste a picture here'),
    keys: l10n.t('Press Ctrl+V to paste a picture'),
    keysMac: l10n.t('Press ⌘V to paste a picture'),
    drop: l10n.t('Or hold Shift and drop one here.'),
    nothingSent: l10n.t('Nothing is sent until you’ve chosen a record.'),
    upload: l10n.t('Upload…'),
    paste: l10n.t('Paste'),
    choose: l10n.t('Choose File…'),
    pictures: l10n.t('Pictures to upload'),
    actions: l10n.t('Actions'),
    remove: l10n.t('Remove'),
    instead: l10n.t('No preview'),
    disconnected: l10n.t('Disconnected.'),
    whyDisconnected: l10n.t('The extension has stopped or isn’t responding.'),
    reopen: l10n.t('Open a New Page'),
  };
}

export type PasteText =
  | 'title'
  | 'zone'
  | 'keys'
  | 'keysMac'
  | 'drop'
  | 'nothingSent'
  | 'upload'
  | 'paste'
  | 'choose'
  | 'pictures'
  | 'actions'
  | 'remove'
  | 'instead'
  | 'disconnected'
  | 'whyDisconnected'
  | 'reopen';

/** `Pasted picture 2026-11-29 13.40.png`: a name that every system accepts. */
export function pastedName(at: Date, format: string | undefined): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  const time = `${two(at.getHours())}.${two(at.getMinutes())}`;
  const name = l10n.t('Pasted picture {0} {1}', day, time);
  const ending = endingOf(format);
  return ending === 'bin' ? name : `${name}.${ending}`;
}

/** For screen readers. */
export function removeLabel(name: string): string {
  return l10n.t('Remove {0}', name);
}

/** What will happen to a picture. @param need undefined if it’s uploaded as it is */
export function outlookOf(need: Need | undefined, mode: FitPictures): string {
  if (need === undefined) {
    return l10n.t('Ready to upload.');
  }
  const { refusal } = need;
  const why = wordsOfNeed(refusal);
  const isResized = refusal === undefined || refusal.kind.startsWith('too-many');
  if (refusal === undefined || mode === 'always') {
    return isResized
      ? l10n.t('{0} It will be resized.', why)
      : l10n.t('{0} It will be converted.', why);
  }
  return isResized
    ? l10n.t('{0} You can upload a resized version.', why)
    : l10n.t('{0} You can upload a converted version.', why);
}

/** Why a picture can’t be uploaded, and what to do. */
export function refusedOutlook(refusal: Refusal): string {
  return inFull(wordsOfRefusal(refusal));
}

export function wordsOfLack(lack: Lack, isDrop: boolean): string {
  switch (lack) {
    case 'clipboard-refused':
      return l10n.t('The Paste button isn’t allowed to read the clipboard. Use the keys instead.');
    case 'folder':
      return l10n.t(
        'That’s a folder. To upload its pictures, run “Upload Photos to Matching Records…”.',
      );
    case 'text':
      return l10n.t('That’s text, not a picture. Copy a picture or its URL, then paste it.');
    case 'nothing':
      return isDrop
        ? l10n.t('What you dropped has no picture.')
        : l10n.t(
            'There’s no picture on the clipboard. Copy one, then paste it. Or drop a file from the explorer.',
          );
  }
}

/** @param names of pictures; one that was never in a file has none */
export function tooLargeToPaste(names: readonly string[]): string {
  const [name = ''] = names;
  const most = MOST_BYTES / 1_000_000;
  return plural(names.length, {
    one:
      name === ''
        ? l10n.t('The picture is larger than {0} MB. Save it as a file and upload that.', most)
        : l10n.t(
            '{0} is too large for this page (up to {1} MB in all). Upload it from the explorer.',
            name,
            most,
          ),
    other: l10n.t(
      '{0} pictures are too large for this page (up to {1} MB in all). Upload them from the explorer.',
      grouped(names.length),
      most,
    ),
  });
}

export function unreadableOnPage(names: readonly string[]): string {
  const [name = ''] = names;
  return plural(names.length, {
    one: l10n.t('Couldn’t read {0}. Check that it opens in other programs.', name),
    other: l10n.t('Couldn’t read {0} files.', grouped(names.length)),
  });
}

export const OTHER_SERVER = l10n.t(
  'The file is on a network server. Copy it to this machine, then drop it again.',
);

export function onlyTheFirst(): string {
  return l10n.t(
    'Only the first {0} pictures were taken. For more, run “Upload Photos to Matching Records…”.',
    grouped(MOST_PICTURES),
  );
}

export function linkToPicture(host: string): string {
  return l10n.t('This is a link to {0}, not the picture itself.', host);
}

export function downloadLabel(host: string): string {
  return l10n.t('Download from {0}', host);
}

/** @param isCertain whether it’s known that they weren’t uploaded; if not, the report says so */
export function stillHere(pictures: number, isCertain: boolean): string {
  if (!isCertain) {
    return plural(pictures, {
      one: l10n.t('The picture is still here.'),
      other: l10n.t('The pictures are still here.'),
    });
  }
  return plural(pictures, {
    one: l10n.t('Not uploaded. The picture is still here.'),
    other: l10n.t('Not uploaded. The pictures are still here.'),
  });
}

export const AFTER_RELOAD = l10n.t('The window was reloaded. Paste the picture again.');
