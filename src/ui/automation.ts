import * as vscode from 'vscode';
import type { ApiVersion, RestrictTrigger } from '../zoho/apiVersion.ts';
import { knownTriggers, VERSION_TRAITS } from '../zoho/apiVersion.ts';
import { triggerItem, wordsOfTriggers } from './words/triggers.ts';

/** What an upload keeps from running in the CRM: by the setting, or as chosen for this upload. */
export class Automation {
  readonly #version: ApiVersion;
  #restricted: readonly RestrictTrigger[];
  #again: readonly RestrictTrigger[] | undefined;

  /** @param again what the upload before kept from running, for the same record again */
  constructor(
    version: ApiVersion,
    restricted: readonly RestrictTrigger[],
    again: readonly RestrictTrigger[] | undefined,
  ) {
    this.#version = version;
    this.#restricted = knownTriggers(version, restricted);
    this.#again = again;
  }

  get restricted(): readonly RestrictTrigger[] {
    return this.#restricted;
  }

  /** What holds where the same record is chosen again: like before, unless chosen anew. */
  get again(): readonly RestrictTrigger[] {
    return this.#again ?? this.#restricted;
  }

  /** Takes what held the time before. */
  takeAgain(): void {
    this.#restricted = this.again;
  }

  /** For the title of a question: ` · without workflow rules`. */
  get inTitle(): string {
    return this.#restricted.length === 0 ? '' : ` · ${without(this.#restricted)}`;
  }

  get button(): vscode.QuickInputButton {
    const now = this.#restricted.length === 0 ? 'all runs' : without(this.#restricted);
    return {
      iconPath: new vscode.ThemeIcon('zap'),
      tooltip: `Automation in the CRM: ${now}. Change for this upload…`,
    };
  }

  /** Asks what must not run. A cancel leaves all as it is. */
  async ask(title: string): Promise<void> {
    const items = VERSION_TRAITS[this.#version].restrictTriggers.map((trigger) => ({
      label: triggerItem(trigger),
      picked: this.#restricted.includes(trigger),
      trigger,
    }));
    const chosen = await vscode.window.showQuickPick(items, {
      title,
      placeHolder: 'What must not run in the CRM because of this upload?',
      canPickMany: true,
      ignoreFocusOut: true,
    });
    if (chosen !== undefined) {
      this.#restricted = chosen.map(({ trigger }) => trigger);
      this.#again = undefined;
    }
  }
}

export function without(triggers: readonly RestrictTrigger[]): string {
  return `without ${wordsOfTriggers(triggers)}`;
}
