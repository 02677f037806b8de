import * as vscode from 'vscode';
import type { ApiVersion, RestrictTrigger } from '../zoho/apiVersion.ts';
import { knownTriggers, VERSION_TRAITS } from '../zoho/apiVersion.ts';
import type { QuickSwitch } from './laterQuickInput.ts';
import { hasToggles } from './laterQuickInput.ts';
import { whileAsking } from './openQuestions.ts';
import {
  AUTOMATIONS_TO_SKIP,
  automationTooltip,
  SELECT_AUTOMATIONS,
  skipThese,
} from './words/automation.ts';
import { triggerItem } from './words/triggers.ts';

/** The automations that an upload skips: those of the setting, or those chosen for this upload. */
export class Automation {
  readonly #version: ApiVersion;
  #restricted: readonly RestrictTrigger[];
  #last: readonly RestrictTrigger[] | undefined;
  /** What the switch skips: what was skipped before it was switched off, or all. */
  #switched: readonly RestrictTrigger[];

  /** @param last what the last upload skipped; applies if its record is chosen again */
  constructor(
    version: ApiVersion,
    restricted: readonly RestrictTrigger[],
    last: readonly RestrictTrigger[] | undefined,
  ) {
    this.#version = version;
    this.#restricted = knownTriggers(version, restricted);
    this.#last = last;
    this.#switched = orAll(version, this.#restricted);
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
    this.#switched = orAll(this.#version, this.#restricted);
  }

  /** To choose what to skip; undefined if the switch is enough for that. */
  get button(): vscode.QuickInputButton | undefined {
    const isEnough = VERSION_TRAITS[this.#version].restrictTriggers.length === 1;
    return hasToggles() && isEnough
      ? undefined
      : {
          iconPath: new vscode.ThemeIcon('zap'),
          // With the switch, that shows what is skipped.
          tooltip: hasToggles() ? SELECT_AUTOMATIONS : automationTooltip(this.#restricted),
        };
  }

  /** Skips nothing, or again what was skipped before. */
  get switch(): QuickSwitch {
    return {
      isOn: this.#restricted.length > 0,
      label: skipThese(this.#switched),
      icon: 'circle-slash',
      button: undefined,
      press: () => {
        this.#choose(this.#restricted.length > 0 ? [] : this.#switched);
      },
    };
  }

  /** Asks what to skip. A cancel changes nothing. */
  async ask(title: string): Promise<void> {
    const items = VERSION_TRAITS[this.#version].restrictTriggers.map((trigger) => ({
      label: triggerItem(trigger),
      picked: this.#restricted.includes(trigger),
      trigger,
    }));
    const chosen = await whileAsking(() =>
      vscode.window.showQuickPick(items, {
        title,
        placeHolder: AUTOMATIONS_TO_SKIP,
        canPickMany: true,
        ignoreFocusOut: true,
      }),
    );
    if (chosen !== undefined) {
      this.#choose(chosen.map(({ trigger }) => trigger));
      this.#switched = orAll(this.#version, this.#restricted);
    }
  }

  #choose(restricted: readonly RestrictTrigger[]): void {
    this.#restricted = restricted;
    this.#last = undefined;
  }
}

function orAll(
  version: ApiVersion,
  restricted: readonly RestrictTrigger[],
): readonly RestrictTrigger[] {
  return restricted.length > 0 ? restricted : VERSION_TRAITS[version].restrictTriggers;
}
