/**
 * The emulator's own check: Zoho's official Node SDK must find in it what it finds at Zoho.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { png } from '../../pictures.ts';
import { AMELIA, CrmClient } from './crmClient.ts';

// The SDK is CommonJS without types: these are the parts in use.
const load = createRequire(import.meta.url);
const SDK = '@zohocrm/nodejs-sdk-2.0';
const RECORD = `${SDK}/core/com/zoho/crm/api/record`;

interface Builder {
  environment(environment: object): this;
  initialize(): void;
  logger(logger: object): this;
  resourcePath(folder: string): this;
  store(store: object): this;
  token(token: object): this;
  user(user: object): this;
}
interface Response {
  getStatusCode(): number;
  getObject(): {
    getFile?(): { getStream(): Buffer };
    getCode?(): { getValue(): string };
  } | null;
}
interface Operations {
  uploadPhoto(id: bigint, module: string, body: object): Promise<Response>;
  getPhoto(id: bigint, module: string): Promise<Response>;
  deletePhoto(id: bigint, module: string): Promise<Response>;
}
interface FileBody {
  setFile(file: object): void;
}
interface TokenBuilder {
  clientId(id: string): this;
  clientSecret(secret: string): this;
  grantToken(token: string): this;
  build(): object;
}

const { InitializeBuilder } = load(`${SDK}/routes/initialize_builder`) as {
  InitializeBuilder: new () => Promise<Builder>;
};
const { UserSignature } = load(`${SDK}/routes/user_signature`) as {
  UserSignature: new (email: string) => object;
};
const { DataCenter } = load(`${SDK}/routes/dc/data_center`) as {
  DataCenter: { setEnvironment(api: string, token: string, files: string, name: string): object };
};
const { OAuthBuilder } = load(`${SDK}/models/authenticator/oauth_builder`) as {
  OAuthBuilder: new () => TokenBuilder;
};
const { FileStore } = load(`${SDK}/models/authenticator/store/file_store`) as {
  FileStore: new (file: string) => object;
};
const { LogBuilder } = load(`${SDK}/routes/logger/log_builder`) as {
  LogBuilder: new () => {
    level(level: string): { filePath(file: string): { build(): object } };
  };
};
const { RecordOperations } = load(`${RECORD}/record_operations`) as {
  RecordOperations: new () => Operations;
};
const { FileBodyWrapper } = load(`${RECORD}/file_body_wrapper`) as {
  FileBodyWrapper: new () => FileBody;
};
const { StreamWrapper } = load(`${SDK}/utils/util/stream_wrapper`) as {
  StreamWrapper: new (name: null, stream: null, file: string) => object;
};

describe("Zoho's SDK for Node", () => {
  let crm: CrmClient;
  let folder: string;
  let picture: Buffer;
  before(async () => {
    crm = await CrmClient.start();
    folder = await mkdtemp(path.join(tmpdir(), 'sdk-'));
    picture = await png({ width: 600, height: 400, noise: true });
    await writeFile(path.join(folder, 'amelia.png'), picture);
    const { accounts, api } = crm.emulator.servers;
    const { clientId, clientSecret } = crm.emulator;
    const token = new OAuthBuilder()
      .clientId(clientId)
      .clientSecret(clientSecret)
      .grantToken(await crm.control.issueCode())
      .build();
    const builder = await new InitializeBuilder();
    builder
      .user(new UserSignature('patricia.boyle@northwind.example'))
      .environment(DataCenter.setEnvironment(api, `${accounts}/oauth/v2/token`, api, 'emulator'))
      .token(token)
      .store(new FileStore(path.join(folder, 'tokens.txt')))
      .logger(new LogBuilder().level('error').filePath(path.join(folder, 'sdk.log')).build())
      .resourcePath(folder)
      .initialize();
  });
  after(async () => {
    await crm.close();
    await rm(folder, { recursive: true, force: true });
  });

  function fileBody(): FileBody {
    const body = new FileBodyWrapper();
    body.setFile(new StreamWrapper(null, null, path.join(folder, 'amelia.png')));
    return body;
  }

  const vehicle = { module: 'Vehicles', id: '4876876000000630001' };
  for (const { module, id } of [AMELIA, vehicle]) {
    it(`uploads, downloads and deletes a photo in ${module}`, async () => {
      const records = new RecordOperations();

      const uploaded = await records.uploadPhoto(BigInt(id), module, fileBody());
      assert.equal(uploaded.getStatusCode(), 200);
      assert.equal(uploaded.getObject()?.getCode?.().getValue(), 'SUCCESS');
      assert.deepEqual(await crm.control.photoBytes(module, id), new Uint8Array(picture));
      assert.equal((await crm.control.photo(module, id))?.fileName, 'amelia.png');

      const downloaded = await records.getPhoto(BigInt(id), module);
      assert.equal(downloaded.getStatusCode(), 200);
      assert.ok(downloaded.getObject()?.getFile?.().getStream().equals(picture));

      const deleted = await records.deletePhoto(BigInt(id), module);
      assert.equal(deleted.getObject()?.getCode?.().getValue(), 'SUCCESS');
      assert.equal(await crm.control.photo(module, id), null);
      assert.equal((await records.getPhoto(BigInt(id), module)).getStatusCode(), 204);
    });
  }

  it('recognizes an error', async () => {
    const records = new RecordOperations();
    const answer = await records.uploadPhoto(1n, 'Leads', fileBody());
    assert.equal(answer.getStatusCode(), 400);
    assert.equal(answer.getObject()?.getCode?.().getValue(), 'INVALID_DATA');
  });

  it('fetched one access token for all of it, with a multipart form', async () => {
    const requests = await crm.control.requests();
    assert.deepEqual(
      requests
        .filter(({ server }) => server === 'accounts')
        .map(({ status, parametersIn }) => [status, parametersIn]),
      [[200, ['multipart']]],
    );
  });
});
