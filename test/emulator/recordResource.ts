import { randomBytes } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { sendJson } from './crmAnswer.ts';
import type { CrmCall } from './crmCall.ts';
import { isoSeconds, parameter, query } from './crmCall.ts';
import {
  CrmError,
  hiddenModule,
  invalidModule,
  invalidRecord,
  moduleNotSupported,
  scopeMismatch,
  unparsable,
} from './crmError.ts';
import { isAwaitingApproval, isConverted, shows } from './hiddenRecords.ts';
import type { CrmModule, CrmRecord, Organization } from './organization.ts';
import type { Switches } from './profile.ts';
import type { Operation } from './scope.ts';
import { allowsRecords } from './scope.ts';

/**
 * The module named by the path, if the token allows one of the operations on its records.
 *
 * @throws CrmError when the token doesn't allow it or there is no such module
 */
export function moduleOf(call: CrmCall, operations: readonly Operation[]): CrmModule {
  return moduleNamed(call, parameter(call.request, 'module'), operations);
}

/** @throws CrmError as `moduleOf` */
export function moduleNamed(
  { consent, switches }: CrmCall,
  name: string,
  operations: readonly Operation[],
): CrmModule {
  const module = consent.organization.modules.find(({ api_name }) => api_name === name);
  if (!allowsRecords(consent.scopes, module, operations)) {
    throw scopeMismatch(switches);
  }
  if (module === undefined) {
    throw invalidModule(switches, 0);
  }
  if (consent.user.profile.hiddenModules.includes(name)) {
    throw hiddenModule(switches, name, 0);
  }
  if (!module.api_supported) {
    throw moduleNotSupported(switches);
  }
  return module;
}

/** @throws CrmError unless the path's ID is numeric; the ID stays a string */
export function idOf({ request, switches }: CrmCall): string {
  const id = parameter(request, 'id');
  if (!/^\d{1,19}$/.test(id)) {
    throw switches.malformedIdCode === 'INVALID_DATA' ? invalidRecord(switches, id) : unparsable();
  }
  return id;
}

export function recordIn(
  { records }: Organization,
  module: CrmModule,
  id: string,
): CrmRecord | undefined {
  return records.find((record) => record.module === module && record.id === id);
}

export function getRecord(call: CrmCall): FastifyReply {
  const { request, reply, consent, switches } = call;
  const module = moduleOf(call, ['READ']);
  const id = idOf(call);
  const record = recordIn(consent.organization, module, id);
  if (record === undefined || !shows(record, call)) {
    return sendMissing(reply, switches, id);
  }
  const all = recordJson(record, consent.organization, switches);
  const wanted = query(request, 'fields')?.split(',');
  const data = Object.fromEntries(
    Object.entries(all).filter(
      ([name]) => name === 'id' || wanted === undefined || wanted.includes(name),
    ),
  );
  return sendJson(reply, { data: [data] });
}

function sendMissing(reply: FastifyReply, switches: Switches, id: string): FastifyReply {
  switch (switches.missingRecordStatus) {
    case 204:
      return reply.code(204).send();
    case 400:
      throw invalidRecord(switches, id);
    case 404:
      throw new CrmError(404, 'INVALID_DATA', 'the id given seems to be invalid', { id });
  }
}

/** A record as the API returns it. */
export function recordJson(
  record: CrmRecord,
  { users }: Organization,
  { recordImageStays }: Pick<Switches, 'recordImageStays'>,
): Record<string, unknown> {
  const { id, module, fields, photo, madeAt } = record;
  const mark = photo && (recordImageStays ? photo.fileId : randomBytes(48).toString('hex'));
  const owner = users[0];
  return {
    id,
    Owner: owner && {
      name: `${owner.first_name} ${owner.last_name}`,
      id: owner.id,
      email: owner.email,
    },
    Created_Time: madeAt === null ? '2026-03-02T09:15:00+01:00' : isoSeconds(madeAt),
    Modified_Time: '2026-10-19T16:40:00+02:00',
    $editable: true,
    $approved: !isAwaitingApproval(record),
    $approval_state: 'approved',
    $process_flow: false,
    $review: null,
    $in_merge: false,
    $locked_for_me: false,
    Locked__s: false,
    ...(module.api_name === 'Leads'
      ? { $converted: isConverted(record), Converted__s: isConverted(record) }
      : {}),
    ...(module.photosFrom === null ? {} : { Record_Image: mark }),
    ...fields,
  };
}
