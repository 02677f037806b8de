import type { RestrictTrigger } from '../../zoho/apiVersion.ts';

/** What a trigger starts, as the CRM's setup calls it. */
const TRIGGER_NAMES: Readonly<Record<RestrictTrigger, string>> = {
  workflow: 'workflow rules',
  approval: 'approval processes',
  blueprint: 'blueprints',
  pathfinder: 'pathfinders',
  orchestration: 'orchestrations',
};

/** The same as an item of a list: `Workflow rules`. */
export function triggerItem(trigger: RestrictTrigger): string {
  const name = TRIGGER_NAMES[trigger];
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}

/** `workflow rules, blueprints` */
export function wordsOfTriggers(triggers: readonly RestrictTrigger[]): string {
  return triggers.map((trigger) => TRIGGER_NAMES[trigger]).join(', ');
}
