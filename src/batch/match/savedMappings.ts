import * as v from 'valibot';
import type { Memory } from '../../storage/memory.ts';
import type { Mapping } from './mapping.ts';
import { mappingText, readMapping } from './mapping.ts';

/** A mapping that was saved or used. */
export interface SavedMapping {
  /** Given by the person; empty if it was only used. */
  readonly name: string;
  readonly mapping: Mapping;
}

const KEY = 'mappings';
/** Maximum number of mappings without a name. */
const MAX_UNNAMED = 5;

const Kept = v.array(v.object({ name: v.string(), text: v.string() }));

/**
 * Saved and recent mappings of all organizations, so that one tried in a sandbox can be used in
 * production. The latest first.
 */
export class SavedMappings {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  all(): SavedMapping[] {
    const kept = v.safeParse(Kept, this.#memory.get(KEY));
    return (kept.success ? kept.output : []).flatMap(({ name, text }) => {
      const mapping = readMapping(text);
      return mapping === undefined ? [] : [{ name, mapping }];
    });
  }

  /** Saves a mapping under a name, replacing the one that had it; or, with '', as recently used. */
  async save(name: string, mapping: Mapping): Promise<void> {
    const text = mappingText(mapping);
    const before = this.all().map((one) => ({ name: one.name, text: mappingText(one.mapping) }));
    const named = before.filter((one) => one.text === text && one.name !== '' && one.name !== name);
    const used = name === '' && named.length > 0 ? named : [{ name, text }, ...named];
    const others = before.filter((one) => one.text !== text && (name === '' || one.name !== name));
    const saved = [...used, ...others];
    let unnamed = 0;
    await this.#memory.update(
      KEY,
      saved.filter((one) => one.name !== '' || ++unnamed <= MAX_UNNAMED),
    );
  }
}
