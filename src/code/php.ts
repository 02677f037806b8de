import { phpLiteral } from './literal.ts';
import type { UploadRequest } from '../upload/lastUpload.ts';
import { addressOf, filePathOf, partFileNameOf, TOKEN_VARIABLE } from './uploadRequest.ts';

/** PHP 7 or later with its cURL extension. */
export function php(request: UploadRequest): string {
  return `<?php
$file = ${phpLiteral(filePathOf(request))};
$fileName = ${phpLiteral(partFileNameOf(request))};

$curl = curl_init(${phpLiteral(addressOf(request))});
curl_setopt_array($curl, [
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_HTTPHEADER => ["Authorization: Zoho-oauthtoken " . getenv("${TOKEN_VARIABLE}")],
    // An array makes it a POST with a multipart body.
    CURLOPT_POSTFIELDS => ["file" => new CURLFile($file, ${phpLiteral(request.contentType)}, $fileName)],
]);
$body = curl_exec($curl);
if ($body === false) {
    exit(curl_error($curl) . "\\n");
}
echo curl_getinfo($curl, CURLINFO_RESPONSE_CODE), " ", $body, "\\n";
`;
}
