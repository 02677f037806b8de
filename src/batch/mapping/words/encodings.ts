import { l10n } from 'vscode';
import type { EncodingId } from '../../table/encodings.ts';

/** VS Code's name of an encoding. */
export function wordsOfEncoding(id: EncodingId): string {
  switch (id) {
    case 'windows-1252':
      return l10n.t('Western (Windows 1252)');
    case 'shift_jis':
      return l10n.t('Japanese (Shift JIS)');
    case 'gb18030':
      return l10n.t('Simplified Chinese (GB18030)');
    case 'big5':
      return l10n.t('Traditional Chinese (Big5)');
    case 'euc-kr':
      return l10n.t('Korean (EUC-KR)');
    case 'windows-1250':
      return l10n.t('Central European (Windows 1250)');
    case 'windows-1251':
      return l10n.t('Cyrillic (Windows 1251)');
    case 'windows-1254':
      return l10n.t('Turkish (Windows 1254)');
    case 'windows-1253':
      return l10n.t('Greek (Windows 1253)');
    case 'windows-1255':
      return l10n.t('Hebrew (Windows 1255)');
    case 'windows-1256':
      return l10n.t('Arabic (Windows 1256)');
    case 'windows-1257':
      return l10n.t('Baltic (Windows 1257)');
    case 'windows-1258':
      return l10n.t('Vietnamese (Windows 1258)');
    case 'windows-874':
      return l10n.t('Thai (Windows 874)');
    case 'macintosh':
      return l10n.t('Western (Mac Roman)');
    case 'cp850':
      return l10n.t('Western European DOS (CP 850)');
    case 'cp437':
      return l10n.t('DOS (CP 437)');
    case 'cp852':
      return l10n.t('Central European DOS (CP 852)');
    case 'euc-jp':
      return l10n.t('Japanese (EUC-JP)');
    case 'koi8-r':
      return l10n.t('Cyrillic (KOI8-R)');
    case 'ibm866':
      return l10n.t('Cyrillic (CP 866)');
    case 'x-mac-cyrillic':
      return l10n.t('Cyrillic (Mac)');
    case 'iso-8859-15':
      return l10n.t('Western (ISO 8859-15)');
    case 'iso-8859-2':
      return l10n.t('Central European (ISO 8859-2)');
    case 'utf-8':
      return l10n.t('UTF-8, with damaged characters');
  }
}
