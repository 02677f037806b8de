import * as vscode from 'vscode';
import { heicSettingButton } from '../ui/offer.ts';
import { BUTTONS } from '../ui/words/buttons.ts';
import { TURN_ON_HEIC } from '../ui/words/refusal.ts';

/** Opens the setting that lets HEIC pictures be converted. */
export async function openHeicSetting(): Promise<void> {
  await heicSettingButton().act();
}

/** The same, and asks to be told once it's on. @returns whether the person has said so */
export async function askForHeicSetting(): Promise<boolean> {
  await openHeicSetting();
  const { retry } = BUTTONS;
  return (await vscode.window.showInformationMessage(TURN_ON_HEIC, retry)) === retry;
}

/** Calls when HEIC may be converted from now on, or may no longer be. */
export function onHeicSetting(changed: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (HEIC_SETTINGS.some((name) => event.affectsConfiguration(name))) {
      changed();
    }
  });
}

const HEIC_SETTINGS = ['zohoCrmPhotos.convertHeic', 'zohoCrmPhotos.fitPictures'];
