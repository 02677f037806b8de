import { phpLiteral } from './literal.ts';
import { restriction, tokenAddressOf, differences } from './sdk.ts';
import type { UploadRequest } from '../upload/lastUpload.ts';
import { filePathOf, partFileNameOf, TOKEN_VARIABLE } from './uploadRequest.ts';

/** Zoho's SDK for PHP in version 8.0 of the API. Source: its README, samples and classes. */
export function phpSdk(request: UploadRequest): string {
  const string = phpLiteral;
  const { servers, record } = request;
  const restrict = restriction(
    request,
    (triggers) => `$parameters->add(UploadPhotoParam::restrictTriggers(), ${string(triggers)});`,
  );
  return `<?php
// After: composer require zohocrm/php-sdk-8.0
${differences(request, '//')}require_once __DIR__ . "/vendor/autoload.php";

use com\\zoho\\api\\authenticator\\OAuthBuilder;
use com\\zoho\\api\\authenticator\\store\\FileStore;
use com\\zoho\\api\\logger\\Levels;
use com\\zoho\\api\\logger\\LogBuilder;
use com\\zoho\\crm\\api\\InitializeBuilder;
use com\\zoho\\crm\\api\\ParameterMap;
use com\\zoho\\crm\\api\\dc\\DataCenter;
use com\\zoho\\crm\\api\\record\\FileBodyWrapper;
use com\\zoho\\crm\\api\\record\\RecordOperations;
use com\\zoho\\crm\\api\\record\\UploadPhotoParam;
use com\\zoho\\crm\\api\\util\\StreamWrapper;

// The SDK writes tokens, fields and a log to this folder.
$folder = sys_get_temp_dir() . "/zoho-sdk-" . bin2hex(random_bytes(8));
mkdir($folder, 0700);
$api = ${string(servers.api)};
(new InitializeBuilder())
    ->environment(DataCenter::setEnvironment($api, ${string(tokenAddressOf(request))}, $api))
    ->token((new OAuthBuilder())->accessToken(getenv("${TOKEN_VARIABLE}"))->findUser(false)->build())
    ->store(new FileStore("$folder/tokens.csv"))
    ->resourcePath($folder)
    ->logger((new LogBuilder())->level(Levels::INFO)->filePath("$folder/sdk.log")->build())
    ->initialize();

$file = file_get_contents(${string(filePathOf(request))});
$body = new FileBodyWrapper();
$body->setFile(new StreamWrapper(${string(partFileNameOf(request))}, $file, null));
$parameters = new ParameterMap();
${restrict}$operations = new RecordOperations(${string(record.module)});
$response = $operations->uploadPhoto(${string(record.id)}, $body, $parameters);
echo $response->getStatusCode(), " ", $response->getObject()->getCode()->getValue(), "\\n";
`;
}
