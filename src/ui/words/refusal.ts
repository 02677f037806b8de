import type { Refusal } from '../../image/refusal.ts';
import { plain } from '../plain.ts';
import type { Words } from './words.ts';
import { words } from './words.ts';

/** Why a picture is not even sent. */
export function wordsOfRefusal(refusal: Refusal): Words {
  switch (refusal.kind) {
    case 'empty':
      return words('The file is empty.', 'Choose another picture.');
    case 'not-a-picture':
      return words(
        'The content of the file is not a picture.',
        'Zoho takes PNG, JPEG, GIF and BMP.',
      );
    case 'lfs-pointer':
      return words(
        'The picture itself is not here: the file is a pointer of Git LFS.',
        'Run “git lfs pull”, then upload it again.',
        'retry',
      );
    case 'foreign-format':
      return words(
        `Zoho does not take ${refusal.format} files.`,
        'Save it as PNG, JPEG, GIF or BMP and upload that.',
      );
    case 'truncated':
      return words(
        `The ${refusal.format} file ends before the picture begins.`,
        'It was not copied or downloaded whole: get it again.',
      );
    case 'broken':
      return words(
        `The ${refusal.format} file is damaged.`,
        'Open it in another program and save it anew.',
      );
    case 'unsupported':
      return words(
        `This kind of ${refusal.format} file is not supported.`,
        refusal.format === 'JPEG'
          ? 'Open it in another program and save it as a baseline JPEG.'
          : 'Open it in another program and save it as PNG or JPEG.',
      );
    case 'unshown':
      return words(
        `Browsers don’t show this kind of ${refusal.format} file.`,
        'Open it in another program and save it as a baseline JPEG or as PNG.',
      );
    case 'too-many-bytes':
      return words(
        `The file has ${megabytes(refusal.size)}; Zoho takes at most ${megabytes(refusal.limit)}.`,
        'Make it smaller and upload it again.',
      );
    case 'too-many-pixels':
      return words(
        `The picture has ${refusal.width} × ${refusal.height} pixels (${megapixels(refusal.width * refusal.height)}); Zoho takes at most 10 megapixels.`,
        'Make it smaller and upload it again.',
      );
    case 'unreadable':
      return wordsOfUnreadable(refusal);
  }
}

function wordsOfUnreadable({ reason, code }: Refusal & { kind: 'unreadable' }): Words {
  switch (reason) {
    case 'missing':
      return words('The file is no longer there.', 'It was moved or deleted: choose it again.');
    case 'folder':
      return words('This is a folder.', 'Choose the pictures in it.');
    case 'no-permission':
      return words(
        'You may not read the file.',
        // Windows says this, too, of one that another program has for itself.
        code === 'EPERM'
          ? 'Check its permissions, or close it in other programs, then retry.'
          : 'Check its permissions, then retry.',
        'retry',
      );
    case 'busy':
      return words('The file is open in another program.', 'Close it there, then retry.', 'retry');
    case 'in-cloud':
      return words(
        'The picture is only in the cloud, not on this computer.',
        'Download it (such as by “Always keep on this device” or “Download Now”), then choose the folder again.',
      );
    case 'out-of-reach':
      return words(
        `The picture is only in the cloud, and could not be downloaded${code === undefined ? '' : ` (${plain(code)})`}.`,
        'Check that you are online and that OneDrive or iCloud is running, then retry.',
        'retry',
      );
    case 'telling':
      return words(
        'Location and camera data can’t be removed from the picture.',
        'Save a copy without them in a photo editor, or change the setting “removePersonalData”.',
      );
    case 'other':
      return words(
        `The file could not be read${code === undefined ? '' : ` (${plain(code)})`}.`,
        'Check that it opens in other programs, then retry.',
        'retry',
      );
  }
}

/** Rounded up: one byte more than 10 MB must not read as 10 MB. */
function megabytes(bytes: number): string {
  return `${Math.ceil((bytes * 100) / (1024 * 1024)) / 100} MB`;
}

function megapixels(pixels: number): string {
  return `${(pixels / 1e6).toLocaleString('en', { maximumFractionDigits: 1 })} megapixels`;
}
