import * as vscode from 'vscode';
import * as v from 'valibot';
import type { Account } from '../auth/account.ts';
import type { Services } from '../commands/services.ts';
import type { Inspected, Refused } from '../image/inspect.ts';
import { inspect } from '../image/inspect.ts';
import { fileOf, pictureInMemory } from '../image/picture.ts';
import { Unreadable } from '../image/unreadable.ts';
import { sha256Of } from '../storage/sha256.ts';
import { inspectFile } from '../ui/pictureFile.ts';
import { wordsOfReason } from '../ui/words/reason.ts';
import type { ChangeOptions } from '../upload/singleChange.ts';
import { moduleProblem } from '../upload/target.ts';
import { workspaceFile } from '../upload/workspaceFile.ts';
import type { ApiVersion } from '../zoho/apiVersion.ts';
import { knownTriggers } from '../zoho/apiVersion.ts';
import type { RecordKey } from '../zoho/photo.ts';
import { readRecordId } from '../zoho/recordId.ts';
import { accountOfTool } from './accountOfTool.ts';
import { ToolProblem } from './toolProblem.ts';
import { wordsOfToolFailure, wordsOfToolRefusal } from './uploadWords.ts';

/** The input that package.json declares; a model may send anything. */
const Input = v.object({
  file: v.string(),
  module: v.string(),
  recordId: v.string(),
  replacePhoto: v.optional(v.boolean(), false),
});
export type UploadInput = v.InferOutput<typeof Input>;

/** What an input means now. */
interface ToolUpload {
  readonly account: Account;
  readonly key: RecordKey;
  /** The path of the file that was read, without links. */
  readonly file: string;
  /** In memory, so that exactly this is sent. */
  readonly inspected: Inspected | Refused;
  readonly settings: Pick<ChangeOptions, 'version' | 'restrictTriggers'>;
  /** Equal for equal files, bytes, records, accounts, and settings. */
  readonly print: string;
}

/** @throws {ToolProblem} if it isn't as package.json declares it */
export function uploadInput(input: unknown): UploadInput {
  const given = v.safeParse(Input, input);
  if (!given.success) {
    throw new ToolProblem(wordsOfToolRefusal({ kind: 'input' }));
  }
  return given.output;
}

/**
 * Finds out what an input means, and reads the file. Nothing is decoded, and Zoho isn't asked.
 *
 * @throws {ToolProblem} if it means nothing that may be uploaded
 */
export async function toolUpload(services: Services, input: UploadInput): Promise<ToolUpload> {
  const { settings } = services;
  const version = settings.apiVersion();
  const key = keyIn(input, version);
  const account = await accountOfTool(services);
  if (account === undefined) {
    throw new ToolProblem(wordsOfToolRefusal({ kind: 'no-account' }));
  }
  const file = await fileIn(input);
  const { inspected, sha256 } = await inMemory(await inspectFile(vscode.Uri.file(file)));
  // What a link leads to may have changed before the bytes were read.
  if ((await fileIn(input)) !== file) {
    throw new ToolProblem(wordsOfToolRefusal({ kind: 'changed' }));
  }
  const set = { version, restrictTriggers: knownTriggers(version, settings.restrictTriggers()) };
  const fit = [settings.fitPictures(), settings.longestSide() ?? null];
  const made = [...fit, settings.convertCmyk(), settings.convertHeic()];
  const personal = settings.removePersonalData();
  const print = JSON.stringify([file, sha256, key, account.id, set, made, personal]);
  return { account, key, file, inspected, settings: set, print };
}

/** The record that the input names. */
function keyIn(
  { module, recordId }: Pick<UploadInput, 'module' | 'recordId'>,
  version: ApiVersion,
): RecordKey {
  const problem = moduleProblem(module, version);
  if (problem !== undefined) {
    throw new ToolProblem(wordsOfToolRefusal({ kind: 'module', problem }));
  }
  const read = readRecordId(recordId);
  if (read.kind !== 'id') {
    throw new ToolProblem(wordsOfToolRefusal({ kind: 'record-id', problem: read.problem }));
  }
  return { module, id: read.id };
}

async function fileIn({ file: wanted }: UploadInput): Promise<string> {
  const folders = (vscode.workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === 'file')
    .map(({ uri }) => uri.fsPath);
  const file = await workspaceFile(folders, wanted);
  if (file.kind !== 'inside') {
    throw new ToolProblem(wordsOfToolRefusal(file));
  }
  return file.file;
}

async function inMemory({
  inspected,
}: {
  readonly inspected: Inspected | Refused;
}): Promise<Pick<ToolUpload, 'inspected'> & { readonly sha256: string }> {
  const picture = 'refusal' in inspected ? inspected.fittable?.picture : inspected.picture;
  if (picture === undefined) {
    return { inspected, sha256: '' };
  }
  try {
    const bytes = await picture.read();
    const read = { ...pictureInMemory(picture.name, bytes), ...fileOf(picture) };
    return { inspected: await inspect(read), sha256: sha256Of(bytes) };
  } catch (error) {
    if (error instanceof Unreadable) {
      const reason = { kind: 'refusal', refusal: error.refusal } as const;
      throw new ToolProblem(wordsOfToolFailure(wordsOfReason(reason)));
    }
    throw error;
  }
}
