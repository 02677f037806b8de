import { unlessAborted } from '../async/abortable.ts';
import { standardModules } from '../upload/moduleLists.ts';
import type { Failure } from '../zoho/failure.ts';
import type { CrmModule } from '../zoho/modules.ts';
import type { LiveItem, LivePickStep } from './step.ts';
import type { TargetQuestion } from './targetQuestion.ts';

/**
 * Shows items that depend on modules: first on those known so far, then on the organization's own.
 *
 * @param later after it, the items are others, too
 */
export function liveModules<C>(
  {
    account,
    crm,
    modules,
    version,
  }: Pick<TargetQuestion, 'account' | 'crm' | 'modules' | 'version'>,
  signal: AbortSignal,
  items: (
    value: string,
    known: readonly CrmModule[],
    failure: Failure | undefined,
  ) => readonly LiveItem<C>[],
  later?: Promise<void>,
): LivePickStep<C>['typed'] {
  let failure: Failure | undefined;
  let last = '';
  const renewing = modules.renew(account.id, crm, signal).then((found) => {
    failure = found.ok ? undefined : found.failure;
  }, unlessAborted(signal));
  const changes = new Set([renewing, ...(later === undefined ? [] : [later])]);
  for (const change of changes) {
    const over = (): boolean => changes.delete(change);
    change.then(over, over);
  }
  return async (value, show) => {
    last = value;
    const draw = (busy: boolean): void => {
      const known = modules.known(account.id) ?? standardModules(version);
      show(items(value, known, failure), { busy });
    };
    draw(modules.known(account.id) === undefined);
    const redrawn = [...changes].map(async (change) => {
      await change;
      if (last === value) {
        draw(modules.known(account.id) === undefined && changes.has(renewing));
      }
    });
    await Promise.all(redrawn);
  };
}
