import type { Placeholders } from '../match/patternPieces.ts';

const BRACES = /\{([^{}]*)\}/g;

/** With names as they have to be written: `{KEY}` is `{key}`, `{first name}` is `{First_Name}`. */
export function withKnownNames(typed: string, placeholders: Placeholders): string {
  const names = placeholders.flat();
  return typed.replaceAll(BRACES, (whole, inside: string) => {
    const known = names.find((name) => name === inside) ?? names.find(isLike(inside));
    return known === undefined ? whole : `{${known}}`;
  });
}

/** What is meant where something else stands in braces, as `{sku}_*`: undefined without just one. */
export function withKey(typed: string): string | undefined {
  const found = typed.match(BRACES);
  return found?.length === 1 ? typed.replace(BRACES, '{key}') : undefined;
}

/** What is written otherwise: a part that may be missing, or one that may be anything. */
export type PatternHint = 'optional' | 'anything';

/** Why a pattern may match nothing; undefined where it is written as patterns are. */
export function hintOn(pattern: string, placeholders: Placeholders): PatternHint | undefined {
  // Brackets without `?` are letters of the name.
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
