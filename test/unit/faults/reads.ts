import type { Result } from '../../../src/zoho/failure.ts';
import { withRetries } from '../../../src/upload/retry.ts';
import { queryRecords } from '../../../src/zoho/coql.ts';
import { askCoql } from '../../../src/zoho/coqlQuery.ts';
import { findFields } from '../../../src/zoho/fields.ts';
import { findHidden } from '../../../src/zoho/hiddenRecords.ts';
import { findPhotoObstacle } from '../../../src/zoho/layouts.ts';
import { queryByPatterns } from '../../../src/zoho/likeQuery.ts';
import { searchByPatterns } from '../../../src/zoho/likeSearch.ts';
import { findModules } from '../../../src/zoho/modules.ts';
import { findOrganization } from '../../../src/zoho/organization.ts';
import { queryByPhones } from '../../../src/zoho/phoneQuery.ts';
import { downloadPhoto, hasPhoto } from '../../../src/zoho/photo.ts';
import { findsPhotos, queryPhotoless } from '../../../src/zoho/photolessQuery.ts';
import { findRecord } from '../../../src/zoho/record.ts';
import { listRecords } from '../../../src/zoho/recordList.ts';
import { readRecords } from '../../../src/zoho/records.ts';
import { searchRecords } from '../../../src/zoho/search.ts';
import { findUser } from '../../../src/zoho/user.ts';
import { queryByValues } from '../../../src/zoho/valueQuery.ts';
import { searchByValues } from '../../../src/zoho/valueSearch.ts';
import type { Cell } from './scene.ts';
import { UNAPPROVED } from './scene.ts';
import type { Call, Told } from './call.ts';
import { PROMPTS, toldOf } from './call.ts';

const { couldntDownload } = await import('../../../src/ui/words/download.ts');
const { organizationName } = await import('../../../src/ui/names.ts');
const { wordsOfFailure } = await import('../../../src/ui/words/failure.ts');
const { inFull } = await import('../../../src/ui/words/words.ts');

function read(
  name: string,
  path: string,
  ask: (cell: Cell) => Promise<Result<unknown>>,
  covers: readonly string[] = [name],
  more: Partial<Call> = {},
): Call {
  const run = async (cell: Cell): Promise<Told> => toldOf(await ask(cell));
  return { name, kind: 'read', server: 'api', method: 'GET', path, covers, run, ...more };
}

function query(
  name: string,
  ask: (cell: Cell) => Promise<Result<unknown>>,
  covers: readonly string[] = [name],
): Call {
  return read(name, '/coql', ask, covers, { method: 'POST' });
}

const CONTACT_EMAIL = { module: 'Contacts', field: 'Email', type: 'text' } as const;
const PHONE = { module: 'Contacts', field: 'Phone', type: 'phone' } as const;

/** What is asked of the CRM. */
export const READS: readonly Call[] = [
  read('findOrganization', '/org', ({ crm, signal }) => findOrganization(crm, signal)),
  read('findUser', '/users', ({ crm, signal }) => findUser(crm, signal)),
  read('findModules', '/settings/modules', ({ crm, signal }) => findModules(crm, signal)),
  read('findFields', '/settings/fields', ({ crm, signal }) => findFields(crm, 'Contacts', signal)),
  read('findPhotoObstacle', '/settings/layouts', ({ crm, signal }) =>
    findPhotoObstacle(crm, 'Contacts', signal),
  ),
  read('findRecord', '/Contacts/', ({ crm, record, signal }) => findRecord(crm, record, signal)),
  read('listRecords', '/Contacts?', ({ crm, signal }) =>
    listRecords(crm, 'Contacts', { page: 1 }, signal),
  ),
  read(
    'readRecords',
    '/Contacts?',
    ({ crm, record, signal }) => readRecords(crm, 'Contacts', [record.id], signal),
    ['readRecords', 'findRecordRows'],
  ),
  read('findHidden', '/Products?', ({ crm, signal }) =>
    findHidden(crm, 'Products', [UNAPPROVED], signal),
  ),
  read(
    'searchRecords',
    '/search',
    ({ crm, signal }) => searchRecords(crm, 'Contacts', 'word', 'Amelia', signal),
    ['searchRecords', 'askSearch'],
  ),
  read(
    'searchByValues',
    '/search',
    ({ crm, signal }) =>
      searchByValues(crm, CONTACT_EMAIL, ['amelia.fischer@customers.example'], 0, signal),
    ['searchByValues', 'searchWhere'],
  ),
  read('searchByPatterns', '/search', ({ crm, signal }) =>
    searchByPatterns(crm, CONTACT_EMAIL, [['%amelia%']], signal),
  ),
  query(
    'queryRecords',
    ({ crm, signal }) => queryRecords(crm, 'Contacts', 'word', 'Amelia', signal),
    ['queryRecords', 'askCoql'],
  ),
  query('askCoql', async ({ crm, signal }) => {
    const { rowsIn } = await import('../../../src/zoho/rows.ts');
    const answer = await askCoql(crm, 'select id from Contacts where id is not null', signal);
    return answer.ok ? rowsIn(answer.value, 'data') : answer;
  }),
  query(
    'queryByValues',
    ({ crm, signal }) =>
      queryByValues(crm, CONTACT_EMAIL, ['amelia.fischer@customers.example'], 0, signal),
    ['queryByValues', 'queryWhere'],
  ),
  query('queryByPatterns', ({ crm, signal }) =>
    queryByPatterns(crm, CONTACT_EMAIL, [['%a%']], signal),
  ),
  query('queryByPhones', ({ crm, signal }) =>
    queryByPhones(crm, PHONE, ['+43 1 555 0100'], 0, signal),
  ),
  query('queryPhotoless', ({ crm, signal }) =>
    queryPhotoless(crm, 'Contacts', { from: 0, rows: 200 }, signal),
  ),
  query('findsPhotos', ({ crm, signal }) => findsPhotos(crm, 'Contacts', signal)),
  read(
    'hasPhoto',
    '/photo',
    ({ crm, record, signal }) => hasPhoto(crm, record, 'v2', signal),
    ['hasPhoto'],
    { record: 'with-photo', isHeadOnly: true },
  ),
  {
    name: 'downloadPhoto',
    kind: 'read',
    server: 'api',
    method: 'GET',
    path: '/photo',
    covers: ['downloadPhoto'],
    record: 'with-photo',
    persists: true,
    run: async ({ crm, record, signal, clock, account }: Cell): Promise<Told> => {
      const photo = await withRetries(() => downloadPhoto(crm, record, 'v2', signal), {
        clock,
        prompts: PROMPTS,
        signal,
        onWait: () => undefined,
      });
      if (photo.ok) {
        return { claim: 'done', message: '' };
      }
      const why = inFull(wordsOfFailure(photo.failure));
      const organization = organizationName(account);
      const name = `${record.module} ${record.id}`;
      return { claim: 'failed', message: couldntDownload(name, organization, why) };
    },
  },
];
