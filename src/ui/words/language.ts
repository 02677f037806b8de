import type { Language } from '../../code/languages.ts';

interface LanguageWords {
  readonly name: string;
  /** What the code needs in order to run. */
  readonly needs: string;
}

/** Languages by their own names, in the order of Zoho's page. */
export const LANGUAGE_WORDS: Record<Language, LanguageWords> = {
  curl: { name: 'cURL', needs: 'a POSIX shell' },
  java: { name: 'Java', needs: 'Java 16 or newer' },
  php: { name: 'PHP', needs: 'its cURL extension' },
  csharp: { name: 'C#', needs: '.NET' },
  python: { name: 'Python', needs: 'Python 3' },
  nodejs: { name: 'Node.js', needs: 'Node.js 20 or newer' },
  'nodejs-sdk': { name: 'Node.js, Zoho’s SDK', needs: '@zohocrm/nodejs-sdk-2.0, always API v2' },
  ruby: { name: 'Ruby', needs: 'its standard library' },
  browser: { name: 'JavaScript in the browser', needs: 'a page that Zoho’s client names' },
  deluge: { name: 'Deluge', needs: 'a connection, and the picture at an address' },
  http: { name: '.http file', needs: 'the extension REST Client' },
};
