import { l10n } from 'vscode';
import type { Language } from './languages.ts';

interface LanguageWords {
  readonly name: string;
  /** Plain HTTP, or Zoho's SDK. */
  readonly way: string;
  /** What the code needs in order to run. */
  readonly needs: string;
}

const PLAIN_HTTP = l10n.t('plain HTTP');
const ZOHOS_SDK = l10n.t('Zoho’s SDK');

const plain = (name: string, needs: string): LanguageWords => ({ name, way: PLAIN_HTTP, needs });
const sdk = (name: string, library: string, version = 'v8'): LanguageWords => ({
  name,
  way: ZOHOS_SDK,
  needs: l10n.t('{0}, always API {1}', library, version),
});

/** The languages, in the order of Zoho's page. */
export const LANGUAGE_WORDS: Record<Language, LanguageWords> = {
  curl: plain('cURL', l10n.t('a POSIX shell')),
  powershell: plain('PowerShell', l10n.t('Windows PowerShell 5.1 or later')),
  java: plain('Java', l10n.t('Java 16 or later')),
  'java-sdk': sdk('Java', 'zohocrm-java-sdk-8-0'),
  php: plain('PHP', l10n.t('its cURL extension')),
  'php-sdk': sdk('PHP', 'zohocrm/php-sdk-8.0'),
  csharp: plain('C#', '.NET'),
  'csharp-sdk': sdk('C#', 'ZOHOCRMSDK-8.0'),
  python: plain('Python', 'Python 3'),
  'python-sdk': sdk('Python', 'zohocrmsdk8_0'),
  nodejs: plain('Node.js', l10n.t('Node.js 20 or later')),
  'nodejs-sdk': sdk('Node.js', '@zohocrm/nodejs-sdk-2.0', 'v2'),
  ruby: plain('Ruby', l10n.t('its standard library')),
  'ruby-sdk': sdk('Ruby', 'ZOHOCRMSDK8_0'),
  browser: plain(
    l10n.t('JavaScript in the browser'),
    l10n.t('a page registered with your Zoho client'),
  ),
  'browser-sdk': sdk(l10n.t('JavaScript in the browser'), 'zohocrmsdk-8-0.js'),
  deluge: plain('Deluge', l10n.t('a connection and the picture’s URL')),
  http: plain(l10n.t('.http file'), l10n.t('the REST Client extension')),
};

/** @param host where the code sends its requests */
export const WHICH_LANGUAGE = l10n.t('Which language?');

export function whatTheCodeDoes(host: string, version: string): string {
  return l10n.t('The code calls {0}, API {1}, and contains no token.', host, version);
}

export const OPEN_IN_EDITOR = l10n.t('Open in Editor');

/** @param variable that the code reads its access token from */
export function copiedAsCode(language: Language, variable: string): string {
  const { name, way } = LANGUAGE_WORDS[language];
  return [
    l10n.t('Upload copied as code: {0}, {1}.', name, way),
    whatIsLeft(language, variable),
  ].join(' ');
}

function whatIsLeft(language: Language, variable: string): string {
  switch (language) {
    case 'deluge':
      return l10n.t('Add your connection and the picture’s URL to it.');
    case 'browser':
    case 'browser-sdk':
      return l10n.t('It reads the access token from {0} in the page’s session storage.', variable);
    default:
      return l10n.t(
        'Put it and a copy of the picture in a new, empty folder outside your projects. Run it there, with an access token in the environment variable {0}.',
        variable,
      );
  }
}
