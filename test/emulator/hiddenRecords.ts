import type { CrmCall } from './crmCall.ts';
import { query } from './crmCall.ts';
import { CrmError } from './crmError.ts';
import type { CrmRecord } from './organization.ts';

export function isConverted({ fields }: CrmRecord): boolean {
  return fields.$converted === true;
}

export function isAwaitingApproval({ fields }: CrmRecord): boolean {
  return fields.$approval_state !== undefined && fields.$approval_state !== 'approved';
}

/**
 * Whether a list or search includes a record, by `converted` (leads) and `approved`, each `true`,
 * `false`, or `both`. By default, converted and unapproved records are excluded.
 *
 * @throws CrmError INVALID_DATA when a parameter has another value
 */
export function asked(call: CrmCall, heedsApproved: boolean): (record: CrmRecord) => boolean {
  const converted = choice(call, 'converted', 'false');
  const approved = heedsApproved ? choice(call, 'approved', 'true') : 'true';
  return (record) =>
    (record.module.api_name !== 'Leads' || chosen(converted, isConverted(record))) &&
    chosen(approved, !isAwaitingApproval(record));
}

/** Whether a record is included by default. */
export function shows(record: CrmRecord, { switches }: CrmCall): boolean {
  return (
    switches.hidesRecords === 'in lists' || !(isConverted(record) || isAwaitingApproval(record))
  );
}

function choice({ request }: CrmCall, name: string, usual: string): string {
  const value = query(request, name) ?? usual;
  if (!['true', 'false', 'both'].includes(value)) {
    throw new CrmError(400, 'INVALID_DATA', 'invalid data', { param_name: name });
  }
  return value;
}

function chosen(choice: string, is: boolean): boolean {
  return choice === 'both' || choice === String(is);
}
