import type { FastifyReply } from 'fastify';
import { sendJson } from './crmAnswer.ts';
import type { CrmCall } from './crmCall.ts';
import { query } from './crmCall.ts';
import { CrmError } from './crmError.ts';
import { asked } from './hiddenRecords.ts';
import type { CrmModule, CrmRecord } from './organization.ts';
import { listPage } from './recordList.ts';
import { moduleOf, recordIn, recordJson } from './recordResource.ts';

const MOST_IDS = 100;
const MOST_FIELDS = 50;

/**
 * `GET /{module}?fields=…`: a page of the module's records; with `ids=…`, those that exist. 204 if
 * there are none. Supports `converted` and `approved`, but no sorting and no custom views. `fields`
 * is required from v3 on, and here in every version.
 */
export function getRecords(call: CrmCall): FastifyReply {
  const { consent, reply, request } = call;
  const module = moduleOf(call, ['READ']);
  if (query(request, 'ids') === undefined) {
    return sendPage(call, module);
  }
  const ids = listed(call, 'ids', MOST_IDS);
  const fields = listed(call, 'fields', MOST_FIELDS);
  if (ids.some((id) => !/^\d{1,19}$/.test(id))) {
    throw new CrmError(400, 'INVALID_DATA', 'the id given seems to be invalid', {});
  }
  const found = ids
    .map((id) => recordIn(consent.organization, module, id))
    .filter((record) => record !== undefined)
    .filter(asked(call, call.switches.approvedParameter === 'heeded'));
  if (found.length === 0) {
    return reply.code(204).send();
  }
  const data = found.map((record) => fieldsOf(record, fields, call));
  const perPage = Number(query(request, 'per_page') ?? 200);
  const info = { per_page: perPage, count: data.length, page: 1, more_records: false };
  return sendJson(reply, { data, info });
}

function sendPage(call: CrmCall, module: CrmModule): FastifyReply {
  const { consent, reply, request, switches } = call;
  const fields = listed(call, 'fields', MOST_FIELDS);
  const isAsked = asked(call, switches.approvedParameter === 'heeded');
  const all = consent.organization.records
    .filter((record) => record.module === module && isAsked(record))
    // By default, the latest comes first.
    .toReversed();
  const { searchParams } = new URL(request.url, 'http://api');
  const { records, info } = listPage(all, searchParams, switches);
  return records.length === 0
    ? reply.code(204).send()
    : sendJson(reply, { data: records.map((record) => fieldsOf(record, fields, call)), info });
}

function fieldsOf(
  record: CrmRecord,
  fields: readonly string[],
  { consent, switches }: CrmCall,
): Record<string, unknown> {
  const all = Object.entries(recordJson(record, consent.organization, switches));
  return Object.fromEntries(all.filter(([name]) => name === 'id' || fields.includes(name)));
}

/** @throws CrmError when it is missing or has too many values */
function listed({ request }: CrmCall, name: string, most: number): string[] {
  const text = query(request, name);
  if (text === undefined || text === '') {
    throw new CrmError(400, 'REQUIRED_PARAM_MISSING', 'One of the expected parameter is missing', {
      param_name: name,
    });
  }
  const values = text.split(',');
  if (values.length > most) {
    throw new CrmError(400, 'LIMIT_EXCEEDED', `at most ${most} ${name}`, { limit: most });
  }
  return values;
}
