import type { PolicyKey } from '../../src/policy/policyFile.ts';
import { POLICY_FILES } from '../../src/policy/policyFile.ts';
import { DATA_CENTERS } from '../../src/zoho/dataCenter.ts';

interface Line {
  /** What the table says that the value is. */
  readonly value: string;
  readonly what: string;
  readonly schema: object;
}

const OFF = { type: 'boolean' };

function switchOf(what: string): Line {
  return { value: '`false`', what, schema: OFF };
}

const LINES: Readonly<Record<PolicyKey, Line>> = {
  allowedDataCenters: {
    value: `List of ${DATA_CENTERS.map((id) => `\`${id}\``).join(', ')}`,
    what: 'Only accounts of these data centers can be used.',
    schema: { type: 'array', items: { enum: DATA_CENTERS } },
  },
  allowedOrganizations: {
    value: 'List of numbers, as text: `"808232144"`',
    what: 'Only these organizations can be used. The number is in the CRM’s URLs, after `org`. A sandbox has its own.',
    schema: { type: 'array', items: { type: 'string', pattern: String.raw`^\d{1,30}$` } },
  },
  production: switchOf(
    'Production organizations can’t be used, only sandboxes and developer organizations.',
  ),
  languageModelTools: switchOf('Language models can neither upload photos nor search the CRM.'),
  uploadFromUrl: switchOf(
    'No picture is downloaded by its URL: from the command, a pasted link, or a table.',
  ),
  backups: switchOf(
    'Photos aren’t backed up before they are replaced or removed, so this can’t be undone. Existing backups are deleted.',
  ),
  pastedTokens: switchOf(
    'Access tokens that were made elsewhere can’t be pasted at sign-in, nor used.',
  ),
  convertHeic: switchOf(
    'HEIC pictures are never decoded, whatever the setting `convertHeic` says.',
  ),
  $schema: {
    value: 'URL',
    what: 'For editors only: VS Code knows the schema of this file.',
    schema: { type: 'string' },
  },
};

/** Where the file is on each system, and what it can fix. */
export function policyTables(): string {
  const { win32, darwin, linux } = POLICY_FILES;
  const places = Object.entries({ Windows: win32, macOS: darwin, Linux: linux });
  return [
    '| System | File |',
    '| --- | --- |',
    ...places.map(([system, file]) => `| ${system} | \`${file}\` |`),
    '',
    '| Key | Value | What it does |',
    '| --- | --- | --- |',
    ...Object.entries(LINES).map(([key, { value, what }]) => `| \`${key}\` | ${value} | ${what} |`),
  ].join('\n');
}

/** The JSON schema by which VS Code completes and checks the file. */
export function policySchema(): string {
  const properties = Object.entries(LINES).map(([key, { what, schema }]) => [
    key,
    { ...schema, description: what.replaceAll('`', '') },
  ]);
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Policy for Photo Uploader for Zoho CRM',
    allowComments: true,
    allowTrailingCommas: true,
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(properties) as object,
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}
