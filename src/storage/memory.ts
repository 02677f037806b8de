/** The part of VS Code's Memento that is needed here. */
export interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** The same memory, and a listener that is called after each change. */
export function watchedMemory(memory: Memory, onChange: () => void): Memory {
  return {
    get: (key) => memory.get(key),
    update: async (key, value) => {
      await memory.update(key, value);
      onChange();
    },
  };
}
