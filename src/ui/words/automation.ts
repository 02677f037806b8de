import { l10n } from 'vscode';
import type { RestrictTrigger } from '../../zoho/apiVersion.ts';
import { wordsOfTriggers } from './triggers.ts';

/** What an upload skips, in the title of its question. */
export function skipping(triggers: readonly RestrictTrigger[]): string {
  return l10n.t('skipping {0}', wordsOfTriggers(triggers));
}

/** On the button that lets one choose. */
export function automationTooltip(triggers: readonly RestrictTrigger[]): string {
  return triggers.length === 0
    ? l10n.t('Skip Automations for This Upload…')
    : l10n.t('Skipping {0}. Change for This Upload…', wordsOfTriggers(triggers));
}

export const AUTOMATIONS_TO_SKIP = l10n.t('Select automations to skip');
