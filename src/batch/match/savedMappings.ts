import * as v from 'valibot';
import type { Memory } from '../../storage/memory.ts';
import type { Mapping } from './mapping.ts';
import { mappingText, readMapping } from './mapping.ts';

/** A mapping that was used before. */
export interface SavedMapping {
  /** Given by the person; empty where it was only used. */
  readonly name: string;
  readonly mapping: Mapping;
}

const KEY = 'mappings';
/** Of those without a name. */
const MOST = 5;

const Kept = v.array(v.object({ name: v.string(), text: v.string() }));

/**
 * Mappings that were used, in whichever organization: what was tried in a sandbox serves in
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

  /** Under a name, which is then of this mapping only, or without one: names that it has stay. */
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
      saved.filter((one) => one.name !== '' || ++unnamed <= MOST),
    );
  }
}
