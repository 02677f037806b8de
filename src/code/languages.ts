import { browser } from './browser.ts';
import { browserSdk } from './browserSdk.ts';
import { cSharp } from './cSharp.ts';
import { cSharpSdk } from './cSharpSdk.ts';
import { curl } from './curl.ts';
import { deluge } from './deluge.ts';
import { httpFile } from './httpFile.ts';
import { java } from './java.ts';
import { javaSdk } from './javaSdk.ts';
import { nodeJs } from './nodeJs.ts';
import { nodeJsSdk } from './nodeJsSdk.ts';
import { php } from './php.ts';
import { phpSdk } from './phpSdk.ts';
import { powerShell } from './powerShell.ts';
import { python } from './python.ts';
import { pythonSdk } from './pythonSdk.ts';
import { ruby } from './ruby.ts';
import { rubySdk } from './rubySdk.ts';
import type { UploadRequest } from '../upload/lastUpload.ts';

export const LANGUAGES = [
  'curl',
  'powershell',
  'java',
  'java-sdk',
  'php',
  'php-sdk',
  'csharp',
  'csharp-sdk',
  'python',
  'python-sdk',
  'nodejs',
  'nodejs-sdk',
  'ruby',
  'ruby-sdk',
  'browser',
  'browser-sdk',
  'deluge',
  'http',
] as const;
export type Language = (typeof LANGUAGES)[number];

interface Traits {
  /** VS Code's identifier of the language; an unknown one is shown as plain text. */
  readonly editor: string;
  readonly write: (request: UploadRequest) => string;
}

/**
 * The languages of the code: those of Zoho's page, with Zoho's SDK if there is one, PowerShell,
 * and a `.http` file.
 */
export const LANGUAGE_TRAITS: Record<Language, Traits> = {
  curl: { editor: 'shellscript', write: curl },
  powershell: { editor: 'powershell', write: powerShell },
  java: { editor: 'java', write: java },
  'java-sdk': { editor: 'java', write: javaSdk },
  php: { editor: 'php', write: php },
  'php-sdk': { editor: 'php', write: phpSdk },
  csharp: { editor: 'csharp', write: cSharp },
  'csharp-sdk': { editor: 'csharp', write: cSharpSdk },
  python: { editor: 'python', write: python },
  'python-sdk': { editor: 'python', write: pythonSdk },
  nodejs: { editor: 'javascript', write: nodeJs },
  'nodejs-sdk': { editor: 'javascript', write: nodeJsSdk },
  ruby: { editor: 'ruby', write: ruby },
  'ruby-sdk': { editor: 'ruby', write: rubySdk },
  browser: { editor: 'javascript', write: browser },
  'browser-sdk': { editor: 'javascript', write: browserSdk },
  deluge: { editor: 'deluge', write: deluge },
  http: { editor: 'http', write: httpFile },
};
