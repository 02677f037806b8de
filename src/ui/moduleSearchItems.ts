import type { ModuleChoice } from './moduleChoice.ts';
import { plain } from './plain.ts';
import type { LiveItem } from './step.ts';
import { searchedText, searchModule } from './words/records.ts';

/** In more modules, nobody looks for a name without knowing which. */
const MOST = 3;

/** A single letter finds everything, and Zoho doesn't search for it. */
const FEWEST_CHARACTERS = 2;

/**
 * The items that search the likeliest modules for what was typed.
 *
 * @param all the items before anything is typed, the modules in the order of their likelihood
 * @param isBarred whether photos in a module can't be changed
 */
export function moduleSearchItems(
  text: string,
  all: readonly LiveItem<ModuleChoice>[],
  isBarred: (module: string) => boolean,
): LiveItem<ModuleChoice>[] {
  if (Array.from(text).length < FEWEST_CHARACTERS) {
    return [];
  }
  // Not in the label: VS Code sorts by labels that match what is typed, even by single letters.
  const description = searchedText(plain(text, 30), /\p{L}/u.test(text));
  return all
    .flatMap(({ choice, label }): LiveItem<ModuleChoice>[] => {
      if (choice?.kind !== 'module' || choice.module === undefined || isBarred(choice.module)) {
        return [];
      }
      const { module } = choice;
      return [
        {
          label: searchModule(label),
          description,
          alwaysShow: true,
          choice: { kind: 'search', module },
        },
      ];
    })
    .slice(0, MOST);
}
