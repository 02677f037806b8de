// Importing this makes Node's file operations refuse, on any system, what Windows always refuses:
// `node --import ./test/windowsFiles.ts`. The unit tests run with it (scripts/test.ts).
// For what Windows refuses only temporarily, see scanner.ts.
import type { EventEmitter } from 'node:events';
import type { FileHandle } from 'node:fs/promises';
import { promises } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';

/** What this process has open. */
const opened = new Map<FileHandle, { readonly file: string; readonly flags: string }>();

function refusal(code: string, syscall: string, file: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: as on Windows, ${syscall} '${file}'`), {
    code,
    syscall,
    path: file,
  });
}

/** One part of a path: `CON` and `con.jpg` mean the console, in any folder. */
const NO_NAME = /[<>:"|?*\u0000-\u001f]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu;

/** Like libuv on Windows, where no such name can be created. */
function needsName(file: unknown, syscall: string): void {
  if (typeof file === 'string') {
    const parts = file.slice(path.parse(file).root.length).split(path.sep);
    if (parts.some((part) => part !== '.' && part !== '..' && NO_NAME.test(part))) {
      throw refusal('ENOENT', syscall, file);
    }
  }
}

const { open, mkdir, rename, writeFile, appendFile } = promises;

promises.open = async (file, flags = 'r', mode) => {
  if (String(flags) !== 'r') {
    needsName(file, 'open');
  }
  const handle = await open(file, flags, mode);
  if (typeof file === 'string') {
    opened.set(handle, { file: path.resolve(file), flags: String(flags) });
    // Each handle has its own `close`: replacing the one of the prototype would change nothing.
    (handle as unknown as EventEmitter).once('close', () => opened.delete(handle));
  }
  return handle;
};

promises.rename = async (from, to) => {
  needsName(to, 'rename');
  const [source, target] = [path.resolve(String(from)), path.resolve(String(to))];
  for (const [handle, { file }] of opened) {
    // A file can't replace an open one, and a folder with an open file can't be moved.
    if (handle.fd >= 0 && (file === target || file.startsWith(source + path.sep))) {
      throw refusal('EPERM', 'rename', source);
    }
  }
  await rename(from, to);
};

promises.mkdir = (async (...[folder, options]: Parameters<typeof mkdir>) => {
  needsName(folder, 'mkdir');
  return mkdir(folder, options);
}) as typeof mkdir;

promises.writeFile = async (file, ...given) => {
  needsName(file, 'open');
  await writeFile(file, ...given);
};

promises.appendFile = async (file, ...given) => {
  needsName(file, 'open');
  await appendFile(file, ...given);
};

syncBuiltinESMExports();

const probe = await open(import.meta.filename);
const handles = Object.getPrototypeOf(probe) as FileHandle;
await probe.close();
// eslint-disable-next-line @typescript-eslint/unbound-method -- each is called with its handle
const { truncate, sync, datasync } = handles;

/** Whether a handle was opened with the right to change existing content. */
function mayWriteOver(handle: FileHandle): boolean {
  const flags = opened.get(handle)?.flags ?? 'r+';
  return flags !== 'r' && !flags.startsWith('a');
}

function mayFlush(handle: FileHandle): boolean {
  return opened.get(handle)?.flags !== 'r';
}

handles.truncate = async function (this: FileHandle, length) {
  // To append, libuv requests no other write access (nodejs/node#3177).
  if (!mayWriteOver(this)) {
    throw refusal('EPERM', 'ftruncate', opened.get(this)?.file ?? '');
  }
  await truncate.call(this, length);
};

handles.sync = async function (this: FileHandle) {
  if (!mayFlush(this)) {
    throw refusal('EPERM', 'fsync', opened.get(this)?.file ?? '');
  }
  await sync.call(this);
};

handles.datasync = async function (this: FileHandle) {
  if (!mayFlush(this)) {
    throw refusal('EPERM', 'fdatasync', opened.get(this)?.file ?? '');
  }
  await datasync.call(this);
};
