import { language } from './language.ts';

/** `A, B, and C`; as a disjunction, `A, B, or C`. */
export function listed(items: readonly string[], type?: Intl.ListFormatType): string {
  return new Intl.ListFormat(language(), { type }).format(items);
}
