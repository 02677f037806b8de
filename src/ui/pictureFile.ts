import { open, readFile, stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { Inspected, Refused } from '../image/inspect.ts';
import { inspect } from '../image/inspect.ts';
import type { FileStamp, Picture } from '../image/picture.ts';
import { pictureInMemory } from '../image/picture.ts';
import type { UnreadableReason } from '../image/refusal.ts';
import { Unreadable } from '../image/unreadable.ts';
import { codeOf, mayPass, whileBusy } from '../storage/busyFile.ts';
import { mayBeInCloud } from '../storage/cloudFile.ts';
import { READ_AT_ONCE, severalAtOnce } from '../async/severalAtOnce.ts';
import { fileStamp } from './fileStamp.ts';

/** A file, and what is in it. */
export interface InspectedFile {
  readonly name: string;
  /** Bytes; missing if the file can't be read. */
  readonly size?: number;
  readonly inspected: Inspected | Refused;
}

/** Inspects files, and keeps their order. Remote files are read whole. */
export async function inspectFiles(uris: readonly vscode.Uri[]): Promise<InspectedFile[]> {
  return severalAtOnce(uris, READ_AT_ONCE, (uri) => inspectFile(uri));
}

/**
 * Inspects a file far enough to know whether Zoho would accept it.
 *
 * @param mayFetch whether to download a file that is only in the cloud
 */
export async function inspectFile(uri: vscode.Uri, mayFetch = true): Promise<InspectedFile> {
  const name = nameOf(uri);
  try {
    const { size, inCloud } = await (uri.scheme === 'file'
      ? localStatus(uri.fsPath)
      : remoteStatus(uri));
    return inCloud && !mayFetch
      ? { name, size, inspected: { refusal: new Unreadable('in-cloud').refusal } }
      : { name, size, inspected: await inspect(pictureAt(uri, size)) };
  } catch (error) {
    if (error instanceof Unreadable) {
      return { name, inspected: { refusal: error.refusal } };
    }
    throw error;
  }
}

/** The same for a picture that was pasted or dropped, and is only in memory. */
export async function inspectBytes(name: string, bytes: Uint8Array): Promise<InspectedFile> {
  const { length: size } = bytes;
  return { name, size, inspected: await inspect(pictureInMemory(name, bytes)) };
}

interface Status {
  /** Bytes. */
  readonly size: number;
  readonly inCloud: boolean;
}

/** A picture in a file, which isn't read yet. */
export function pictureAt(uri: vscode.Uri, size: number): Picture {
  return uri.scheme === 'file' ? localPicture(uri, size) : remotePicture(uri, size);
}

/** A picture on this machine. Its head can be read without the rest. */
function localPicture(uri: vscode.Uri, size: number): Picture {
  const path = uri.fsPath;
  let stamp: FileStamp | undefined;
  return {
    name: nameOf(uri),
    size,
    place: uri.toString(),
    head: (n) =>
      readableFile(path, async () => {
        await using file = await open(path);
        const bytes = new Uint8Array(Math.min(n, size));
        let filled = 0;
        while (filled < bytes.length) {
          const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, filled);
          if (bytesRead === 0) {
            break;
          }
          filled += bytesRead;
        }
        return bytes.subarray(0, filled);
      }),
    // Several times as fast as VS Code's file system API, which remote files need.
    read: () =>
      readableFile(path, async () => {
        // Before the bytes: if they change meanwhile, they count as changed.
        stamp = await fileStamp(uri);
        return readFile(path);
      }),
    stamp: () => stamp,
  };
}

async function localStatus(path: string): Promise<Status> {
  const status = await readable(() => stat(path));
  if (status.isDirectory()) {
    throw new Unreadable('folder');
  }
  return { size: status.size, inCloud: mayBeInCloud(status) };
}

/** A picture that only VS Code can reach (over SSH, in a container). Its API can't read ranges. */
function remotePicture(uri: vscode.Uri, size: number): Picture {
  let stamp: FileStamp | undefined;
  const bytes = (): Promise<Uint8Array> => readable(async () => vscode.workspace.fs.readFile(uri));
  return {
    name: nameOf(uri),
    size,
    place: uri.toString(),
    head: async (n) => (await bytes()).subarray(0, n),
    read: async () => {
      stamp = await fileStamp(uri);
      return bytes();
    },
    stamp: () => stamp,
  };
}

async function remoteStatus(uri: vscode.Uri): Promise<Status> {
  const status = await readable(async () => vscode.workspace.fs.stat(uri));
  if ((status.type & vscode.FileType.Directory) !== 0) {
    throw new Unreadable('folder');
  }
  return { size: status.size, inCloud: false };
}

function nameOf(uri: vscode.Uri): string {
  return uri.path.split('/').pop() ?? uri.path;
}

const REASONS: Readonly<Record<string, UnreadableReason>> = {
  EACCES: 'no-permission',
  EBUSY: 'busy',
  EISDIR: 'folder',
  ENOENT: 'missing',
  EPERM: 'no-permission',
  FileIsADirectory: 'folder',
  FileNotFound: 'missing',
  NoPermissions: 'no-permission',
  // Node has no code for Windows’ errors about cloud files (“The cloud operation is invalid”).
  UNKNOWN: 'out-of-reach',
};

/** Codes that also mean that a cloud file can't be downloaded now. */
const OUT_OF_REACH = ['EAGAIN', 'EDEADLK', 'EIO', 'ENOENT', 'ENOTCONN', 'ETIMEDOUT'];

/** Waiting doesn't help if permission is missing. */
function mayEnd(error: unknown): boolean {
  return mayPass(error) && !['EACCES', 'EPERM'].includes(codeOf(error) ?? '');
}

/**
 * Runs a read. Waits for a file that another program has locked.
 *
 * @throws Unreadable with the system's code, if the file can't be read
 */
async function readable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await whileBusy(read, undefined, mayEnd);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? systemCode(error) : undefined;
    if (error instanceof Unreadable || code === undefined) {
      throw error;
    }
    throw new Unreadable(REASONS[code] ?? 'other', code);
  }
}

/** The same for a file on this machine, whose bytes may be only in the cloud. */
async function readableFile<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await readable(read);
  } catch (error) {
    const code = error instanceof Unreadable ? error.refusal.code : undefined;
    if (code !== undefined && OUT_OF_REACH.includes(code)) {
      const status = await stat(path).catch(() => undefined);
      if (status !== undefined && mayBeInCloud(status)) {
        throw new Unreadable('out-of-reach', code);
      }
    }
    throw error;
  }
}

/** VS Code's errors have the system's code in their message: `… (EBUSY: resource busy …)`. */
function systemCode(error: Error & { readonly code: unknown }): string {
  const code = String(error.code);
  const [, system] = /\b(EBUSY|EPERM|EACCES|EIO|ETIMEDOUT|UNKNOWN): /.exec(error.message) ?? [];
  return code in REASONS || /^E[A-Z]+$/.test(code) ? code : (system ?? code);
}
