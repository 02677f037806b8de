import { createRequire } from 'node:module';
import path from 'node:path';
import type { RecordKey } from '../../../src/zoho/photo.ts';
import type { WorkerSetup } from './job.ts';

const require = createRequire(import.meta.url);
const PACKAGE = '@zohocrm/nodejs-sdk-2.0';
const RECORDS = `${PACKAGE}/core/com/zoho/crm/api/record`;

type Setters<Name extends string> = Record<Name, (value: unknown) => unknown>;

/** The parts of Zoho's SDK that are used here. It has no types. */
interface Sdk {
  Environment: new (api: string, token: string, files: string, name: string) => object;
  UserSignature: new (email: string) => object;
  FileStore: new (file: string) => object;
  Levels: { ERROR: string };
  OAuthBuilder: new () => Setters<'accessToken'> & { build(): object };
  SDKConfigBuilder: new () => Setters<'autoRefreshFields'> & { build(): object };
  LogBuilder: new () => Setters<'level' | 'filePath'> & { build(): object };
  InitializeBuilder: new () => Promise<
    Setters<
      'environment' | 'user' | 'store' | 'token' | 'SDKConfig' | 'resourcePath' | 'logger'
    > & { initialize(): void }
  >;
  RecordOperations: new () => {
    uploadPhoto(id: bigint, module: string, request: object): Promise<SdkAnswer>;
  };
  FileBodyWrapper: new () => { setFile(file: object): void };
  StreamWrapper: new (name: null, stream: null, file: string) => object;
}

interface SdkAnswer {
  getStatusCode(): number;
  getObject(): { getCode?: () => { getValue(): string } } | null;
}

function load(): Sdk {
  return Object.assign(
    {},
    ...[
      'routes/dc/environment',
      'routes/user_signature',
      'models/authenticator/store/file_store',
      'routes/logger/logger',
      'routes/logger/log_builder',
      'models/authenticator/oauth_builder',
      'routes/sdk_config_builder',
      'routes/initialize_builder',
      'utils/util/stream_wrapper',
    ].map((file): unknown => require(`${PACKAGE}/${file}`)),
    require(`${RECORDS}/record_operations`),
    require(`${RECORDS}/file_body_wrapper`),
  ) as Sdk;
}

/** Zoho's official SDK for Node, set up for our own servers. */
export class ZohoSdk {
  readonly #sdk: Sdk;

  private constructor(sdk: Sdk) {
    this.#sdk = sdk;
  }

  static async connect({ servers, accessToken, folder }: WorkerSetup): Promise<ZohoSdk> {
    const sdk = load();
    const token = new sdk.OAuthBuilder();
    token.accessToken(accessToken);
    const config = new sdk.SDKConfigBuilder();
    config.autoRefreshFields(false);
    const log = new sdk.LogBuilder();
    // Minimal logging, so that its time isn't spent writing a log.
    log.level(sdk.Levels.ERROR);
    log.filePath(path.join(folder, 'sdk.log'));
    const builder = await new sdk.InitializeBuilder();
    builder.environment(
      new sdk.Environment(servers.api, `${servers.accounts}/oauth/v2/token`, servers.api, 'bench'),
    );
    builder.user(new sdk.UserSignature('bench@example.com'));
    builder.store(new sdk.FileStore(path.join(folder, 'sdk-tokens.csv')));
    builder.token(token.build());
    builder.SDKConfig(config.build());
    builder.resourcePath(folder);
    builder.logger(log.build());
    builder.initialize();
    return new ZohoSdk(sdk);
  }

  /** @throws unless Zoho returns SUCCESS */
  async uploadPhoto(record: RecordKey, file: string): Promise<void> {
    const { RecordOperations, FileBodyWrapper, StreamWrapper } = this.#sdk;
    const body = new FileBodyWrapper();
    body.setFile(new StreamWrapper(null, null, file));
    const answer = await new RecordOperations().uploadPhoto(BigInt(record.id), record.module, body);
    const code = answer.getObject()?.getCode?.().getValue();
    if (code !== 'SUCCESS') {
      throw new Error(`Zoho's SDK: ${answer.getStatusCode()} ${String(code)}`);
    }
  }
}
