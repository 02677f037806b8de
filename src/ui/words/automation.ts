import { l10n } from 'vscode';
import type { RestrictTrigger } from '../../zoho/apiVersion.ts';
import { wordsOfTriggers } from './triggers.ts';

/** A question's title, with what its upload skips. */
export function titleSkipping(title: string, triggers: readonly RestrictTrigger[]): string {
  return l10n.t('{0} · skipping {1}', title, wordsOfTriggers(triggers));
}

/** Of the button for choosing what to skip. */
export function automationTooltip(triggers: readonly RestrictTrigger[]): string {
  return triggers.length === 0
    ? l10n.t('Skip Automations for This Upload…')
    : l10n.t('Skipping {0}. Change for This Upload…', wordsOfTriggers(triggers));
}

/** The same beside a switch that shows what is skipped. */
export const SELECT_AUTOMATIONS = l10n.t('Select Automations to Skip…');

/** Of a switch. */
export function skipThese(triggers: readonly RestrictTrigger[]): string {
  return l10n.t('Skip {0}', wordsOfTriggers(triggers));
}

export const AUTOMATIONS_TO_SKIP = l10n.t('Select automations to skip');
