import { readRecordId } from '../zoho/recordId.ts';
import type { ModuleChoice } from './moduleQuestion.ts';
import type { LiveItem } from './step.ts';
import { wordsOfRecordIdProblem } from './words/target.ts';

/**
 * What there is to choose for a typed ID, which says no module: a recent record that has it, or the
 * record in each module; or what is wrong with it.
 *
 * @param all what there is to choose without it
 */
export function inModules(
  text: string,
  all: readonly LiveItem<ModuleChoice>[],
): LiveItem<ModuleChoice>[] {
  const read = readRecordId(text);
  if (read.kind === 'none') {
    return [{ label: wordsOfRecordIdProblem(read.problem), alwaysShow: true }, ...all];
  }
  const { id } = read;
  const recent = all.filter(
    ({ choice }) => choice !== undefined && 'key' in choice && choice.key.id === id,
  );
  const records = all.flatMap(({ choice, label }): LiveItem<ModuleChoice>[] =>
    choice?.kind === 'module' && choice.module !== undefined
      ? [
          {
            label: `${label} ${id}`,
            description: 'by its record ID',
            choice: { kind: 'record', key: { module: choice.module, id } },
          },
        ]
      : [],
  );
  const others = all.filter(
    ({ choice }) => choice?.kind === 'module' && choice.module === undefined,
  );
  return [...recent, ...records, ...others].map((item) => ({ ...item, alwaysShow: true }));
}
