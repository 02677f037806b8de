// Settings that every VS Code of the tests starts with: nothing but the explorer and what the
// extension shows.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export type Settings = Record<string, unknown>;

const QUIET: Settings = {
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
  'explorer.compactFolders': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.autofetch': false,
  'git.openRepositoryInParentFolders': 'never',
  'git.suggestEnableSmartCommit': false,
  // Whatever else listens on this machine would be told of.
  'remote.otherPortsAttributes': { onAutoForward: 'silent' },
  // 1.139 would start in Restricted Mode without a word; where trust is on, a test is about it.
  'security.workspace.trust.startupPrompt': 'always',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
};

/** Writes User/settings.json of a user-data folder: the given settings win over the quiet ones. */
export function writeUserSettings(userDataDir: string, settings: Settings = {}): void {
  const folder = path.join(userDataDir, 'User');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    path.join(folder, 'settings.json'),
    `${JSON.stringify({ ...QUIET, ...settings }, undefined, 2)}\n`,
  );
}

/** Changes some of them. */
export function changeUserSettings(userDataDir: string, settings: Settings): void {
  const file = path.join(userDataDir, 'User', 'settings.json');
  const before = JSON.parse(readFileSync(file, 'utf8')) as Settings;
  writeUserSettings(userDataDir, { ...before, ...settings });
}
