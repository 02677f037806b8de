import type { Authority, DataCentre } from '../zoho/dataCentre.ts';
import { dataCentreOfWeb, serversOf } from '../zoho/dataCentre.ts';
import type { Proof } from './asks.ts';

export type ProofProblem =
  | { readonly kind: 'empty' }
  /** A CRM's address whose organisation has a name in it instead of its number. */
  | { readonly kind: 'no-number' }
  | { readonly kind: 'not-understood' }
  | { readonly kind: 'other-data-centre'; readonly dataCentre: DataCentre }
  /** Client credentials are documented for the owner's own organisation; a code is for any. */
  | { readonly kind: 'sandbox' };

/**
 * Reads what a person gives for a self client: a code from the console (`1000.….…`), the number of
 * their organisation, or any address of their CRM that has it: `https://crm.zoho.eu/crm/org123/…`.
 */
export function proofOf(text: string, authority: Authority): Proof | ProofProblem {
  if (text === '') {
    return { kind: 'empty' };
  }
  const digits = /^(?:org)?(\d{5,19})$/i.exec(text)?.[1];
  if (digits !== undefined) {
    return { kind: 'organisation', id: digits };
  }
  if (/^\d+\.[\w-]+\.[\w-]+$/.test(text)) {
    return { kind: 'code', code: text };
  }
  const url = URL.parse(/^https?:\/\//i.test(text) ? text : `https://${text}`);
  return url === null ? { kind: 'not-understood' } : proofInAddress(url, authority);
}

function proofInAddress(url: URL, authority: Authority): Proof | ProofProblem {
  if (authority.kind === 'zoho') {
    const dataCentre = dataCentreOfWeb(url.host);
    if (dataCentre === undefined) {
      return { kind: 'not-understood' };
    }
    if (dataCentre !== authority.dataCentre) {
      return { kind: 'other-data-centre', dataCentre };
    }
    if (url.host === new URL(serversOf({ ...authority, environment: 'sandbox' }).web).host) {
      return { kind: 'sandbox' };
    }
  } else if (url.origin !== serversOf({ ...authority, environment: 'production' }).web) {
    return { kind: 'not-understood' };
  }
  const id = /^\/crm\/org(\d{5,19})(?:\/|$)/.exec(url.pathname)?.[1];
  return id === undefined ? { kind: 'no-number' } : { kind: 'organisation', id };
}

export function isProof(proof: Proof | ProofProblem): proof is Proof {
  return proof.kind === 'code' || proof.kind === 'organisation';
}
