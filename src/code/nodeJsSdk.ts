import { javaScriptLiteral } from './literal.ts';
import { differences } from './sdk.ts';
import type { UploadRequest } from '../upload/lastUpload.ts';
import { filePathOf, partFileNameOf, TOKEN_VARIABLE, triggersOf } from './uploadRequest.ts';

/**
 * Zoho's SDK for Node.js in version 2.0 of the API: it always uploads with v2, and its uploadPhoto
 * accepts no restrict_triggers. Source: the package @zohocrm/nodejs-sdk-2.0.
 */
export function nodeJsSdk(request: UploadRequest): string {
  const string = javaScriptLiteral;
  const { servers, record } = request;
  const differs = [
    differences(request, '//', 'v2'),
    ...(triggersOf(request).length === 0
      ? []
      : ['// This SDK cannot restrict triggers: workflows will run.\n']),
  ].join('');
  return `// upload-photo.cjs, after: npm install @zohocrm/nodejs-sdk-2.0
${differs}const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const SDK = '@zohocrm/nodejs-sdk-2.0';
const { InitializeBuilder } = require(\`\${SDK}/routes/initialize_builder\`);
const { Environment } = require(\`\${SDK}/routes/dc/environment\`);
const { UserSignature } = require(\`\${SDK}/routes/user_signature\`);
const { SDKConfigBuilder } = require(\`\${SDK}/routes/sdk_config_builder\`);
const { LogBuilder } = require(\`\${SDK}/routes/logger/log_builder\`);
const { Levels } = require(\`\${SDK}/routes/logger/logger\`);
const { OAuthBuilder } = require(\`\${SDK}/models/authenticator/oauth_builder\`);
const { FileStore } = require(\`\${SDK}/models/authenticator/store/file_store\`);
const { StreamWrapper } = require(\`\${SDK}/utils/util/stream_wrapper\`);
const { RecordOperations } = require(\`\${SDK}/core/com/zoho/crm/api/record/record_operations\`);
const { FileBodyWrapper } = require(\`\${SDK}/core/com/zoho/crm/api/record/file_body_wrapper\`);

async function uploadPhoto() {
  // The SDK writes tokens, fields and a log to this folder.
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'zoho-sdk-'));
  const api = ${string(servers.api)};
  const builder = await new InitializeBuilder();
  builder
    .environment(new Environment(api, ${string(`${servers.accounts}/oauth/v2/token`)}, api, 'photo'))
    .user(new UserSignature('me@example.com'))
    .token(new OAuthBuilder().accessToken(process.env.${TOKEN_VARIABLE}).build())
    .store(new FileStore(path.join(folder, 'tokens.csv')))
    .SDKConfig(new SDKConfigBuilder().autoRefreshFields(false).build())
    .resourcePath(folder)
    .logger(new LogBuilder().level(Levels.ERROR).filePath(path.join(folder, 'sdk.log')).build());
  await builder.initialize();

  // The SDK takes the file's name from its stream.
  const file = fs.createReadStream(${string(filePathOf(request))});
  file.name = ${string(partFileNameOf(request))};
  const body = new FileBodyWrapper();
  body.setFile(new StreamWrapper(null, file));
  const response = await new RecordOperations().uploadPhoto(
    BigInt(${string(record.id)}),
    ${string(record.module)},
    body,
  );
  const answer = response.getObject();
  console.log(response.getStatusCode(), answer?.getCode?.().getValue(), answer?.getMessage?.().getValue());
}

uploadPhoto();
`;
}
