import type { FastifyReply } from 'fastify';
import { sendJson } from './crmAnswer.ts';
import type { CrmCall } from './crmCall.ts';
import { query } from './crmCall.ts';
import { CrmError, scopeMismatch } from './crmError.ts';
import { asked } from './hiddenRecords.ts';
import type { CrmModule, CrmRecord } from './organization.ts';
import { moduleOf, recordJson } from './recordResource.ts';
import { allowsSearch } from './scope.ts';
import { criteriaMatcher } from './searchCriteria.ts';

/** What the late-2025 specification accepts for each parameter. */
const SPECIFIED: Readonly<Record<string, RegExp>> = {
  criteria: /^[^]{0,3000}$/,
  email: /^[^]{0,255}$/,
  fields: /^[^]{0,2000}$/,
  phone: /^(?=[^]{3,50}$)[+]?[0-9\s\-().]+$/,
  word: /^[^]{2,100}$/,
};

/** The maximum number of records that paging can reach. */
const MOST_RECORDS = 2000;
const MOST_A_PAGE = 200;

/**
 * `GET /{module}/search`: by one of criteria, email, phone, and word, in this order of precedence.
 * 204 if nothing is found, including a record that was just created.
 */
export function searchRecords(call: CrmCall): FastifyReply {
  const { consent, reply, request, state, switches } = call;
  const module = moduleOf(call, ['READ']);
  if (!allowsSearch(consent.scopes)) {
    throw scopeMismatch(switches);
  }
  checkParameters(call);
  const matches = matcher(call, module);
  const fields = query(request, 'fields')?.split(',');
  const perPage = bounded(query(request, 'per_page'), MOST_A_PAGE, MOST_A_PAGE);
  const page = bounded(query(request, 'page'), 1, Infinity);
  if (page * perPage > MOST_RECORDS) {
    throw new CrmError(400, 'LIMIT_REACHED', 'you have reached the limit of records', {});
  }
  const indexed = ({ madeAt }: CrmRecord): boolean =>
    madeAt === null || state.now() - madeAt >= switches.searchLagMs;
  const isAsked = asked(call, false);
  const { records } = consent.organization;
  const all = records.filter(
    (record) => record.module === module && indexed(record) && isAsked(record) && matches(record),
  );
  const start = (page - 1) * perPage;
  const found = all.slice(start, start + perPage);
  if (found.length === 0) {
    return reply.code(204).send();
  }
  const more_records = all.length > start + perPage;
  return sendJson(reply, {
    data: found.map((record) =>
      selected(recordJson(record, consent.organization, switches), fields),
    ),
    info: { per_page: perPage, count: found.length, page, more_records },
  });
}

/** @throws CrmError PATTERN_NOT_MATCHED when the specification doesn't allow a parameter */
function checkParameters({ request, switches }: CrmCall): void {
  const wrong = Object.keys(SPECIFIED).find((name) => {
    const value = query(request, name);
    return value !== undefined && SPECIFIED[name]?.test(value) === false;
  });
  if (wrong !== undefined && switches.searchParameters === 'as specified') {
    throw new CrmError(
      400,
      'PATTERN_NOT_MATCHED',
      'Please check whether the input values are correct',
      {
        param_name: wrong,
      },
    );
  }
}

/** The ID and the requested fields. */
function selected(
  record: Record<string, unknown>,
  fields: readonly string[] | undefined,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).filter(
      ([name]) => name === 'id' || fields === undefined || fields.includes(name),
    ),
  );
}

/** @throws CrmError when the search text is missing or too short */
function matcher({ consent, request }: CrmCall, module: CrmModule): (record: CrmRecord) => boolean {
  const criteria = query(request, 'criteria');
  if (criteria !== undefined) {
    return criteriaMatcher(criteria, module, consent.organization);
  }
  const email = query(request, 'email');
  if (email !== undefined) {
    return (record) =>
      texts(record).some((text) => text.includes('@') && text === email.toLowerCase());
  }
  const phone = query(request, 'phone');
  if (phone !== undefined) {
    atLeast(3, 'phone', phone);
    return (record) => texts(record).some((text) => digits(text).includes(digits(phone)));
  }
  const word = query(request, 'word');
  if (word !== undefined) {
    atLeast(2, 'word', word);
    return (record) => texts(record).some((text) => text.includes(word.toLowerCase()));
  }
  const param_names = ['criteria', 'email', 'phone', 'word'];
  throw new CrmError(400, 'EXPECTED_PARAM_MISSING', 'one of the parameters is missing', {
    param_names,
  });
}

function atLeast(characters: number, name: string, text: string): void {
  if (text.length < characters) {
    throw new CrmError(400, 'INVALID_QUERY', 'the query is invalid', { param_name: name });
  }
}

function texts({ fields }: CrmRecord): string[] {
  return Object.values(fields)
    .filter((value) => typeof value === 'string')
    .map((value) => value.toLowerCase());
}

function digits(text: string): string {
  const found = text.replace(/\D/g, '');
  // Text without digits would match every number, but is no one's phone.
  return found === '' ? '-' : found;
}

function bounded(text: string | undefined, instead: number, most: number): number {
  const number = Number(text ?? instead);
  return Number.isInteger(number) && number >= 1 ? Math.min(number, most) : instead;
}
