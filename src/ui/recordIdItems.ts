import type { PhotoObstacle } from '../zoho/layouts.ts';
import { readRecordId } from '../zoho/recordId.ts';
import type { ModuleChoice } from './moduleChoice.ts';
import { keepInPlace } from './keepInPlace.ts';
import type { LiveItem } from './step.ts';
import { BY_ID } from './words/records.ts';
import { wordsOfPhotoBar, wordsOfRecordIdProblem } from './words/target.ts';

/**
 * The items for a typed ID, which doesn't name a module: the recent record with this ID, and the
 * record in each module; or what is wrong with the ID.
 *
 * @param all the items before anything is typed
 * @param barOf why photos in a module can't be changed, if known
 */
export function recordIdItems(
  text: string,
  all: readonly LiveItem<ModuleChoice>[],
  barOf: (module: string) => PhotoObstacle | undefined,
): LiveItem<ModuleChoice>[] {
  const read = readRecordId(text);
  if (read.kind === 'none') {
    return [{ label: wordsOfRecordIdProblem(read.problem), alwaysShow: true }, ...all];
  }
  const { id } = read;
  const recent = all.filter(
    ({ choice }) => choice !== undefined && 'key' in choice && choice.key.id === id,
  );
  const records = all.flatMap(({ choice, label }): LiveItem<ModuleChoice>[] => {
    if (choice?.kind !== 'module' || choice.module === undefined) {
      return [];
    }
    const { module } = choice;
    const bar = barOf(module);
    const item = { label: `${label} ${id}` };
    return bar === undefined
      ? [
          {
            ...item,
            description: BY_ID,
            choice: { kind: 'record', key: { module, id } },
          },
        ]
      : [{ ...item, description: wordsOfPhotoBar(bar, '').short }];
  });
  const others = all.filter(
    ({ choice }) => choice?.kind === 'module' && choice.module === undefined,
  );
  const afterRecent = recent.length === 0 ? records : records.map((item) => keepInPlace(item, id));
  return [...recent, ...afterRecent, ...others].map((item) => ({ ...item, alwaysShow: true }));
}
