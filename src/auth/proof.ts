import type { CrmAddress, OtherAddress } from '../zoho/crmAddress.ts';
import { readCrmAddress } from '../zoho/crmAddress.ts';
import type { Authority, DataCenter } from '../zoho/dataCenter.ts';
import { unwrapped } from '../zoho/pasted.ts';
import { looksLikeRecordId, readRecordId } from '../zoho/recordId.ts';
import { organizationAddress } from './organizationAddress.ts';
import type { Proof } from './prompts.ts';

export type ProofProblem =
  | { readonly kind: 'empty' }
  /** A URL that isn’t the CRM's, or can’t be read. */
  | { readonly kind: 'not-of-crm'; readonly address: OtherAddress }
  /** A URL of a CRM without its organization's number. It may have a name. */
  | { readonly kind: 'no-number'; readonly name: string | undefined }
  | { readonly kind: 'not-understood' }
  | { readonly kind: 'other-data-center'; readonly dataCenter: DataCenter }
  | { readonly kind: 'record-id' }
  /** Client credentials are documented for the owner's own organization; a code works for any. */
  | { readonly kind: 'sandbox' };

/** As in pages, in Zoho's own parameter `soid`, and in its URLs: `Organization ID: 808232144`. */
const ORGANIZATION =
  /^(?:(?:soid|zgid|org(?:ani[sz]ation)?(?:[\s_-]*id)?|組織id)["'\s:=#-]*)?(?:ZohoCRM\.)?(?:org)?(\d{5,19})\/?$/i;

const CODE = /^(?:code["'\s:=]+)?(\d+\.[\w-]+\.[\w-]+)$/i;

/** No organization's number is as long as a record's ID. Known ones have at most 12 digits. */
const FEWEST_OF_RECORD = 16;

/**
 * Reads what a person enters for a self client: a code from the console (`1000.….…`), the number of
 * their organization, or any URL of their CRM that has it: `https://crm.zoho.eu/crm/org123/…`, or
 * one in Zoho One or CRM Plus.
 */
export function proofOf(text: string, authority: Authority): Proof | ProofProblem {
  // East Asian keyboards have digits of their own.
  const given = unwrapped(text).normalize('NFKC');
  if (given === '') {
    return { kind: 'empty' };
  }
  const digits = ORGANIZATION.exec(given)?.[1];
  const record = readRecordId(given);
  if (record.isNamed || (digits !== undefined && digits.length >= FEWEST_OF_RECORD)) {
    return { kind: 'record-id' };
  }
  if (digits !== undefined) {
    return { kind: 'organization', id: digits };
  }
  const code = CODE.exec(given)?.[1];
  if (code !== undefined) {
    return { kind: 'code', code };
  }
  const custom = authority.kind === 'custom' ? authority.servers.web : undefined;
  const address = readCrmAddress(text, custom);
  return address.kind === 'none' && looksLikeRecordId(text) && /zcrm|\d{16}/i.test(given)
    ? { kind: 'record-id' }
    : proofIn(address, authority);
}

function proofIn(crm: CrmAddress, authority: Authority): Proof | ProofProblem {
  const address = organizationAddress(crm);
  if (address.kind === 'none') {
    return { kind: 'not-understood' };
  }
  if (address.kind === 'not-of-crm') {
    return address;
  }
  const { dataCenter } = address;
  if (
    authority.kind === 'zoho' &&
    dataCenter !== undefined &&
    dataCenter !== authority.dataCenter
  ) {
    return { kind: 'other-data-center', dataCenter };
  }
  switch (address.kind) {
    case 'sandbox':
      return { kind: 'sandbox' };
    case 'no-number':
      return { kind: 'no-number', name: address.name };
    case 'organization':
      return { kind: 'organization', id: address.id };
  }
}

export function isProof(proof: Proof | ProofProblem): proof is Proof {
  return proof.kind === 'code' || proof.kind === 'organization';
}
