import * as vscode from 'vscode';
import { heicSettingButton } from '../ui/offer.ts';
import { BUTTONS } from '../ui/words/buttons.ts';
import { TURN_ON_HEIC } from '../ui/words/refusal.ts';

/**
 * Opens the setting that lets HEIC pictures be converted.
 *
 * @param offersRetry whether to ask, too, to be told once it’s on
 * @returns whether the person has said so
 */
export async function openHeicSetting(offersRetry: boolean): Promise<boolean> {
  await heicSettingButton().act();
  return (
    offersRetry &&
    (await vscode.window.showInformationMessage(TURN_ON_HEIC, BUTTONS.retry)) === BUTTONS.retry
  );
}
