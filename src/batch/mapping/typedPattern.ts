import type { Placeholders } from '../match/patternPieces.ts';

const BRACES = /\{([^{}]*)\}/g;

/** Corrects how names are written: `{KEY}` to `{key}`, `{first name}` to `{First_Name}`. */
export function withKnownNames(typed: string, placeholders: Placeholders): string {
  const names = placeholders.flat();
  return typed.replaceAll(BRACES, (whole, inside: string) => {
    const known = names.find((name) => name === inside) ?? names.find(isLike(inside));
    return known === undefined ? whole : `{${known}}`;
  });
}

/**
 * Puts `{key}` in place of the only other name in braces, as in `{sku}_*`; undefined without one.
 */
export function withKey(typed: string): string | undefined {
  const found = typed.match(BRACES);
  return found?.length === 1 ? typed.replace(BRACES, '{key}') : undefined;
}

/** What patterns write in another way: an optional part, or a wildcard. */
export type PatternHint = 'optional' | 'anything';

/** Why a pattern may match nothing; undefined if its syntax is right. */
export function hintOn(pattern: string, placeholders: Placeholders): PatternHint | undefined {
  // Brackets without `?` are literal.
  if (/\](?!\?)/.test(pattern)) {
    return 'optional';
  }
  const known = new Set(placeholders.flat());
  const left = pattern.replaceAll(BRACES, (whole, name: string) => (known.has(name) ? '' : whole));
  return /[%{}]|(?<!\])\?/.test(left) ? 'anything' : undefined;
}

function isLike(text: string): (name: string) => boolean {
  const like = loose(text);
  return (name) => loose(name) === like;
}

function loose(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]+/g, '');
}
