import texts from '../../package.nls.json' with { type: 'json' };

const TEXTS: Readonly<Record<string, string>> = texts;

/** What VS Code shows for a `%key%` of package.json; throws for other texts and unknown keys. */
export function textOf(reference: string): string {
  const key = keyOf(reference);
  const text = key === undefined ? undefined : TEXTS[key];
  if (text === undefined) {
    throw new Error(`package.nls.json has no text for ${reference}.`);
  }
  return text;
}

/** The key in a `%key%`; undefined for any other text. */
export function keyOf(reference: string): string | undefined {
  return /^%([^%]+)%$/.exec(reference)?.[1];
}
