import type { Account } from '../../../src/auth/account.ts';
import { accountId } from '../../../src/auth/account.ts';

/** An account of a Zoho organization, signed in with a refresh token. */
export function sampleAccount(more: Partial<Omit<Account, 'id'>> = {}): Account {
  const parts: Omit<Account, 'id'> = {
    format: 1,
    place: { kind: 'zoho', dataCenter: 'EU', environment: 'production' },
    organization: { id: '808232144', name: 'Northwind Traders', domain: 'org808232144' },
    user: { id: '1', name: 'Ada', email: 'ada@example.com' },
    credentials: {
      kind: 'refresh-token',
      client: { type: 'self', id: '1000.A', secret: 'secret' },
      refreshToken: '1000.r',
    },
    scopes: ['ZohoCRM.org.READ'],
    access: { token: '1000.a', endsAt: 1 },
    ...more,
  };
  return { ...parts, id: accountId(parts) };
}
