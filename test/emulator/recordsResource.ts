import type { FastifyReply } from 'fastify';
import { sendJson } from './crmAnswer.ts';
import type { CrmCall } from './crmCall.ts';
import { query } from './crmCall.ts';
import { CrmError } from './crmError.ts';
import { asked } from './hiddenRecords.ts';
import { moduleOf, recordIn, recordJson } from './recordResource.ts';

const MOST_IDS = 100;
const MOST_FIELDS = 50;

/**
 * `GET /{module}?ids=…&fields=…`: the records that exist, or 204 if there are none. Supports only
 * IDs, `converted`, and `approved`. `fields` is required from v3 on, and here in every version.
 */
export function getRecords(call: CrmCall): FastifyReply {
  const { consent, reply, request, switches } = call;
  const module = moduleOf(call, ['READ']);
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
  const data = found.map((record) =>
    Object.fromEntries(
      Object.entries(recordJson(record, consent.organization, switches)).filter(
        ([name]) => name === 'id' || fields.includes(name),
      ),
    ),
  );
  const perPage = Number(query(request, 'per_page') ?? 200);
  const info = { per_page: perPage, count: data.length, page: 1, more_records: false };
  return sendJson(reply, { data, info });
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
