import type { FastifyReply } from 'fastify';
import { sendJson } from './crmAnswer.ts';
import type { CrmCall } from './crmCall.ts';
import { scopeMismatch } from './crmError.ts';
import { EDITIONS } from './organization.ts';
import type { Switches } from './profile.ts';
import { allowsReading } from './scope.ts';

export function getOrg({ reply, consent, switches }: CrmCall): FastifyReply {
  if (!allowsReading(consent.scopes, 'org')) {
    throw scopeMismatch(switches);
  }
  const { organization } = consent;
  const { id, zgid, company_name, domain_name, type } = organization;
  const { primary_email, country_code, time_zone, edition } = organization;
  return sendJson(reply, {
    org: [
      {
        id,
        zgid,
        company_name: switches.nullCompanyName ? null : company_name,
        alias: null,
        domain_name,
        ...typeOf(type, switches),
        primary_email,
        country_code,
        country: null,
        time_zone,
        currency: 'Euro',
        iso_code: 'EUR',
        photo_id: null,
        license_details: {
          paid: edition !== 'free',
          paid_type: EDITIONS[edition].paidType,
          paid_expiry: null,
          trial_type: null,
          users_license_purchased: organization.users.length,
        },
      },
    ],
  });
}

function typeOf(type: string, { organizationType }: Switches): { type?: string | null } {
  switch (organizationType) {
    case 'lower case':
      return { type };
    case 'capitalized':
      return { type: type.slice(0, 1).toUpperCase() + type.slice(1) };
    case 'null':
      return { type: null };
    case 'missing':
      return {};
  }
}
