import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { AccountsServer } from '../../../src/zoho/accountsServer.ts';
import { API_VERSIONS } from '../../../src/zoho/apiVersion.ts';
import { queryRecords } from '../../../src/zoho/coql.ts';
import { Crm } from '../../../src/zoho/crm.ts';
import { pollDeviceCode, requestDeviceCode } from '../../../src/zoho/deviceCode.ts';
import type { Result } from '../../../src/zoho/failure.ts';
import { success } from '../../../src/zoho/failure.ts';
import { findFields } from '../../../src/zoho/fields.ts';
import { exchangeCode, refresh, requestByClientCredentials } from '../../../src/zoho/grant.ts';
import { findPhotoObstacle } from '../../../src/zoho/layouts.ts';
import { findModules } from '../../../src/zoho/modules.ts';
import { Network } from '../../../src/zoho/network.ts';
import { findOrganization } from '../../../src/zoho/organization.ts';
import { deletePhoto, downloadPhoto, hasPhoto, postPhoto } from '../../../src/zoho/photo.ts';
import { findRecord } from '../../../src/zoho/record.ts';
import { readRecords } from '../../../src/zoho/records.ts';
import { revoke } from '../../../src/zoho/revocation.ts';
import { requestEnhanceToken } from '../../../src/zoho/scopeEnhancement.ts';
import { searchRecords } from '../../../src/zoho/search.ts';
import { findUser } from '../../../src/zoho/user.ts';
import { queryByValues } from '../../../src/zoho/valueQuery.ts';
import { searchByValues } from '../../../src/zoho/valueSearch.ts';
import '../shortWaits.ts';
import type { AnsweringServer } from './documented/answeringServer.ts';
import { startAnsweringServer } from './documented/answeringServer.ts';
import * as oauth from './documented/oauth.ts';
import * as photo from './documented/photo.ts';
import * as records from './documented/records.ts';
import type { Row } from './documented/row.ts';
import { EVERY_CALL } from './documented/row.ts';
import * as settings from './documented/settings.ts';

const KEY = { module: 'Leads', id: records.ID };
const CLIENT = { id: '1000.CLIENT', secret: 'secret' };
const FIELD = { module: 'Leads', field: 'Email', type: 'text' } as const;
const VALUES = ['john@customers.example'];
const PICTURE = { name: 'a.png', contentType: 'image/png', bytes: new Uint8Array([1, 2, 3]) };
const never = new AbortController().signal;

describe('each documented answer, over HTTP,', () => {
  let server: AnsweringServer;
  let network: Network;
  let crm: Crm;
  let accounts: AccountsServer;

  before(async () => {
    server = await startAnsweringServer();
    network = new Network({
      userAgent: 'test',
      timeLimit: () => 10,
      systemCertificates: () => false,
      onExchange: () => undefined,
    });
    // Nothing renews the token: Zoho's error is the result.
    const token = (): Promise<Result<string>> => Promise.resolve(success('1000.a.b'));
    crm = new Crm(
      network,
      { api: server.origin, accounts: server.origin, web: server.origin },
      { token },
    );
    accounts = new AccountsServer(network, server.origin);
  });

  after(async () => {
    await network.close();
    await server.close();
  });

  /** @param got summary of the result if it is not a failure */
  function means<T>(
    name: string,
    rows: readonly Row[],
    ask: () => Promise<Result<T>>,
    got: (value: T) => string,
  ): void {
    it(`to ${name} has the documented meaning`, async () => {
      for (const [status, body, expected] of rows) {
        server.answer(status, body);
        const result = await ask();
        const came = result.ok ? got(result.value) : result.failure.kind;
        assert.equal(came, expected, `${status} ${JSON.stringify(body)}`);
      }
    });
  }

  const count = ({ length }: { length: number }): string => String(length);
  const done = (): string => 'done';
  const every = (rows: readonly Row[]): readonly Row[] => [...EVERY_CALL, ...rows];

  for (const version of API_VERSIONS) {
    const change = { version, restrictTriggers: ['workflow'], signal: never } as const;
    means(
      `an upload in ${version}`,
      every(photo.UPLOAD),
      () => postPhoto(crm, KEY, PICTURE, change),
      done,
    );
    means(
      `a download in ${version}`,
      every(photo.DOWNLOAD),
      () => downloadPhoto(crm, KEY, version, never),
      (bytes) => (bytes === undefined ? 'none' : 'photo'),
    );
    means(
      `a removal in ${version}`,
      every(photo.REMOVAL),
      () => deletePhoto(crm, KEY, change),
      done,
    );
  }

  it('to a download may have any type that photos have', async () => {
    for (const type of [
      'image/png',
      'image/jpeg',
      'application/x-download',
      'application/octet-stream',
    ]) {
      server.answer(200, 'bytes', type);
      const photo = await downloadPhoto(crm, KEY, 'v2', never);
      assert.ok(photo.ok && photo.value?.length === 5, type);
      assert.deepEqual(await hasPhoto(crm, KEY, 'v2', never), success(true));
    }
    server.answer(204, '');
    assert.deepEqual(await hasPhoto(crm, KEY, 'v8', never), success(false));
  });

  means(
    'a record',
    every(records.RECORD),
    () => findRecord(crm, KEY, never),
    (record) => (record === undefined ? 'none' : 'record'),
  );
  means('records', every(records.RECORDS), () => readRecords(crm, 'Leads', [KEY.id], never), count);
  means(
    'a search',
    every(records.SEARCH),
    () => searchRecords(crm, 'Leads', 'word', 'john', never),
    count,
  );
  means(
    'a search for values',
    every(records.SEARCH),
    () => searchByValues(crm, FIELD, VALUES, 0, never),
    (page) => count(page.records),
  );
  means(
    'a query',
    every(records.QUERY),
    () => queryRecords(crm, 'Leads', 'email', 'john@customers.example', never),
    count,
  );
  means(
    'a query for values',
    every(records.QUERY),
    () => queryByValues(crm, FIELD, VALUES, 0, never),
    (page) => count(page.records),
  );

  means('modules', every(settings.MODULES), () => findModules(crm, never), count);
  means('fields', every(settings.FIELDS), () => findFields(crm, 'Leads', never), count);
  means('layouts', every(settings.LAYOUTS), () => findPhotoObstacle(crm, 'Leads', never), String);
  means(
    'the organization',
    every(settings.ORGANIZATION),
    () => findOrganization(crm, never),
    ({ organization }) => organization.id,
  );
  means(
    'the user',
    every(settings.USER),
    () => findUser(crm, never),
    ({ id }) => id,
  );

  const granted = (): string => 'granted';
  means(
    'a code',
    oauth.TOKEN,
    () => exchangeCode(accounts, CLIENT, '1000.code', undefined, never),
    granted,
  );
  means('a refresh', oauth.REFRESH, () => refresh(accounts, CLIENT, '1000.c.d', never), granted);
  means(
    'client credentials',
    oauth.CLIENT_CREDENTIALS,
    () => requestByClientCredentials(accounts, CLIENT, '808232144', ['ZohoCRM.org.READ'], never),
    granted,
  );
  means(
    'a revocation',
    oauth.REVOCATION,
    () => revoke(accounts, CLIENT, '1000.c.d', 'refresh_token', never),
    String,
  );
  means(
    'a device',
    oauth.DEVICE_CODE,
    () => requestDeviceCode(accounts, CLIENT.id, ['ZohoCRM.org.READ'], never),
    ({ userCode }) => userCode,
  );
  means(
    'a poll',
    oauth.DEVICE_TOKEN,
    () => pollDeviceCode(accounts, CLIENT, '1004.x.y', never),
    ({ kind }) => kind,
  );
  means(
    'more scopes',
    oauth.SCOPE_ENHANCEMENT,
    () => requestEnhanceToken(accounts, CLIENT, '1000.c.d', never),
    String,
  );
});
