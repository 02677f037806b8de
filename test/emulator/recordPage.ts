import type { CrmRecord, Organisation } from './organisation.ts';
import { displayName } from './organisation.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/** Address of a record's page, as in the address bar of Zoho's own. */
export function pathOfRecord({ id, module }: CrmRecord, { domain_name }: Organisation): string {
  return `/crm/${domain_name}/tab/${module.module_name}/${id}`;
}

const STYLE = `
:root { color-scheme: light dark; --back: #eef1f6; --card: #fff; --text: #1d2430; --soft: #667085;
  --line: #dde2ea; --accent: #1f5fbf; }
@media (prefers-color-scheme: dark) { :root { --back: #14181f; --card: #1d232d; --text: #e7ebf2;
  --soft: #98a2b3; --line: #313a47; --accent: #7fb0ff; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--text);
  font: 15px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
header { display: flex; align-items: center; gap: 12px; padding: 14px 28px; background: var(--card);
  border-bottom: 1px solid var(--line); }
header a { color: inherit; text-decoration: none; font-weight: 600; }
.badge { margin-left: auto; padding: 2px 10px; border-radius: 999px; font-size: 12px;
  font-weight: 700; letter-spacing: .06em; }
.production { background: #fde3e1; color: #9f1d14; }
.sandbox, .developer { background: #dff3e4; color: #15653a; }
main { max-width: 900px; margin: 28px auto; padding: 0 28px; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 12px;
  padding: 28px; margin-bottom: 20px; }
.record { display: flex; gap: 32px; align-items: flex-start; flex-wrap: wrap; }
.photo { width: 220px; height: 220px; border-radius: 12px; object-fit: cover; flex: none;
  background: var(--back); border: 1px solid var(--line); }
.none { display: grid; place-items: center; color: var(--soft); border-style: dashed; }
.fields { flex: 1; min-width: 280px; }
h1 { margin: 0 0 2px; font-size: 26px; line-height: 1.25; }
h2 { margin: 0 0 10px; font-size: 17px; }
.soft { color: var(--soft); margin: 0 0 18px; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 8px 20px; margin: 0; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
ul { list-style: none; margin: 0; padding: 0; columns: 2 260px; }
li { padding: 3px 0; } a { color: var(--accent); }
`;

function page(title: string, header: string, main: string): string {
  return (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">' +
    '<meta name="viewport" content="width=device-width">' +
    `<title>${escaped(title)}</title><style>${STYLE}</style></head>` +
    `<body><header><a href="/">CRM emulator</a>${header}</header><main>${main}</main></body></html>`
  );
}

function organisationHeader({ company_name, type }: Organisation): string {
  return (
    `<span>${escaped(company_name)}</span>` +
    `<span class="badge ${type}">${escaped(type.toUpperCase())}</span>`
  );
}

/** @param photo address of the record's photo, or null when it has none */
export function recordPage(
  record: CrmRecord,
  organisation: Organisation,
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
    organisationHeader(organisation),
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

/** All records with links to their pages. */
export function indexPage(organisations: readonly Organisation[]): string {
  const sections = organisations.map((organisation) => {
    const lists = organisation.modules.map((module) => {
      const records = organisation.records.filter((record) => record.module === module);
      const links = records.map(
        (record) =>
          `<li><a href="${escaped(pathOfRecord(record, organisation))}">` +
          `${escaped(displayName(record))}</a>${record.photo === null ? '' : ' · photo'}</li>`,
      );
      return links.length === 0
        ? ''
        : `<section class="card"><h2>${escaped(module.plural_label)}</h2>` +
            `<ul>${links.join('')}</ul></section>`;
    });
    const { company_name, domain_name, type } = organisation;
    return (
      `<h1>${escaped(company_name)} <span class="badge ${type}">${escaped(type.toUpperCase())}` +
      `</span></h1><p class="soft">${escaped(domain_name)}</p>${lists.join('')}`
    );
  });
  return page('CRM emulator', '', sections.join(''));
}

export function missingPage(): string {
  return page(
    'Not found',
    '',
    '<section class="card"><h1>Not found</h1><p class="soft">There is no such record.</p></section>',
  );
}
