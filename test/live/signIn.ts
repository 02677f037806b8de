import { clientIn } from '../../src/auth/pastedClient.ts';
import { readSelfClientFile } from '../../src/auth/selfClientFile.ts';
import type { Authority, DataCenter } from '../../src/zoho/dataCenter.ts';
import { consoleOf, DATA_CENTERS } from '../../src/zoho/dataCenter.ts';
import { unwrapped } from '../../src/zoho/pasted.ts';
import {
  COQL_SCOPE,
  FIELDS_SCOPE,
  LAYOUTS_SCOPE,
  MODULES_SCOPE,
  ORGANIZATION_SCOPE,
  SEARCH_SCOPE,
} from '../../src/zoho/scopes.ts';
import type { RecordName } from './namedRecord.ts';
import { readRecordName, scopeModule } from './namedRecord.ts';
import type { Person } from './person.ts';
import type { SelfClient } from './session.ts';

/** What the code is for: reading, and changing photos of the one module. */
export function scopesFor(record: RecordName): string[] {
  return [
    'ZohoCRM.modules.READ',
    `ZohoCRM.modules.${scopeModule(record)}.CREATE`,
    MODULES_SCOPE,
    LAYOUTS_SCOPE,
    FIELDS_SCOPE,
    ORGANIZATION_SCOPE,
    SEARCH_SCOPE,
    COQL_SCOPE,
  ];
}

export function deletionScopeFor(record: RecordName): string {
  return `ZohoCRM.modules.${scopeModule(record)}.DELETE`;
}

/** Asks until a record is named. */
export async function askRecord(
  person: Person,
  web: string | undefined,
  signal: AbortSignal,
): Promise<RecordName> {
  for (;;) {
    const text = await person.line(
      'Which record of the sandbox? Paste its URL, or type MODULE/ID: ',
      signal,
    );
    const record = readRecordName(text, web);
    if (record !== undefined) {
      return record;
    }
    person.say('That isn’t a record. Open it in the CRM and copy the URL, or type Contacts/ID.');
  }
}

/** Asks in which data center the record is, if its URL doesn't say. */
export async function askAuthority(
  person: Person,
  { dataCenter }: RecordName,
  signal: AbortSignal,
): Promise<Authority> {
  let found: DataCenter | undefined = dataCenter;
  while (found === undefined) {
    const text = await person.line(`Which data center (${DATA_CENTERS.join(', ')})? `, signal);
    const typed = text.trim().toUpperCase();
    found = DATA_CENTERS.find((each) => each === typed);
  }
  return { kind: 'zoho', dataCenter: found };
}

/** Says how to get a code, and asks for it without showing it. */
export async function askSelfClient(
  person: Person,
  authority: Authority,
  record: RecordName,
  signal: AbortSignal,
): Promise<SelfClient> {
  const page = authority.kind === 'zoho' ? consoleOf(authority.dataCenter) : 'the API console';
  person.say(
    [
      '',
      `Generate a code: open ${page}, choose Self Client, then Generate Code.`,
      'Choose the sandbox when the console asks for the organization. These scopes are needed:',
      '',
      `  ${scopesFor(record).join(',')}`,
      '',
      'If the record has no photo, or to ask what deleting a photo answers, add',
      `  ,${deletionScopeFor(record)}`,
      '',
      'What you paste now isn’t shown, and is kept in memory only.',
    ].join('\n'),
  );
  for (;;) {
    const text = await person.secret(
      'Paste self_client.json, or the client ID: ',
      isWholeClient,
      signal,
    );
    const read = readSelfClientFile(text);
    if (read.kind === 'file') {
      return { client: read.file.client, code: read.file.code };
    }
    const { id, secret } = clientIn(text);
    if (read.kind !== 'none' || id === undefined) {
      person.say('That is neither a whole self_client.json nor a client ID. Try again.');
      continue;
    }
    const isWord = (typed: string): boolean => unwrapped(typed) !== '';
    const given = secret ?? unwrapped(await person.secret('Client secret: ', isWord, signal));
    const code = unwrapped(await person.secret('Code: ', isWord, signal));
    return { client: { id, secret: given }, code };
  }
}

/** Whether all lines of what is being pasted are there. */
function isWholeClient(text: string): boolean {
  if (!text.includes('{')) {
    return text.trim() !== '';
  }
  const count = (sign: string): number => text.split(sign).length;
  return count('{') <= count('}');
}
