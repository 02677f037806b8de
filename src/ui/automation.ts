import * as vscode from 'vscode';
import type { ApiVersion, RestrictTrigger } from '../zoho/apiVersion.ts';
import { knownTriggers, VERSION_TRAITS } from '../zoho/apiVersion.ts';
import { AUTOMATIONS_TO_SKIP, automationTooltip } from './words/automation.ts';
import { triggerItem } from './words/triggers.ts';

/** The automations that an upload skips: those of the setting, or those chosen for this upload. */
export class Automation {
  readonly #version: ApiVersion;
  #restricted: readonly RestrictTrigger[];
  #last: readonly RestrictTrigger[] | undefined;

  /** @param last what the last upload skipped; applies if its record is chosen again */
  constructor(
    version: ApiVersion,
    restricted: readonly RestrictTrigger[],
    last: readonly RestrictTrigger[] | undefined,
  ) {
    this.#version = version;
    this.#restricted = knownTriggers(version, restricted);
    this.#last = last;
  }

  get restricted(): readonly RestrictTrigger[] {
    return this.#restricted;
  }

  /** What is skipped if the last record is chosen again: the same, unless changed since. */
  get lastRestricted(): readonly RestrictTrigger[] {
    return this.#last ?? this.#restricted;
  }

  /** Skips what the last upload skipped. */
  restrictAsLast(): void {
    this.#restricted = this.lastRestricted;
  }

  get button(): vscode.QuickInputButton {
    return {
      iconPath: new vscode.ThemeIcon('zap'),
      tooltip: automationTooltip(this.#restricted),
    };
  }

  /** Asks what to skip. A cancel changes nothing. */
  async ask(title: string): Promise<void> {
    const items = VERSION_TRAITS[this.#version].restrictTriggers.map((trigger) => ({
      label: triggerItem(trigger),
      picked: this.#restricted.includes(trigger),
      trigger,
    }));
    const chosen = await vscode.window.showQuickPick(items, {
      title,
      placeHolder: AUTOMATIONS_TO_SKIP,
      canPickMany: true,
      ignoreFocusOut: true,
    });
    if (chosen !== undefined) {
      this.#restricted = chosen.map(({ trigger }) => trigger);
      this.#last = undefined;
    }
  }
}
