// Settings that every test's VS Code starts with: only the explorer and what the extension shows.
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
  // Otherwise, VS Code would report other listening ports on this machine.
  'remote.otherPortsAttributes': { onAutoForward: 'silent' },
  // Nor how many there are: each test at the same time has some.
  'remote.autoForwardPortsFallback': 0,
  // 1.139 would silently start in Restricted Mode. Only tests about trust turn it on.
  'security.workspace.trust.startupPrompt': 'always',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
};

/** Writes a user data folder's User/settings.json: the given settings override the defaults. */
export function writeUserSettings(userDataDir: string, settings: Settings = {}): void {
  const folder = path.join(userDataDir, 'User');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    path.join(folder, 'settings.json'),
    `${JSON.stringify({ ...QUIET, ...settings }, undefined, 2)}\n`,
  );
}

/** Changes some of the settings. */
export function changeUserSettings(userDataDir: string, settings: Settings): void {
  const file = path.join(userDataDir, 'User', 'settings.json');
  const before = JSON.parse(readFileSync(file, 'utf8')) as Settings;
  writeUserSettings(userDataDir, { ...before, ...settings });
}
