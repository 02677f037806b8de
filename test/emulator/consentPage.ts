import { accountsPage } from './accountsPage.ts';
import type { ConsentRequest } from './consentRequests.ts';
import type { Organization, User } from './organization.ts';
import { escaped } from './page.ts';

export interface ConsentChoices {
  readonly ticket: string;
  /** The forms' target, relative to the page's URL, since pages may have a path prefix. */
  readonly base: string;
  readonly people: readonly User[];
  readonly person: User;
  /** The first one is preselected. */
  readonly choices: readonly Organization[];
}

/** Who gives which application access to which organization, and with which scopes. */
export function consentPage(
  { client, scopes, existing }: ConsentRequest,
  { ticket, base, people, person, choices }: ConsentChoices,
): string {
  const hidden = `<input type="hidden" name="ticket" value="${ticket}">`;
  const account = existing
    ? `<p class="soft">Signed in as ${escaped(person.email)}</p>`
    : `<form action="${base}consent">${hidden}<label>Signed in as ` +
      `<select name="user">${people.map((user) => option(user, person)).join('')}</select>` +
      '</label><button>Switch</button></form>';
  const asked = scopes.map((scope) => `<li>${escaped(scope)}</li>`).join('');
  return accountsPage(
    `${client.name} asks for access`,
    `<section class="card"><h1>${escaped(client.name)}</h1>` +
      `<p class="soft">asks for access to your data in Zoho.</p>${account}` +
      `<form method="post" action="${base}approve">${hidden}` +
      `<input type="hidden" name="user" value="${escaped(person.email)}">` +
      `${organizationChoice(choices)}<h2>Permissions</h2><ul>${asked}</ul><p></p>` +
      '<button class="main" name="decision" value="accept">Accept</button> ' +
      '<button name="decision" value="reject">Reject</button></form></section>',
  );
}

/** The organization and environment that access is limited to. */
export function organizationChoice(choices: readonly Organization[]): string {
  const radios = choices.map(({ zgid, company_name, domain_name, type }, index) => {
    const checked = index === 0 ? ' checked' : '';
    return (
      `<label><input type="radio" name="organization" value="${zgid}" required${checked}> ` +
      `${escaped(company_name)} <span class="badge ${type}">${type.toUpperCase()}</span> ` +
      `<span class="soft">${escaped(domain_name)}</span></label>`
    );
  });
  return `<fieldset><legend>Organization</legend>${radios.join('')}</fieldset>`;
}

function option({ email, first_name, last_name }: User, person: User): string {
  const selected = email === person.email ? ' selected' : '';
  const name = escaped(`${first_name} ${last_name} (${email})`);
  return `<option value="${escaped(email)}"${selected}>${name}</option>`;
}
