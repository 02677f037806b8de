import { plainLiteral } from './literal.ts';
import type { UploadRequest } from '../upload/lastUpload.ts';
import { addressOf, filePathOf, partFileNameOf, TOKEN_VARIABLE } from './uploadRequest.ts';

/**
 * .NET with HttpClient. The body is written by hand: MultipartFormDataContent encodes names
 * outside ASCII as emails do.
 */
export function cSharp(request: UploadRequest): string {
  return `using System;
using System.IO;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;

public static class Program
{
    public static void Main()
    {
        UploadPhoto().GetAwaiter().GetResult();
    }

    static async Task UploadPhoto()
    {
        var file = ${plainLiteral(filePathOf(request))};
        var fileName = ${plainLiteral(partFileNameOf(request))};
        var boundary = Guid.NewGuid().ToString();
        var head = "--" + boundary + "\\r\\n"
            + "Content-Disposition: form-data; name=\\"file\\"; filename=\\"" + fileName + "\\"\\r\\n"
            + "Content-Type: " + ${plainLiteral(request.contentType)} + "\\r\\n\\r\\n";
        var tail = "\\r\\n--" + boundary + "--\\r\\n";

        // Written by hand: MultipartFormDataContent encodes names outside ASCII as emails do.
        var body = new MemoryStream();
        foreach (var part in new[] { Encoding.UTF8.GetBytes(head), File.ReadAllBytes(file), Encoding.UTF8.GetBytes(tail) })
        {
            body.Write(part, 0, part.Length);
        }
        var content = new ByteArrayContent(body.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=" + boundary);

        using (var client = new HttpClient())
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation(
                "Authorization", "Zoho-oauthtoken " + Environment.GetEnvironmentVariable("${TOKEN_VARIABLE}"));
            var response = await client.PostAsync(${plainLiteral(addressOf(request))}, content);
            Console.WriteLine((int)response.StatusCode + " " + await response.Content.ReadAsStringAsync());
        }
    }
}
`;
}
