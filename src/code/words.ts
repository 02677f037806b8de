import type { Language } from './languages.ts';

interface LanguageWords {
  readonly name: string;
  readonly way: 'plain HTTP' | 'Zoho’s SDK';
  /** What the code needs in order to run. */
  readonly needs: string;
}

const plain = (name: string, needs: string): LanguageWords => ({ name, way: 'plain HTTP', needs });
const sdk = (name: string, needs: string): LanguageWords => ({ name, way: 'Zoho’s SDK', needs });

/** Languages by their own names, in the order of Zoho's page. */
export const LANGUAGE_WORDS: Record<Language, LanguageWords> = {
  curl: plain('cURL', 'a POSIX shell'),
  powershell: plain('PowerShell', 'Windows PowerShell 5.1 or newer'),
  java: plain('Java', 'Java 16 or newer'),
  'java-sdk': sdk('Java', 'zohocrm-java-sdk-8-0, always API v8'),
  php: plain('PHP', 'its cURL extension'),
  'php-sdk': sdk('PHP', 'zohocrm/php-sdk-8.0, always API v8'),
  csharp: plain('C#', '.NET'),
  'csharp-sdk': sdk('C#', 'ZOHOCRMSDK-8.0, always API v8'),
  python: plain('Python', 'Python 3'),
  'python-sdk': sdk('Python', 'zohocrmsdk8_0, always API v8'),
  nodejs: plain('Node.js', 'Node.js 20 or newer'),
  'nodejs-sdk': sdk('Node.js', '@zohocrm/nodejs-sdk-2.0, always API v2'),
  ruby: plain('Ruby', 'its standard library'),
  'ruby-sdk': sdk('Ruby', 'ZOHOCRMSDK8_0, always API v8'),
  browser: plain('JavaScript in the browser', 'a page that Zoho’s client names'),
  'browser-sdk': sdk('JavaScript in the browser', 'zohocrmsdk-8-0.js, always API v8'),
  deluge: plain('Deluge', 'a connection, and the picture at an address'),
  http: plain('.http file', 'the extension REST Client'),
};
