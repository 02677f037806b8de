// VS Code's desktop build, as people install it.
import path from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { CACHE } from '../../scripts/node.mjs';
import { VERSIONS, type Channel } from './version.ts';

/**
 * Downloads a desktop VS Code, once: the oldest supported version, or the newest that there is.
 *
 * @returns its executable
 */
export function installDesktop(channel: Channel): Promise<string> {
  return downloadAndUnzipVSCode({
    version: channel === 'oldest' ? VERSIONS.oldest.vscode : 'stable',
    cachePath: path.join(CACHE, 'desktop'),
  });
}

/** Flags of a desktop VS Code that nobody watches. */
export function desktopFlags(platform: NodeJS.Platform): string[] {
  // A keychain asks a person, and a machine without a desktop has no keyring.
  return platform === 'win32' ? [] : ['--use-inmemory-secretstorage'];
}
