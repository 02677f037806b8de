import type { FastifyReply } from 'fastify';
import { sendJson } from './crmAnswer.ts';
import type { CrmCall } from './crmCall.ts';
import { query } from './crmCall.ts';
import { CrmError, scopeMismatch } from './crmError.ts';
import type { User } from './organization.ts';
import { allowsReading } from './scope.ts';

export function getUsers({ request, reply, consent, switches }: CrmCall): FastifyReply {
  if (!allowsReading(consent.scopes, 'users')) {
    throw scopeMismatch(switches);
  }
  const users = usersOfType(query(request, 'type') ?? 'AllUsers', consent);
  const time_zone = consent.organization.time_zone;
  return sendJson(reply, {
    users: users.map(({ profile, ...user }) => ({
      ...user,
      full_name: switches.nullLabels ? null : `${user.first_name} ${user.last_name}`,
      profile: { name: profile.name, id: profile.id },
      status: 'active',
      confirm: true,
      time_zone,
      language: 'en_GB',
      locale: 'en_GB',
    })),
    info: { per_page: 200, count: users.length, page: 1, more_records: false },
  });
}

function usersOfType(type: string, { user, organization }: CrmCall['consent']): User[] {
  switch (type) {
    case 'CurrentUser':
      return [user];
    case 'AllUsers':
    case 'ActiveUsers':
    case 'ActiveConfirmedUsers':
      return organization.users;
    case 'AdminUsers':
      return organization.users.filter(({ profile }) => profile.name === 'Administrator');
    default:
      throw new CrmError(400, 'INVALID_DATA', 'invalid data', { param_name: 'type' });
  }
}
