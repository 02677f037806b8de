import type { FastifyReply } from 'fastify';
import { isAtLeast } from './apiVersion.ts';
import type { Criterion, Literal, Operator } from './coql.ts';
import { likePattern, parseCoql } from './coql.ts';
import { sendJson } from './crmAnswer.ts';
import type { CrmCall } from './crmCall.ts';
import { CrmError, scopeMismatch, unparsable } from './crmError.ts';
import type { CrmModule } from './organisation.ts';
import { moduleNamed, recordJson } from './recordResource.ts';
import { allowsCoql } from './scope.ts';

const SYSTEM_FIELDS = ['id', 'Created_Time', 'Modified_Time'];

/**
 * `POST /coql`: the records of a module that meet the criteria, also those that the search does not
 * know yet; 204 where there is none. Joins, functions and GROUP BY are not known here.
 */
export function queryRecords(call: CrmCall): FastifyReply {
  const { consent, reply, switches, version } = call;
  if (!allowsCoql(consent.scopes)) {
    throw scopeMismatch(switches);
  }
  const query = parseCoql(selectQueryIn(call), switches);
  const module = moduleNamed(call, query.module, ['READ']);
  const known = fieldsOf(module, call);
  const fields = [
    ...query.fields,
    ...fieldsIn(query.where),
    ...(query.order ? [query.order.field] : []),
  ];
  const unknown = fields.find((field) => !known.has(field));
  if (unknown !== undefined) {
    throw invalidQuery('column given seems to be invalid', { column_name: unknown });
  }
  const most = isAtLeast(version, 'v7') ? 2000 : 200;
  const { order, offset, limit = 200 } = query;
  if (limit < 1 || limit > most) {
    throw new CrmError(400, 'LIMIT_EXCEEDED', `the limit must be between 1 and ${most}`, {});
  }
  const rows = consent.organisation.records
    .filter((record) => record.module === module)
    .map((record) => recordJson(record, consent.organisation))
    .filter((row) => meets(row, query.where));
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

/** Names of the module's fields: those that one of its records has. */
function fieldsOf(module: CrmModule, { consent }: CrmCall): Set<string> {
  const { records } = consent.organisation;
  const own = records.filter((record) => record.module === module);
  return new Set([
    ...SYSTEM_FIELDS,
    ...(module.photosFrom === null ? [] : ['Record_Image']),
    module.display_field,
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

function meets(row: Record<string, unknown>, where: Criterion): boolean {
  switch (where.kind) {
    case 'and':
      return where.both.every((criterion) => meets(row, criterion));
    case 'or':
      return where.both.some((criterion) => meets(row, criterion));
    case 'null':
      return ((row[where.field] ?? null) === null) !== where.negated;
    case 'in':
      return where.values.some((value) => isEqual(row[where.field], value)) !== where.negated;
    case 'compared':
      return isCompared(row[where.field] ?? null, where.operator, where.value);
  }
}

function isCompared(value: unknown, operator: Operator, literal: Literal): boolean {
  switch (operator) {
    case '=':
      return isEqual(value, literal);
    case '!=':
      return !isEqual(value, literal);
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

function isEqual(value: unknown, literal: Literal): boolean {
  return typeof value === 'string' && typeof literal === 'string'
    ? value.toLowerCase() === literal.toLowerCase()
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
