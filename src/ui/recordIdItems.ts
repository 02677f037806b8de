import type { PhotoObstacle } from '../zoho/layouts.ts';
import { isAsLongAsSeen, readRecordId } from '../zoho/recordId.ts';
import type { ModuleChoice } from './moduleChoice.ts';
import { keepInPlace } from './keepInPlace.ts';
import { moduleSearchItems } from './moduleSearchItems.ts';
import type { LiveItem } from './step.ts';
import { BY_ID } from './words/records.ts';
import { wordsOfPhotoBar, wordsOfRecordIdProblem } from './words/target.ts';

/**
 * The items for a typed ID, which doesn't name a module: the recent record with this ID, and the
 * record in each module; or what is wrong with the ID. It may also be a phone number or a code, for
 * which the likeliest modules can be searched.
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
  const isBarred = (module: string): boolean => barOf(module) !== undefined;
  const searches = read.isNamed ? [] : moduleSearchItems(text, all, isBarred);
  if (read.kind === 'none') {
    const wrong = { label: wordsOfRecordIdProblem(read.problem), alwaysShow: true };
    return [wrong, ...(read.problem === 'rounded' ? [] : searches), ...all];
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
  const isLikelyId = read.isNamed || isAsLongAsSeen(id);
  const stay = recent.length > 0 || !isLikelyId;
  const kept = stay ? records.map((item) => keepInPlace(item, text)) : records;
  const found = isLikelyId ? [...kept, ...searches] : [...searches, ...kept];
  return [...recent, ...found, ...others].map((item) => ({ ...item, alwaysShow: true }));
}
