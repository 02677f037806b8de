import * as vscode from 'vscode';
import type { SignInQuestion } from '../../auth/prompts.ts';
import { allows, deletedModules, DELETION_SCOPES } from '../../zoho/scopes.ts';
import type { QuickSwitch } from '../laterQuickInput.ts';
import { ALLOW_DELETION, FORBID_DELETION } from '../words/signInQuestions.ts';

/** Whether the person also allows deleting photos. It holds for all questions of a sign-in. */
export class DeletionToggle {
  #isOn = false;

  get isOn(): boolean {
    return this.#isOn;
  }

  /** The scopes that it adds. */
  get scopes(): readonly string[] {
    return this.#isOn ? DELETION_SCOPES : [];
  }

  /** The switch for it; undefined if deleting is what the sign-in is for, or included anyway. */
  switchFor({ again, scopes }: SignInQuestion): (() => QuickSwitch) | undefined {
    const isPurpose = deletedModules(again?.lacking ?? []).length > 0;
    if (isPurpose || DELETION_SCOPES.every((scope) => allows(scopes, scope))) {
      return undefined;
    }
    return () => ({
      isOn: this.#isOn,
      label: ALLOW_DELETION,
      icon: 'trash',
      button: {
        iconPath: new vscode.ThemeIcon(this.#isOn ? 'pass-filled' : 'trash'),
        tooltip: this.#isOn ? FORBID_DELETION : ALLOW_DELETION,
      },
      press: () => {
        this.#isOn = !this.#isOn;
      },
    });
  }
}
