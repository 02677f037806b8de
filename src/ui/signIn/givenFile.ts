import { homedir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { codeProblem, scopesLacking } from '../../auth/codeProblem.ts';
import { clientIn } from '../../auth/pastedClient.ts';
import type { GivenFile, SignInQuestion } from '../../auth/prompts.ts';
import { readSelfClientFile } from '../../auth/selfClientFile.ts';
import { unwrapped } from '../../zoho/pasted.ts';
import { JSON_FILES } from '../words/signInQuestions.ts';
import * as words from '../words/selfClientFile.ts';

/** No `self_client.json` comes near this, in bytes. */
const LONGEST = 65_536;

/** A pasted `self_client.json`, or where it is; or why it can't be used. */
type Pasted =
  | { readonly kind: 'file'; readonly file: GivenFile }
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'problem'; readonly problem: words.FileProblem };

/** Undefined if the text is something else. */
export function pastedFile(text: string, question: SignInQuestion): Pasted | undefined {
  const at = pathIn(text);
  if (at !== undefined) {
    return { kind: 'path', path: at };
  }
  const { id, secret } = clientIn(text);
  const { kind } = readSelfClientFile(text);
  const isClient = kind !== 'file' && id !== undefined && secret !== undefined;
  return isClient ? undefined : given(text, undefined, question);
}

/** Reads the file at a path that the person gave. */
export async function fileAt(
  at: string,
  question: SignInQuestion,
): Promise<Exclude<Pasted, { kind: 'path' }>> {
  const name = path.basename(at);
  try {
    const uri = vscode.Uri.file(at);
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > LONGEST) {
      return { kind: 'problem', problem: words.notSelfClientFile(name) };
    }
    const text = decoded(await vscode.workspace.fs.readFile(uri));
    return given(text, at, question) ?? { kind: 'problem', problem: words.notSelfClientFile(name) };
  } catch {
    return { kind: 'problem', problem: words.fileNotRead(name) };
  }
}

/** Asks for the file. Undefined if the person cancels. */
export async function chooseFile(): Promise<string | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      title: words.FILE_NAME,
      openLabel: words.SIGN_IN_WITH_FILE,
      filters: { [JSON_FILES]: ['json'] },
      defaultUri: vscode.Uri.file(path.join(homedir(), 'Downloads')),
    })) ?? [];
  return uri?.fsPath;
}

/** What a code that is good enough doesn't allow, in words; undefined if it allows everything. */
export function noteOnFile(file: GivenFile, { scopes }: SignInQuestion): string | undefined {
  const lacking = scopesLacking(file, scopes);
  return lacking.length === 0 ? undefined : words.without(lacking);
}

function given(
  text: string,
  at: string | undefined,
  question: SignInQuestion,
): Exclude<Pasted, { kind: 'path' }> | undefined {
  const reading = readSelfClientFile(text);
  if (reading.kind === 'none') {
    return undefined;
  }
  if (reading.kind !== 'file') {
    return { kind: 'problem', problem: words.wordsOfReading(reading) };
  }
  const file = { ...reading.file, path: at };
  const problem = codeProblem(file, question, Date.now());
  return problem === undefined
    ? { kind: 'file', file }
    : { kind: 'problem', problem: words.wordsOfCodeProblem(problem) };
}

/**
 * The path of a JSON file on this machine. A path in the network is none: to look at it would sign
 * in to that server.
 */
function pathIn(text: string): string | undefined {
  const [line] = text.trim().split(/[\r\n]/);
  const clean = unwrapped(line ?? '');
  if (!/\.json$/i.test(clean) || clean.includes('{')) {
    return undefined;
  }
  if (/^file:\/\/\/(?!(?:[\\/]|%2f|%5c))/i.test(clean)) {
    return vscode.Uri.parse(clean).fsPath;
  }
  if (/^~[\\/]/.test(clean)) {
    return path.join(homedir(), clean.slice(2));
  }
  return /^(?:\/(?!\/)|[a-z]:[\\/])/i.test(clean) ? clean : undefined;
}

function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding = first === 0xff && second === 0xfe ? 'utf-16le' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}
