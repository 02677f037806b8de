import type { SearchBy } from './search.ts';

/** What a search asks for, within the limits of its parameters. */
interface SearchText {
  readonly by: SearchBy;
  readonly text: string;
}

/** Characters, by Zoho's OpenAPI of late 2025. */
const MOST: Readonly<Record<SearchBy, number>> = { email: 255, phone: 50, word: 100 };
/** What its `phone` accepts, three to fifty of them. */
const PHONE = /^\+?[\d ().-]{3,}$/;
/** What else people write in phone numbers. */
const LIKE_PHONE = /^[(\s]*\+?[\d\s()./\\·•|\p{Pd}]{5,}$/u;

/**
 * A text in the form that Zoho's search accepts. Characters that it doesn’t accept in a phone
 * number are removed, and a text that is too long is searched for by its beginning.
 *
 * @param text as somebody typed it, without white space around it
 */
export function searchTextOf(text: string): SearchText {
  const wellFormed = text.toWellFormed();
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(wellFormed) && wellFormed.length <= MOST.email) {
    return { by: 'email', text: wellFormed };
  }
  const phone = phoneIn(wellFormed);
  return phone === undefined
    ? { by: 'word', text: beginning(wellFormed, MOST.word) }
    : { by: 'phone', text: phone };
}

function phoneIn(text: string): string | undefined {
  // A copied number may have full-width digits, and invisible marks.
  const plain = text.normalize('NFKC').replaceAll(/\p{Cf}/gu, '');
  if (!LIKE_PHONE.test(plain) || (plain.match(/\d/g) ?? []).length < 3) {
    return undefined;
  }
  const plus = /^[(\s]*\+/.test(plain) ? '+' : '';
  const dashed = plain.replaceAll(/\p{Pd}/gu, '-');
  const rest = dashed.replaceAll(/[^\d().-]+/g, ' ').replaceAll('( ', '(');
  const short = plus + (rest.length < MOST.phone ? rest.trim() : rest.replaceAll(/\D/g, ''));
  return short.length <= MOST.phone && PHONE.test(short) ? short : undefined;
}

/** At most this many characters, none of them cut in half. */
function beginning(text: string, most: number): string {
  let cut = '';
  for (const { segment } of new Intl.Segmenter().segment(text.slice(0, most + 1))) {
    if (cut.length + segment.length > most) {
      break;
    }
    cut += segment;
  }
  return cut === '' ? text.slice(0, most).toWellFormed() : cut.trimEnd();
}
