/** Numbers that are repeatable for a seed. */
export interface Random {
  /** An integer from 0 up to, but not including, `end`. */
  below(end: number): number;
  pick<T>(of: readonly T[]): T;
}

/**
 * Steele and Vigna's counter mixing (SplitMix, 32 bits): any two seeds, even adjacent ones, give
 * unrelated numbers.
 */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const below = (end: number): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) % end;
  };
  return {
    below,
    pick: <T>(of: readonly T[]): T => of[below(of.length)] as T,
  };
}
