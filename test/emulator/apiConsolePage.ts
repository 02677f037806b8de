import type { Client, ClientType } from './client.ts';
import { organizationChoice } from './consentPage.ts';
import { COPY_SCRIPT } from './copyScript.ts';
import type { Organization } from './organization.ts';
import { escaped, page } from './page.ts';

/** The console's names for the client types, in its order. */
export const CLIENT_TYPES: readonly (readonly [ClientType, string, string])[] = [
  ['server', 'Server-based Applications', 'For applications that run on a server of their own.'],
  ['mobile', 'Mobile-based Applications', 'For applications on telephones and desktops.'],
  ['non-browser', 'Non-browser Applications', 'For devices that have no browser.'],
  ['self', 'Self Client', 'For scripts and tools that work for yourself alone.'],
];

/** The lifetimes offered for a self client's code, in minutes. */
export const DURATIONS: readonly number[] = [3, 5, 7, 10];

/** What a person has filled in, by field name. */
export type Filled = Pick<URLSearchParams, 'get'>;

export type ClientTab = 'code' | 'secret' | 'settings';

/** All URLs are relative: the console is in a folder, possibly under a prefix. */
function consolePage(title: string, main: string): string {
  return page(title, '<strong>API Console emulator</strong>', main);
}

function alert(text: string): string {
  return text === '' ? '' : `<p role="alert">${escaped(text)}</p>`;
}

function hidden(name: string, value: string): string {
  return `<input type="hidden" name="${name}" value="${escaped(value)}">`;
}

function card(title: string, content: string): string {
  return `<section class="card"><h1>${escaped(title)}</h1>${content}</section>`;
}

function nameOf(type: ClientType): string {
  return CLIENT_TYPES.find(([each]) => each === type)?.[1] ?? type;
}

export function startPage(clients: readonly Client[]): string {
  const rows = clients.map(
    ({ id, name, type }) =>
      `<li><a href="client?id=${id}">${escaped(name)}</a> · ${escaped(nameOf(type))}</li>`,
  );
  const label = rows.length === 0 ? 'GET STARTED' : 'ADD CLIENT';
  const list = rows.length === 0 ? '' : `<ul>${rows.join('')}</ul>`;
  const button = `<form action="add"><button class="main">${label}</button></form>`;
  return consolePage('API Console', card('Applications', list + button));
}

export function typesPage(): string {
  const sections = CLIENT_TYPES.map(
    ([type, name, purpose]) =>
      `<section class="card" aria-labelledby="${type}"><h2 id="${type}">${name}</h2>` +
      `<p class="soft">${purpose}</p><form action="new">${hidden('type', type)}` +
      '<button>CREATE NOW</button></form></section>',
  );
  return consolePage('Choose a client type', `<h1>Choose a client type</h1>${sections.join('')}`);
}

export function newSelfClientPage(): string {
  const button = `<form action="confirm">${hidden('type', 'self')}<button class="main">CREATE</button></form>`;
  return consolePage('Create a self client', card('Self Client', button));
}

export function confirmPage(): string {
  return consolePage(
    'Create a self client',
    card(
      'Self Client',
      '<p>Are you sure you want to enable the self client?</p>' +
        `<form method="post" action="create">${hidden('type', 'self')}` +
        '<button class="main">OK</button></form>' +
        '<form action="add"><button>CANCEL</button></form>',
    ),
  );
}

/** @param alertText what's wrong with the input, empty if nothing is */
export function newClientPage(type: ClientType, filled: Filled, alertText: string): string {
  const value = (name: string): string => escaped(filled.get(name) ?? '');
  const redirects =
    type === 'non-browser'
      ? ''
      : '<label>Authorized Redirect URIs <textarea name="redirectUris" rows="3" required>' +
        `${value('redirectUris')}</textarea></label>`;
  return consolePage(
    'Create a client',
    card(
      nameOf(type),
      `${alert(alertText)}<form method="post" action="create">${hidden('type', type)}` +
        `<label>Client Name <input name="name" required value="${value('name')}"></label>` +
        `<label>Homepage URL <input name="homepage" required value="${value('homepage')}">` +
        `</label>${redirects}<button class="main">CREATE</button></form>`,
    ),
  );
}

/** @param filled the form's values when the tab is shown again */
export function clientPage(
  client: Client,
  tab: ClientTab,
  filled: Filled,
  alertText: string,
): string {
  const tabs: (readonly [ClientTab, string])[] =
    client.type === 'self'
      ? [
          ['code', 'Generate Code'],
          ['secret', 'Client Secret'],
        ]
      : [
          ['secret', 'Client Secret'],
          ['settings', 'Settings'],
        ];
  const links = tabs.map(([each, name]) => {
    const current = each === tab ? ' aria-current="page"' : '';
    return `<a href="client?id=${client.id}&amp;tab=${each}"${current}>${name}</a>`;
  });
  const contents = {
    code: () => codeForm(client, filled),
    secret: () => secretFields(client),
    settings: () => settingsForm(client),
  };
  return consolePage(
    client.name,
    card(
      client.name,
      `<nav aria-label="Client">${links.join('')}</nav>${alert(alertText)}${contents[tab]()}` +
        '<p><a href="./">Applications</a></p>',
    ),
  );
}

function codeForm({ id }: Client, filled: Filled): string {
  const durations = DURATIONS.map((minutes) => {
    const selected = filled.get('duration') === String(minutes) ? ' selected' : '';
    return `<option value="${minutes}"${selected}>${minutes} minutes</option>`;
  });
  const value = (name: string): string => escaped(filled.get(name) ?? '');
  return (
    `<form method="post" action="portal">${hidden('id', id)}` +
    `<label>Scope <textarea name="scope" rows="3" required>${value('scope')}</textarea></label>` +
    `<label>Time Duration <select name="duration">${durations.join('')}</select></label>` +
    '<label>Scope Description ' +
    `<input name="description" required value="${value('description')}"></label>` +
    '<button class="main">CREATE</button></form>'
  );
}

function secretFields({ id, secret }: Client): string {
  return copyField('Client ID', id) + copyField('Client Secret', secret ?? '') + COPY_SCRIPT;
}

function settingsForm({ id, multiDc }: Client): string {
  return (
    `<h2>Multi-DC</h2><form method="post" action="settings">${hidden('id', id)}` +
    `<label><input type="checkbox" name="multiDc" value="on"${multiDc ? ' checked' : ''}> ` +
    'Use the same OAuth credentials for all data centers</label>' +
    '<button class="main">SAVE</button></form>'
  );
}

/** The organization that the code gives access to. */
export function portalPage(
  { id, name }: Client,
  filled: Filled,
  choices: readonly Organization[],
): string {
  const kept = ['scope', 'duration', 'description'].map((field) =>
    hidden(field, filled.get(field) ?? ''),
  );
  return consolePage(
    'Choose a portal',
    card(
      name,
      `<form method="post" action="generate">${hidden('id', id)}${kept.join('')}` +
        `<h2>Choose a portal</h2>${organizationChoice(choices)}` +
        '<button class="main">CREATE</button></form>',
    ),
  );
}

/** What the Download button of a generated code saves. */
const FILE_NAME = 'self_client.json';

/** @param expiresAt milliseconds since 1970 */
export function generatedPage(
  { id, name, secret }: Client,
  code: string,
  scopes: readonly string[],
  expiresAt: number,
): string {
  const file = JSON.stringify({
    client_id: id,
    client_secret: secret,
    code,
    scope: scopes,
    expiry_time: expiresAt,
    grant_type: 'authorization_code',
  });
  const href = `data:application/json;charset=utf-8,${encodeURIComponent(file)}`;
  return consolePage(
    'Generated code',
    card(
      name,
      copyField('Generated Code', code) +
        `<p><a role="button" download="${FILE_NAME}" href="${escaped(href)}">Download</a></p>` +
        `<p><a href="client?id=${id}&amp;tab=secret">Client Secret</a></p>${COPY_SCRIPT}`,
    ),
  );
}

function copyField(label: string, value: string): string {
  const id = label.toLowerCase().replaceAll(' ', '-');
  return (
    `<label for="${id}">${label}</label><input id="${id}" readonly value="${escaped(value)}">` +
    `<p><button data-copies="${id}" aria-label="Copy ${label}">Copy</button></p>`
  );
}
