import { unlessAborted } from '../async/abortable.ts';
import type { Crm } from '../zoho/crm.ts';
import type { FoundRecord } from '../zoho/search.ts';
import { searchRecords } from '../zoho/search.ts';
import { searchTextOf } from '../zoho/searchText.ts';
import type { ModuleChoice } from './moduleChoice.ts';
import { plain } from './plain.ts';
import type { LiveItem } from './step.ts';
import * as words from './words/suggestions.ts';
import { HAS_PHOTO, searchedText, searchModule } from './words/records.ts';

/** What to search for by a file's name, and where. */
export interface NameSearch {
  readonly module: string;
  readonly text: string;
}

/**
 * A record that a file's name may mean: looked for once, with one request. Its item is in the list
 * from the start and stays where it is, so that nothing moves under the mouse.
 */
export class GuessedRecord {
  readonly #crm: Crm;
  readonly #search: NameSearch;
  #found: readonly FoundRecord[] | 'failed' | undefined;

  constructor(crm: Crm, search: NameSearch) {
    this.#crm = crm;
    this.#search = search;
  }

  /** Resolves when it's known, or when the signal is aborted. */
  async find(signal: AbortSignal): Promise<void> {
    if (this.#found === undefined) {
      const { module, text } = this.#search;
      const { by, text: searched } = searchTextOf(longestWord(text));
      await searchRecords(this.#crm, module, by, searched, signal).then((found) => {
        this.#found = found.ok ? found.value.filter((one) => isMeant(one, text)) : 'failed';
      }, unlessAborted(signal));
    }
  }

  /** @param labelOf the label of a module */
  item(labelOf: (module: string) => string): LiveItem<ModuleChoice> {
    // Always as high as the item of a record, for the same reason.
    const detail = words.BY_FILE_NAME;
    return { detail, ...this.#item(labelOf(this.#search.module)), isUncertain: true };
  }

  #item(module: string): LiveItem<ModuleChoice> {
    const found = this.#found;
    const { text } = this.#search;
    const shown = plain(text, 40);
    const search: ModuleChoice = {
      kind: 'search',
      module: this.#search.module,
      text: longestWord(text),
    };
    if (found === undefined) {
      return { label: words.searchingByName(module, shown) };
    }
    if (found === 'failed') {
      // Choosing it says why, and what to do.
      return {
        label: searchModule(module),
        description: searchedText(shown, true),
        choice: search,
      };
    }
    if (found.length === 0) {
      return { label: words.noneByName(module, shown) };
    }
    const exact = found.filter(({ name }) => name?.toLowerCase() === text.toLowerCase());
    const [only, another] = exact.length > 0 ? exact : found;
    return only === undefined || another !== undefined
      ? { label: words.severalByName(module, shown), choice: search }
      : foundItem(only, module);
  }
}

/**
 * Zoho doesn't say what it finds for several words: records with all of them, or with just this
 * text. So it's asked for one, and the others are compared here.
 */
function longestWord(text: string): string {
  return text.split(' ').reduce((longest, word) => (word.length > longest.length ? word : longest));
}

function isMeant({ name = '', detail = '' }: FoundRecord, text: string): boolean {
  const words = text.split(' ');
  const all = folded(`${name} ${detail}`);
  // A single word may be in any field.
  return words.length === 1 || words.every((word) => all.includes(folded(word)));
}

/** Without case and accents, which people leave out of file names. */
function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

function foundItem(
  { key, name, detail, hasPhoto }: FoundRecord,
  module: string,
): LiveItem<ModuleChoice> {
  const more = [module, ...(detail === undefined ? [] : [plain(detail)]), key.id];
  return {
    label: plain(name ?? key.id),
    description: [...more, ...(hasPhoto ? [HAS_PHOTO] : [])].join(' · '),
    detail: words.FOUND_BY_NAME,
    choice: { kind: 'record', key, suggestion: { kind: 'file-name' } },
  };
}
