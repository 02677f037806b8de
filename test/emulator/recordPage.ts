import type { CrmRecord, Organization } from './organization.ts';
import { displayName } from './organization.ts';
import { escaped, page } from './page.ts';

/** The URL of a record's page, as in Zoho's web app. */
export function pathOfRecord({ id, module }: CrmRecord, { domain_name }: Organization): string {
  return `/crm/${domain_name}/tab/${module.module_name}/${id}`;
}

const HOME = '<a href="/">CRM emulator</a>';

function organizationHeader({ company_name, type }: Organization): string {
  return (
    `<span>${escaped(company_name)}</span>` +
    `<span class="badge ${type}">${escaped(type.toUpperCase())}</span>`
  );
}

/** @param photo URL of the record's photo, or null when it has none */
export function recordPage(
  record: CrmRecord,
  organization: Organization,
  photo: string | null,
): string {
  const { id, module, fields } = record;
  const name = displayName(record);
  const picture =
    photo === null
      ? '<div class="photo none">No photo</div>'
      : `<img class="photo" src="${escaped(photo)}" alt="Photo of ${escaped(name)}">`;
  const rows = Object.entries(fields)
    .filter(([field]) => !field.startsWith('$') && field !== module.display_field)
    .map(([field, value]) => {
      const label = escaped(field.replaceAll('_', ' '));
      return `<dt>${label}</dt><dd>${escaped(shown(value))}</dd>`;
    });
  return page(
    `${name} - ${module.singular_label}`,
    HOME + organizationHeader(organization),
    `<section class="card record">${picture}<div class="fields"><h1>${escaped(name)}</h1>` +
      `<p class="soft">${escaped(module.singular_label)} ${escaped(id)}</p>` +
      `<dl>${rows.join('')}</dl></div></section>`,
  );
}

function shown(value: unknown): string {
  if (typeof value === 'boolean') {
    return value ? 'Yes' : 'No';
  }
  return typeof value === 'number' ? value.toLocaleString('en') : String(value);
}

/** Lists all records with links to their pages. */
export function indexPage(organizations: readonly Organization[]): string {
  const sections = organizations.map((organization) => {
    const lists = organization.modules.map((module) => {
      const records = organization.records.filter((record) => record.module === module);
      const links = records.map(
        (record) =>
          `<li><a href="${escaped(pathOfRecord(record, organization))}">` +
          `${escaped(displayName(record))}</a>${record.photo === null ? '' : ' · photo'}</li>`,
      );
      return links.length === 0
        ? ''
        : `<section class="card"><h2>${escaped(module.plural_label)}</h2>` +
            `<ul>${links.join('')}</ul></section>`;
    });
    const { company_name, domain_name, type } = organization;
    return (
      `<h1>${escaped(company_name)} <span class="badge ${type}">${escaped(type.toUpperCase())}` +
      `</span></h1><p class="soft">${escaped(domain_name)}</p>${lists.join('')}`
    );
  });
  return page('CRM emulator', HOME, sections.join(''));
}

export function missingPage(): string {
  return page(
    'Not found',
    HOME,
    '<section class="card"><h1>Not found</h1><p class="soft">There is no such record.</p></section>',
  );
}
