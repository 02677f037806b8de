import type { Stats } from 'node:fs';
import { lstatSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import type { JsonFault, JsonNode } from '../storage/jsonTree.ts';
import { jsonTree, lineNumberAt, valueOfNode } from '../storage/jsonTree.ts';
import type { DataCenter } from '../zoho/dataCenter.ts';
import { DATA_CENTERS } from '../zoho/dataCenter.ts';

/** Where an administrator puts the file: users can’t write to any of these folders. */
export const POLICY_FILES = {
  // Not %ProgramData%: users may create folders there, and set the variable to another one.
  win32: String.raw`C:\Program Files\zoho-crm-photo-uploader\policy.json`,
  darwin: '/Library/Application Support/zoho-crm-photo-uploader/policy.json',
  linux: '/etc/zoho-crm-photo-uploader/policy.json',
} as const;

/** Where the file is on this system; on an unknown one, as on Linux. */
export function policyPath(platform: string): string {
  return platform === 'darwin' || platform === 'win32'
    ? POLICY_FILES[platform]
    : POLICY_FILES.linux;
}

/** More than any file that is written by hand. */
const MOST_BYTES = 262_144;

/** What the file says. Without a key, nothing is restricted. */
export interface PolicyRules {
  readonly $schema?: string;
  /** Zoho's numbers for them, as in the CRM's URLs. */
  readonly allowedOrganizations?: readonly string[];
  readonly allowedDataCenters?: readonly DataCenter[];
  readonly production?: boolean;
  readonly languageModelTools?: boolean;
  readonly uploadFromUrl?: boolean;
  readonly backups?: boolean;
  readonly pastedTokens?: boolean;
  readonly convertHeic?: boolean;
}

export type PolicyKey = keyof PolicyRules;

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isSwitch: Check = (value) => typeof value === 'boolean';
const isNumber: Check = (value) => typeof value === 'string' && /^\d{1,30}$/.test(value);
const isDataCenter: Check = (value) => DATA_CENTERS.some((known) => known === value);

function isListOf(check: Check): Check {
  return (value) => Array.isArray(value) && value.every(check);
}

const CHECKS: Readonly<Record<PolicyKey, Check>> = {
  $schema: isText,
  allowedOrganizations: isListOf(isNumber),
  allowedDataCenters: isListOf(isDataCenter),
  production: isSwitch,
  languageModelTools: isSwitch,
  uploadFromUrl: isSwitch,
  backups: isSwitch,
  pastedTokens: isSwitch,
  convertHeic: isSwitch,
};

/** Why the file can’t be used. */
export type PolicyProblem =
  /** `code` is the file system's own. */
  | { readonly kind: 'unreadable'; readonly code: string }
  | { readonly kind: 'not-a-file' | 'not-an-object' | 'too-large' }
  /** Others than administrators can write to it. */
  | { readonly kind: 'not-protected' }
  | { readonly kind: JsonFault['fault']; readonly line: number }
  | { readonly kind: 'unknown-key' | 'wrong-value'; readonly key: string; readonly line: number };

export type PolicyState =
  | { readonly kind: 'none' }
  | { readonly kind: 'rules'; readonly rules: PolicyRules }
  /** Nobody knows what it would forbid, so nothing is sent. */
  | { readonly kind: 'unusable'; readonly problem: PolicyProblem };

/** The file as it is now: it is read again only after it has changed. */
export class PolicyFile {
  readonly path: string;
  readonly #owner: number;
  #stamp = '';
  #state: PolicyState = { kind: 'none' };

  /** @param owner the user ID of administrators, where files have one */
  constructor(path: string = policyPath(process.platform), owner = 0) {
    this.path = path;
    this.#owner = owner;
  }

  get state(): PolicyState {
    try {
      const { mtimeMs, ctimeMs, ino, size } = statSync(this.path);
      const stamp = [mtimeMs, ctimeMs, ino, size].join();
      if (stamp !== this.#stamp) {
        this.#state = this.#read();
        this.#stamp = stamp;
      }
      // Whoever can write to a folder can put another file there. One that the file leads to by a
      // link counts, too.
      const folders = [this.path, realpathSync(this.path)].map((file) => path.dirname(file));
      return folders.every((folder) => this.#isProtected(statSync(folder)))
        ? this.#state
        : unusable({ kind: 'not-protected' });
    } catch (error) {
      const { code = String(error) } = error as NodeJS.ErrnoException;
      return code === 'ENOENT' || code === 'ENOTDIR'
        ? this.#missing()
        : unusable({ kind: 'unreadable', code });
    }
  }

  /** There is no policy, unless there was to be one, or anybody could have deleted it. */
  #missing(): PolicyState {
    const folder = path.dirname(this.path);
    if ([this.path, folder].some((one) => isLink(one) && found(statSync, one) === undefined)) {
      return unusable({ kind: 'unreadable', code: 'ENOENT' });
    }
    const stats = found(statSync, folder);
    return stats === undefined || this.#isProtected(stats)
      ? { kind: 'none' }
      : unusable({ kind: 'not-protected' });
  }

  #isProtected({ uid, mode }: Stats): boolean {
    // Windows has no such bits; there, the folder protects it.
    return process.platform === 'win32' || (uid === this.#owner && (mode & 0o022) === 0);
  }

  #read(): PolicyState {
    const file = statSync(this.path);
    if (!file.isFile()) {
      return unusable({ kind: 'not-a-file' });
    }
    if (!this.#isProtected(file)) {
      return unusable({ kind: 'not-protected' });
    }
    return file.size > MOST_BYTES
      ? unusable({ kind: 'too-large' })
      : policyIn(readFileSync(this.path, 'utf8'));
  }
}

function isLink(file: string): boolean {
  return found(lstatSync, file)?.isSymbolicLink() === true;
}

/** Undefined if nothing is there. */
function found(stat: (file: string) => Stats, file: string): Stats | undefined {
  try {
    return stat(file);
  } catch {
    return undefined;
  }
}

/** What a text says. Comments are allowed, as in VS Code's own files. */
export function policyIn(text: string): PolicyState {
  const root = jsonTree(text);
  if ('fault' in root) {
    return unusable({ kind: root.fault, line: lineNumberAt(text, root.at) });
  }
  const problem = problemIn(root, text);
  return problem === undefined
    ? { kind: 'rules', rules: valueOfNode(root) as PolicyRules }
    : unusable(problem);
}

function problemIn(root: JsonNode, text: string): PolicyProblem | undefined {
  if (root.kind !== 'object') {
    return { kind: 'not-an-object' };
  }
  for (const { key, node, start } of root.members) {
    // An object has more from its prototype than its own keys.
    const check = Object.hasOwn(CHECKS, key) ? CHECKS[key as PolicyKey] : undefined;
    if (check?.(valueOfNode(node)) !== true) {
      const kind = check === undefined ? 'unknown-key' : 'wrong-value';
      return { kind, key, line: lineNumberAt(text, start) };
    }
  }
  return undefined;
}

function unusable(problem: PolicyProblem): PolicyState {
  return { kind: 'unusable', problem };
}
