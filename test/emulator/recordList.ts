import { CrmError } from './crmError.ts';
import type { Switches } from './profile.ts';

/** Sources: Zoho's page on getting records, v3 and later, and its 2025 specification. */
const MOST_A_PAGE = 200;
const MOST_BY_NUMBER = 2000;
const MOST_BY_TOKEN = 100_000;
/** A token is valid for a day. */
const TOKEN_MS = 86_400_000;

interface Page<T> {
  readonly records: readonly T[];
  readonly info: object;
}

/** What a token stands for. To clients, it is opaque. */
interface Bound {
  readonly from: number;
  readonly page: number;
  readonly until: number;
  /** The parameters of the request that it was given for; later ones must have the same. */
  readonly parameters: string;
}

/**
 * A page of a list: by its number among the first 2,000 records, or by the token of the page before,
 * with the same parameters.
 *
 * @throws CrmError when the parameters don't say which page
 */
export function listPage<T>(
  all: readonly T[],
  asked: URLSearchParams,
  { pageTokens }: Pick<Switches, 'pageTokens'>,
  now = Date.now(),
): Page<T> {
  const perPage = whole(asked, 'per_page', MOST_A_PAGE);
  if (perPage > MOST_A_PAGE) {
    throw invalid('per_page');
  }
  const token = asked.get('page_token');
  const { from, page } = token === null ? byNumber(asked, perPage) : byToken(token, asked, now);
  const records = all.slice(from, from + perPage);
  const next = from + perPage;
  const more = all.length > next;
  const bound: Bound = {
    from: next,
    page: page + 1,
    until: now + TOKEN_MS,
    parameters: parametersOf(asked),
  };
  const hasToken = more && (pageTokens === 'on each page' || next >= MOST_BY_NUMBER);
  return {
    records,
    info: {
      per_page: perPage,
      next_page_token: hasToken ? Buffer.from(JSON.stringify(bound)).toString('base64url') : null,
      count: records.length,
      sort_by: 'id',
      page,
      previous_page_token: null,
      page_token_expiry: hasToken ? new Date(bound.until).toISOString() : null,
      sort_order: 'desc',
      more_records: more,
    },
  };
}

function byNumber(asked: URLSearchParams, perPage: number): { from: number; page: number } {
  const page = whole(asked, 'page', 1);
  if (page * perPage > MOST_BY_NUMBER) {
    throw new CrmError(
      400,
      'DISCRETE_PAGINATION_LIMIT_EXCEEDED',
      'You can only get the first 2000 records without using page_token param.',
      { limit: MOST_BY_NUMBER },
    );
  }
  return { from: (page - 1) * perPage, page };
}

function byToken(token: string, asked: URLSearchParams, now: number): Bound {
  if (asked.has('page')) {
    const details = { param_names: ['page', 'page_token'] };
    throw new CrmError(400, 'AMBIGUITY_DURING_PROCESSING', 'ambiguous parameters', details);
  }
  const bound = boundIn(token);
  if (bound.until < now) {
    throw new CrmError(400, 'EXPIRED_VALUE', 'page_token has expired', {
      param_name: 'page_token',
    });
  }
  if (bound.parameters !== parametersOf(asked)) {
    throw new CrmError(400, 'TOKEN_BOUND_DATA_MISMATCH', 'the parameters do not match', {});
  }
  if (bound.from >= MOST_BY_TOKEN) {
    throw new CrmError(
      400,
      'PAGINATION_LIMIT_EXCEEDED',
      'You can only get up to first 100000 records using page_token param.',
      { limit: MOST_BY_TOKEN },
    );
  }
  return bound;
}

function boundIn(token: string): Bound {
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString()) as Bound;
  } catch {
    throw invalid('page_token');
  }
}

/** All but which page is meant. */
function parametersOf(asked: URLSearchParams): string {
  const others = [...asked].filter(([name]) => name !== 'page' && name !== 'page_token');
  return JSON.stringify(others.toSorted());
}

function whole(asked: URLSearchParams, name: string, usual: number): number {
  const text = asked.get(name);
  if (text !== null && !/^[1-9]\d{0,5}$/.test(text)) {
    throw invalid(name);
  }
  return text === null ? usual : Number(text);
}

function invalid(name: string): CrmError {
  return new CrmError(400, 'INVALID_DATA', 'invalid data', { param_name: name });
}
