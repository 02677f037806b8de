import { browser } from './browser.ts';
import { cSharp } from './cSharp.ts';
import { curl } from './curl.ts';
import { deluge } from './deluge.ts';
import { httpFile } from './httpFile.ts';
import { java } from './java.ts';
import { nodeJs } from './nodeJs.ts';
import { nodeJsSdk } from './nodeJsSdk.ts';
import { php } from './php.ts';
import { python } from './python.ts';
import { ruby } from './ruby.ts';
import type { UploadRequest } from './uploadRequest.ts';

export const LANGUAGES = [
  'curl',
  'java',
  'php',
  'csharp',
  'python',
  'nodejs',
  'nodejs-sdk',
  'ruby',
  'browser',
  'deluge',
  'http',
] as const;
export type Language = (typeof LANGUAGES)[number];

interface Traits {
  /** VS Code's identifier of the language; one that VS Code does not know shows as plain text. */
  readonly editor: string;
  readonly write: (request: UploadRequest) => string;
}

/** What an upload can be written in: the languages of Zoho's page, and a `.http` file. */
export const LANGUAGE_TRAITS: Record<Language, Traits> = {
  curl: { editor: 'shellscript', write: curl },
  java: { editor: 'java', write: java },
  php: { editor: 'php', write: php },
  csharp: { editor: 'csharp', write: cSharp },
  python: { editor: 'python', write: python },
  nodejs: { editor: 'javascript', write: nodeJs },
  'nodejs-sdk': { editor: 'javascript', write: nodeJsSdk },
  ruby: { editor: 'ruby', write: ruby },
  browser: { editor: 'javascript', write: browser },
  deluge: { editor: 'deluge', write: deluge },
  http: { editor: 'http', write: httpFile },
};
