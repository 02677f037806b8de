import type { FoundCount } from '../match/foundCount.ts';
import { countFound, RequestBudget } from '../match/foundCount.ts';
import { lookUpMethod } from '../match/lookUpMethod.ts';
import type { Several } from '../match/mapping.ts';
import type { PictureNames } from './pictureNames.ts';
import type { Fields, MappingQuestion } from './question.ts';
import type { KeyChoice, MappingSuggestion } from './suggestions.ts';
import { nameSuggestions, severalOf, tableIn } from './suggestions.ts';
import { tableSuggestion } from './tableSuggestion.ts';

/** A suggestion, with how many records it finds if that is known. */
export interface CountedSuggestion {
  readonly suggestion: MappingSuggestion;
  readonly count: FoundCount | undefined;
  /** Which picture is taken if several match a record. */
  readonly several: Several;
}

type Counted = Omit<CountedSuggestion, 'several'>;

/** Requests, with an API credit each, that counts may take in all. */
const MOST_REQUESTS = 24;
/** Those that are shown before anything was counted, or if nothing can be. */
const MOST_UNCOUNTED = 3;
const MOST_SHOWN = 4;
const MOST_TABLES = 3;

/** Suggestions that appear, and are counted, while their list is already shown. */
export class LiveSuggestions {
  readonly #question: MappingQuestion;
  readonly #module: string;
  #all: readonly MappingSuggestion[] = [];
  readonly #counts = new Map<MappingSuggestion, FoundCount>();
  readonly #severals = new Map<MappingSuggestion, Several>();
  #isOver = false;

  constructor(question: MappingQuestion, module: string) {
    this.#question = question;
    this.#module = module;
  }

  /**
   * Finds suggestions and counts them one by one, until one finds everything.
   *
   * @param keys what to match by, the likeliest first
   * @param changed called whenever there is something new to show
   * @throws the signal's reason when aborted
   */
  async find(
    names: PictureNames,
    { fields }: Fields,
    keys: readonly KeyChoice[],
    signal: AbortSignal,
    changed: () => void,
  ): Promise<void> {
    const { candidates, tables } = this.#question;
    const byName = nameSuggestions(names, keys);
    this.#all = byName;
    changed();
    const byTable = await Promise.all(
      tables.slice(0, MOST_TABLES).map((uri) => tableSuggestion(uri, this.#question, fields)),
    );
    signal.throwIfAborted();
    this.#all = [...byTable.filter((one) => one !== undefined), ...byName];
    changed();
    const budget = new RequestBudget(MOST_REQUESTS);
    const { account, crm } = this.#question;
    for (const suggestion of this.#all) {
      const { rule } = suggestion;
      const table = tableIn(suggestion);
      const method = lookUpMethod(this.#module, rule.by, account.scopes);
      const count =
        method && (await countFound(crm, rule, candidates, table, method, budget, signal));
      if (count === undefined) {
        continue;
      }
      if ('failed' in count) {
        if (count.failed === 'all') {
          break;
        }
        continue;
      }
      this.#counts.set(suggestion, count);
      changed();
      if (count.found === count.of) {
        break;
      }
    }
    this.#isOver = true;
    changed();
  }

  /** The best first; of those that were counted only those that find anything. */
  get shown(): readonly CountedSuggestion[] {
    return this.#best().map((one) => ({ ...one, several: this.#severalOf(one.suggestion) }));
  }

  #severalOf(suggestion: MappingSuggestion): Several {
    const known = this.#severals.get(suggestion);
    const several = known ?? severalOf(suggestion, this.#question.candidates);
    this.#severals.set(suggestion, several);
    return several;
  }

  #best(): readonly Counted[] {
    const counted = this.#all.flatMap((suggestion) => {
      const count = this.#counts.get(suggestion);
      return count === undefined ? [] : [{ suggestion, count }];
    });
    const finding = counted.filter(({ count }) => count.found > 0);
    const uncounted = this.#all
      .filter((one) => !this.#counts.has(one))
      .map((suggestion) => ({ suggestion, count: undefined }));
    if (this.#isOver && finding.length > 0) {
      const share = ({ count }: (typeof finding)[number]): number => count.found / count.of;
      return finding.toSorted((a, b) => share(b) - share(a)).slice(0, MOST_SHOWN);
    }
    return [...finding, ...uncounted.slice(0, MOST_UNCOUNTED)].slice(0, MOST_SHOWN);
  }
}
