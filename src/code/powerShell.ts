import { powerShellLiteral } from './literal.ts';
import type { UploadRequest } from '../upload/lastUpload.ts';
import { addressOf, filePathOf, partFileNameOf, TOKEN_VARIABLE } from './uploadRequest.ts';

/**
 * For Windows PowerShell 5.1, which every Windows has, and later. `Invoke-RestMethod -Form` needs 7.
 * The body is written by hand for the same reason as in C#.
 */
export function powerShell(request: UploadRequest): string {
  return `$ErrorActionPreference = 'Stop'
Add-Type -AssemblyName System.Net.Http
[Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12

$url = ${powerShellLiteral(addressOf(request))}
$file = ${powerShellLiteral(filePathOf(request))}
$fileName = ${powerShellLiteral(partFileNameOf(request))}
$boundary = [Guid]::NewGuid().ToString()
$lines = @(
    ('--' + $boundary)
    ('Content-Disposition: form-data; name="file"; filename="' + $fileName + '"')
    ('Content-Type: ' + ${powerShellLiteral(request.contentType)})
    ''
    ''
)
$head = [Text.Encoding]::UTF8.GetBytes($lines -join "\`r\`n")
$bytes = [IO.File]::ReadAllBytes([IO.Path]::Combine($PWD.ProviderPath, $file))
$tail = [Text.Encoding]::UTF8.GetBytes("\`r\`n--$boundary--\`r\`n")

# Written by hand: MultipartFormDataContent encodes names outside ASCII as emails do.
$body = New-Object IO.MemoryStream
foreach ($part in $head, $bytes, $tail) {
    $body.Write($part, 0, $part.Length)
}
$content = New-Object Net.Http.ByteArrayContent (, $body.ToArray())
[void]$content.Headers.TryAddWithoutValidation('Content-Type', 'multipart/form-data; boundary=' + $boundary)

$client = New-Object Net.Http.HttpClient
[void]$client.DefaultRequestHeaders.TryAddWithoutValidation('Authorization', 'Zoho-oauthtoken ' + $env:${TOKEN_VARIABLE})
$response = $client.PostAsync($url, $content).GetAwaiter().GetResult()
'' + [int]$response.StatusCode + ' ' + $response.Content.ReadAsStringAsync().GetAwaiter().GetResult()
`;
}
