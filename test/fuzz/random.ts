/** Numbers that are the same for the same seed. */
export interface Random {
  /** An integer from 0 up to, but without, `end`. */
  below(end: number): number;
  pick<T>(of: readonly T[]): T;
}

/**
 * Steele's and Vigna's mixing of a counter (SplitMix, in 32 bits): any two seeds, also neighbouring
 * ones, give numbers that have nothing in common.
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
