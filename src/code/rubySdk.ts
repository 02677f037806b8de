import { rubyLiteral } from './literal.ts';
import { restriction, tokenAddressOf, differences } from './sdk.ts';
import type { UploadRequest } from '../upload/lastUpload.ts';
import { filePathOf, TOKEN_VARIABLE } from './uploadRequest.ts';

/** Zoho's SDK for Ruby in version 8.0 of the API. Source: its README, samples and classes. */
export function rubySdk(request: UploadRequest): string {
  const string = rubyLiteral;
  const { servers, record } = request;
  const restrict = restriction(
    request,
    (triggers) =>
      `parameters.add(ZOHOCRMSDK::Record::RecordOperations::UploadPhotoParam.restrict_triggers, ${string(triggers)})`,
  );
  return `# After: gem install ZOHOCRMSDK8_0
${differences(request, '#')}require "ZOHOCRMSDK8_0"
require "tmpdir"

# The SDK writes tokens and fields to this folder.
folder = Dir.mktmpdir("zoho-sdk-")
api = ${string(servers.api)}
token = ENV.fetch("${TOKEN_VARIABLE}")
ZOHOCRMSDK::Initializer.initialize(
  environment: ZOHOCRMSDK::DC::DataCenter::Environment.new(api, ${string(tokenAddressOf(request))}, api),
  token: ZOHOCRMSDK::Authenticator::OAuthToken.new(access_token: token, find_user: false),
  store: ZOHOCRMSDK::Store::FileStore.new(File.join(folder, "tokens.csv")),
  resources_path: folder
)

body = ZOHOCRMSDK::Record::FileBodyWrapper.new
body.file = ZOHOCRMSDK::Util::StreamWrapper.new(nil, nil, ${string(filePathOf(request))})
parameters = ZOHOCRMSDK::ParameterMap.new
${restrict}operations = ZOHOCRMSDK::Record::RecordOperations.new(${string(record.module)})
response = operations.upload_photo(Integer(${string(record.id)}, 10), body, parameters)
puts "#{response.status_code} #{response.data_object.code.value}"
`;
}
