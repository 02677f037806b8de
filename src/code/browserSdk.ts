import { javaScriptLiteral } from './literal.ts';
import { restriction, differences } from './sdk.ts';
import type { UploadRequest } from '../upload/lastUpload.ts';
import { TOKEN_VARIABLE } from './uploadRequest.ts';

/**
 * Zoho's SDK for JavaScript in a page, in version 8.0 of the API. A person chooses the
 * file there, and it keeps its own name. Source: its README, samples and classes.
 */
export function browserSdk(request: UploadRequest): string {
  const string = javaScriptLiteral;
  const { servers, record } = request;
  const restrict = restriction(
    request,
    (triggers) =>
      `  await parameters.add(ZCRM.Record.Model.UploadPhotoParam.RESTRICT_TRIGGERS, ${string(triggers)});`,
  );
  return `// For a page with <input type="file" id="photo">, after the script
// https://static.zohocdn.com/zohocrm/v8.0/sdk/3.0.0/zohocrmsdk-8-0.js. Zoho answers scripts (CORS)
// only on pages whose address is a JavaScript domain of the client that the token is from.
${differences(request, '//')}async function uploadPhoto() {
  const api = ${string(servers.api)};
  const token = sessionStorage.getItem('${TOKEN_VARIABLE}');
  const builder = await new InitializeBuilder();
  await builder
    .environment(new Environment(api, ${string(`${servers.accounts}/oauth/v2/auth`)}, api))
    .token(new OAuthBuilder().accessToken(token).build())
    .initialize();

  const [file] = document.getElementById('photo').files;
  const body = new ZCRM.Record.Model.FileBodyWrapper();
  body.setFile(new StreamWrapper.Model.StreamWrapper(null, file));
  const parameters = new ParameterMap();
${restrict}  const operations = new ZCRM.Record.Operations(${string(record.module)});
  const response = await operations.uploadPhoto(BigInt(${string(record.id)}), body, parameters);
  console.log(response.getStatusCode(), response.getObject().getCode().getValue());
}

document.getElementById('photo').addEventListener('change', uploadPhoto);
`;
}
