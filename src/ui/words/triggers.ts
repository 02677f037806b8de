import { l10n } from 'vscode';
import type { RestrictTrigger } from '../../zoho/apiVersion.ts';

/** What a trigger starts, as the CRM's setup calls it: in a sentence, and as an item of a list. */
const TRIGGER_NAMES: Readonly<Record<RestrictTrigger, readonly [name: string, item: string]>> = {
  workflow: [l10n.t('workflow rules'), l10n.t('Workflow rules')],
  approval: [l10n.t('approval processes'), l10n.t('Approval processes')],
  blueprint: [l10n.t('blueprints'), l10n.t('Blueprints')],
  pathfinder: [l10n.t('pathfinders'), l10n.t('Pathfinders')],
  orchestration: [l10n.t('orchestrations'), l10n.t('Orchestrations')],
};

/** `Workflow rules` */
export function triggerItem(trigger: RestrictTrigger): string {
  return TRIGGER_NAMES[trigger][1];
}

/** `workflow rules, blueprints` */
export function wordsOfTriggers(triggers: readonly RestrictTrigger[]): string {
  return triggers.map((trigger) => TRIGGER_NAMES[trigger][0]).join(', ');
}
