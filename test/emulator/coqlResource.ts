import type { FastifyReply } from 'fastify';
import { isAtLeast } from './apiVersion.ts';
import type { Criterion, Literal, Operator } from './coql.ts';
import { likePattern, parseCoql } from './coql.ts';
import { sendJson } from './crmAnswer.ts';
import type { CrmCall } from './crmCall.ts';
import { useCredits } from './crmCall.ts';
import { CrmError, scopeMismatch, unparsable } from './crmError.ts';
import { fieldTraits, isNumeric, traitsOf } from './fieldTraits.ts';
import { shows } from './hiddenRecords.ts';
import type { CrmModule } from './organization.ts';
import type { Switches } from './profile.ts';
import { moduleNamed, recordJson } from './recordResource.ts';
import { allowsCoql } from './scope.ts';

/** Source: Zoho's page on COQL of v2. */
const MOST_CRITERIA = 25;

const SYSTEM_FIELDS = ['id', 'Created_Time', 'Modified_Time'];

/**
 * `POST /coql`: the records of a module that meet the criteria, including those that the search
 * doesn't find yet, or 204 if there are none. Joins, functions, and GROUP BY aren't supported here.
 */
export function queryRecords(call: CrmCall): FastifyReply {
  const { consent, reply, switches, version } = call;
  if (!allowsCoql(consent.scopes)) {
    throw scopeMismatch(switches);
  }
  const query = parseCoql(selectQueryIn(call), switches);
  const module = moduleNamed(call, query.module, ['READ']);
  const known = fieldsOf(module, call);
  const criteria = fieldsIn(query.where);
  if (criteria.length > MOST_CRITERIA) {
    const details = { limit: MOST_CRITERIA };
    throw new CrmError(400, 'LIMIT_EXCEEDED', 'too many criteria', details);
  }
  const fields = [...query.fields, ...criteria, ...(query.order ? [query.order.field] : [])];
  const unknown = fields.find((field) => !known.has(field));
  if (unknown !== undefined) {
    throw invalidQuery('column given seems to be invalid', { column_name: unknown });
  }
  checkCriteria(module, query.where, switches);
  const most = isAtLeast(version, 'v7') ? switches.coqlMostRows : 200;
  const { order, offset, limit = 200 } = query;
  if (limit < 1 || limit > most) {
    throw new CrmError(400, 'LIMIT_EXCEEDED', `the limit must be between 1 and ${most}`, {});
  }
  useCredits(call, creditsOf(limit) - 1);
  const rows = consent.organization.records
    .filter((record) => record.module === module && shows(record, call))
    .map((record) => recordJson(record, consent.organization, switches))
    .filter((row) => meets(row, query.where, switches));
  if (order !== undefined) {
    rows.sort((a, b) => compare(a[order.field], b[order.field]) * (order.descending ? -1 : 1));
  }
  const found = rows.slice(offset, offset + limit);
  if (found.length === 0) {
    return reply.code(204).send();
  }
  const selected = ['id', ...query.fields];
  return sendJson(reply, {
    data: found.map((row) => Object.fromEntries(selected.map((name) => [name, row[name] ?? null]))),
    info: { count: found.length, more_records: rows.length > offset + limit },
  });
}

/** Depends on LIMIT, not on how many rows exist. Source: Zoho's page "Query API - An Overview". */
function creditsOf(limit: number): number {
  return limit <= 200 ? 1 : limit <= 1000 ? 2 : 3;
}

function selectQueryIn({ arrival }: CrmCall): string {
  let body: unknown;
  try {
    body = JSON.parse(arrival.body.toString());
  } catch {
    throw unparsable();
  }
  if (typeof body !== 'object' || body === null || !('select_query' in body)) {
    throw new CrmError(400, 'MANDATORY_NOT_FOUND', 'required field not found', {
      api_name: 'select_query',
    });
  }
  if (typeof body.select_query !== 'string') {
    throw new CrmError(400, 'INVALID_DATA', 'invalid data', {
      expected_data_type: 'string',
      api_name: 'select_query',
    });
  }
  return body.select_query;
}

/** Names of the module's fields: those that at least one record has. */
function fieldsOf(module: CrmModule, { consent }: CrmCall): Set<string> {
  const { records } = consent.organization;
  const own = records.filter((record) => record.module === module);
  return new Set([
    ...SYSTEM_FIELDS,
    ...(module.photosFrom === null ? [] : ['Record_Image']),
    module.display_field,
    ...Object.keys(traitsOf(module)),
    ...own.flatMap(({ fields }) => Object.keys(fields)).filter((name) => !name.startsWith('$')),
  ]);
}

function fieldsIn(where: Criterion): string[] {
  switch (where.kind) {
    case 'and':
    case 'or':
      return where.both.flatMap(fieldsIn);
    default:
      return [where.field];
  }
}

/**
 * Checks what a field's type supports: encrypted fields only `is null`, numbers no quoted text.
 *
 * @throws CrmError INVALID_QUERY or LIMIT_EXCEEDED
 */
function checkCriteria(module: CrmModule, where: Criterion, switches: Switches): void {
  if ('both' in where) {
    where.both.forEach((criterion) => {
      checkCriteria(module, criterion, switches);
    });
    return;
  }
  const { field } = where;
  if (field === 'Record_Image' && switches.coqlPhotoCriteria === 'refused') {
    throw invalidQuery('invalid operator found', { column_name: field, operator: where.kind });
  }
  if (where.kind === 'null') {
    return;
  }
  const traits = fieldTraits(module, field);
  if (traits.encrypted === true) {
    throw invalidQuery('invalid operator found', { column_name: field, operator: where.kind });
  }
  const values = where.kind === 'in' ? where.values : [where.value];
  if (values.length > switches.coqlMostValues) {
    const most = switches.coqlMostValues;
    throw new CrmError(400, 'LIMIT_EXCEEDED', `in takes at most ${most} values`, { limit: most });
  }
  const isNumber = isNumeric(traits);
  if (!SYSTEM_FIELDS.includes(field) && values.some((one) => isWrong(one, isNumber))) {
    throw invalidQuery('invalid value given', { column_name: field });
  }
}

function isWrong(value: Literal, isNumber: boolean): boolean {
  return isNumber ? typeof value !== 'number' : typeof value === 'number';
}

function meets(row: Record<string, unknown>, where: Criterion, switches: Switches): boolean {
  if (
    'field' in where &&
    where.field === 'Record_Image' &&
    switches.coqlPhotoCriteria === 'never met'
  ) {
    return false;
  }
  switch (where.kind) {
    case 'and':
      return where.both.every((criterion) => meets(row, criterion, switches));
    case 'or':
      return where.both.some((criterion) => meets(row, criterion, switches));
    case 'null':
      return ((row[where.field] ?? null) === null) !== where.negated;
    case 'in': {
      const isIn = where.values.some((value) => isEqual(row[where.field], value, switches));
      return isIn !== where.negated;
    }
    case 'compared':
      return isCompared(row[where.field] ?? null, where.operator, where.value, switches);
  }
}

function isCompared(
  value: unknown,
  operator: Operator,
  literal: Literal,
  switches: Switches,
): boolean {
  switch (operator) {
    case '=':
      return isEqual(value, literal, switches);
    case '!=':
      return !isEqual(value, literal, switches);
    case '>':
      return value !== null && compare(value, literal) > 0;
    case '<':
      return value !== null && compare(value, literal) < 0;
    case '>=':
      return value !== null && compare(value, literal) >= 0;
    case '<=':
      return value !== null && compare(value, literal) <= 0;
    case 'like':
      return isLike(value, literal);
    case 'not like':
      return !isLike(value, literal);
  }
}

function isEqual(value: unknown, literal: Literal, { coqlIgnoresCase }: Switches): boolean {
  if (typeof value === 'string' && typeof literal === 'string') {
    return coqlIgnoresCase ? value.toLowerCase() === literal.toLowerCase() : value === literal;
  }
  // A long number is returned as text.
  return typeof value === 'string' && typeof literal === 'number'
    ? value === String(literal)
    : value === literal;
}

function compare(a: unknown, b: unknown): number {
  return typeof a === 'number' && typeof b === 'number'
    ? a - b
    : String(a).localeCompare(String(b));
}

function isLike(value: unknown, literal: Literal): boolean {
  if (typeof literal !== 'string') {
    throw invalidQuery('invalid operator found', { operator: 'like' });
  }
  return typeof value === 'string' && likePattern(literal).test(value);
}

function invalidQuery(message: string, details: object): CrmError {
  return new CrmError(400, 'INVALID_QUERY', message, details);
}
