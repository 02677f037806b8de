import type { RestrictTrigger } from '../../zoho/apiVersion.ts';

/** What a trigger starts, as the CRM's setup calls it. */
export const TRIGGER_NAMES: Readonly<Record<RestrictTrigger, string>> = {
  workflow: 'workflow rules',
  approval: 'approval processes',
  blueprint: 'blueprints',
  pathfinder: 'pathfinders',
  orchestration: 'orchestrations',
};

/** `workflow rules, blueprints` */
export function wordsOfTriggers(triggers: readonly RestrictTrigger[]): string {
  return triggers.map((trigger) => TRIGGER_NAMES[trigger]).join(', ');
}
