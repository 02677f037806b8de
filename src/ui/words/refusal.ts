import { l10n } from 'vscode';
import type { Refusal } from '../../image/refusal.ts';
import { plain } from '../plain.ts';
import { language } from './language.ts';
import { sizeWords } from './picture.ts';
import type { Words } from './words.ts';
import { words } from './words.ts';

/** Why a picture isn't sent. */
export function wordsOfRefusal(refusal: Refusal): Words {
  switch (refusal.kind) {
    case 'empty':
      return words(l10n.t('The file is empty.'), l10n.t('Choose another picture.'));
    case 'not-a-picture':
      return words(
        l10n.t('The file isn’t a picture.'),
        l10n.t('Zoho accepts PNG, JPEG, GIF, and BMP.'),
      );
    case 'lfs-pointer':
      return words(
        l10n.t('The file is a Git LFS pointer, not the picture itself.'),
        l10n.t('Run “git lfs pull”, then upload it again.'),
        'retry',
      );
    case 'foreign-format':
      return words(
        l10n.t('Zoho doesn’t accept {0} files.', refusal.format),
        l10n.t('Save it as PNG, JPEG, GIF, or BMP, then upload it again.'),
      );
    case 'heic-off':
      return refusal.isForbidden === true ? HEIC_FORBIDDEN : wordsOfHeicOff();
    case 'truncated':
      return words(
        l10n.t('The {0} file is incomplete: it ends before the picture begins.', refusal.format),
        l10n.t('Copy or download it again.'),
      );
    case 'broken':
      return words(
        l10n.t('The {0} file is damaged.', refusal.format),
        l10n.t('Open it in another program and save it again.'),
      );
    case 'unsupported':
      return words(
        l10n.t('This kind of {0} file isn’t supported.', refusal.format),
        refusal.format === 'JPEG'
          ? l10n.t('Open it in another program and save it as a baseline JPEG.')
          : l10n.t('Open it in another program and save it as PNG or JPEG.'),
      );
    case 'unshown':
      return words(
        l10n.t('Browsers can’t show this kind of {0} file.', refusal.format),
        l10n.t('Open it in another program and save it as a baseline JPEG or PNG.'),
      );
    case 'too-many-bytes':
      return words(
        l10n.t(
          'The file is {0}, but Zoho accepts up to {1} MB.',
          sizeWords(refusal.size),
          Math.floor(refusal.limit / 1_000_000),
        ),
        l10n.t('Resize it, then upload it again.'),
      );
    case 'too-many-pixels':
      return words(
        l10n.t(
          'The picture has {0} × {1} pixels ({2} megapixels), but Zoho accepts up to 10 megapixels.',
          refusal.width,
          refusal.height,
          megapixels(refusal.width * refusal.height),
        ),
        l10n.t('Resize it, then upload it again.'),
      );
    case 'unreadable':
      return wordsOfUnreadable(refusal);
  }
}

/** A HEIC isn't converted, because the person hasn't allowed it. */
export function wordsOfHeicOff(): Words {
  return words(
    l10n.t('Zoho doesn’t accept HEIC files, and converting them is off for security.'),
    l10n.t('Export the picture as JPEG, or turn on the “Convert HEIC” setting.'),
    'heic-setting',
  );
}

const HEIC_FORBIDDEN = words(
  l10n.t('Zoho doesn’t accept HEIC files, and your administrator doesn’t allow converting them.'),
  l10n.t('Export the picture as JPEG.'),
);

/** Shown while the setting is open. */
export const TURN_ON_HEIC = l10n.t('Turn on “Convert HEIC”, then retry.');

function wordsOfUnreadable({ reason, code }: Refusal & { kind: 'unreadable' }): Words {
  switch (reason) {
    case 'missing':
      return words(
        l10n.t('The file no longer exists.'),
        l10n.t('Choose it again: it was moved or deleted.'),
      );
    case 'folder':
      return words(l10n.t('This is a folder.'), l10n.t('Choose the pictures in it.'));
    case 'no-permission':
      return words(
        l10n.t('You don’t have permission to read the file.'),
        // Windows also says this of a file that another program has locked.
        code === 'EPERM'
          ? l10n.t('Check its permissions or close it in other programs, then retry.')
          : l10n.t('Check its permissions, then retry.'),
        'retry',
      );
    case 'busy':
      return words(
        l10n.t('The file is open in another program.'),
        l10n.t('Close it there, then retry.'),
        'retry',
      );
    case 'in-cloud':
      return words(
        l10n.t('The picture is only in the cloud, not on this machine.'),
        l10n.t(
          'Download it (with “Always keep on this device” or “Download Now”), then choose the folder again.',
        ),
      );
    case 'out-of-reach':
      return words(
        code === undefined
          ? l10n.t('The picture is only in the cloud and couldn’t be downloaded.')
          : l10n.t(
              'The picture is only in the cloud and couldn’t be downloaded ({0}).',
              plain(code),
            ),
        l10n.t('Check that you’re online and that OneDrive or iCloud is running, then retry.'),
        'retry',
      );
    case 'personal-data':
      return words(
        l10n.t('Location and camera data can’t be removed from the picture.'),
        l10n.t(
          'Save a copy without them in a photo editor, or change the “Remove Personal Data” setting.',
        ),
      );
    case 'other':
      return words(
        code === undefined
          ? l10n.t('Couldn’t read the file.')
          : l10n.t('Couldn’t read the file ({0}).', plain(code)),
        l10n.t('Check that it opens in other programs, then retry.'),
        'retry',
      );
  }
}

function megapixels(pixels: number): string {
  return (pixels / 1e6).toLocaleString(language(), { maximumFractionDigits: 1 });
}
