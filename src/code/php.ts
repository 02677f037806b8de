import { literal } from './literal.ts';
import type { UploadRequest } from './uploadRequest.ts';
import { addressOf, filePathOf, partFileNameOf, TOKEN_VARIABLE } from './uploadRequest.ts';

function string(text: string): string {
  const numbered = (unit: number): string => `\\u{${unit.toString(16)}}`;
  return literal(text, { quote: '"', special: '$', numbered });
}

/** PHP 7 or newer with its cURL extension. */
export function php(request: UploadRequest): string {
  return `<?php
$file = ${string(filePathOf(request))};
$fileName = ${string(partFileNameOf(request))};

$curl = curl_init(${string(addressOf(request))});
curl_setopt_array($curl, [
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_HTTPHEADER => ["Authorization: Zoho-oauthtoken " . getenv("${TOKEN_VARIABLE}")],
    // An array makes it a POST with a multipart body.
    CURLOPT_POSTFIELDS => ["file" => new CURLFile($file, ${string(request.contentType)}, $fileName)],
]);
$body = curl_exec($curl);
if ($body === false) {
    exit(curl_error($curl) . "\\n");
}
echo curl_getinfo($curl, CURLINFO_RESPONSE_CODE), " ", $body, "\\n";
`;
}
