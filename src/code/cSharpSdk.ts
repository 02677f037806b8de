import { plainLiteral } from './literal.ts';
import { restriction, tokenAddressOf, differences } from './sdk.ts';
import type { UploadRequest } from '../upload/lastUpload.ts';
import { filePathOf, partFileNameOf, TOKEN_VARIABLE } from './uploadRequest.ts';

/** Zoho's SDK for C# in version 8.0 of the API. Source: its README, samples and classes. */
export function cSharpSdk(request: UploadRequest): string {
  const string = plainLiteral;
  const { servers, record } = request;
  const restrict = restriction(
    request,
    (triggers) =>
      `        parameters.Add(RecordOperations.UploadPhotoParam.RESTRICT_TRIGGERS, ${string(triggers)});`,
  );
  return `// After: dotnet add package ZOHOCRMSDK-8.0
${differences(request, '//')}using System;
using System.IO;
using Com.Zoho.API.Authenticator;
using Com.Zoho.API.Authenticator.Store;
using Com.Zoho.Crm.API;
using Com.Zoho.Crm.API.Dc;
using Com.Zoho.Crm.API.Logger;
using Com.Zoho.Crm.API.Record;
using Com.Zoho.Crm.API.Util;

public static class Program
{
    public static void Main()
    {
        // The SDK writes tokens, fields and a log to this folder.
        var folder = Path.Combine(Path.GetTempPath(), "zoho-sdk-" + Guid.NewGuid());
        Directory.CreateDirectory(folder);
        var api = ${string(servers.api)};
        var token = System.Environment.GetEnvironmentVariable("${TOKEN_VARIABLE}");
        var log = Path.Combine(folder, "sdk.log");
        new Initializer.Builder()
            .Environment(new DataCenter.Environment(api, ${string(tokenAddressOf(request))}, api))
            .Token(new OAuthToken.Builder().AccessToken(token).FindUser(false).Build())
            .Store(new FileStore(Path.Combine(folder, "tokens.csv")))
            .ResourcePath(folder)
            .Logger(new Logger.Builder().Level(Logger.Levels.INFO).FilePath(log).Build())
            .Initialize();

        var file = File.OpenRead(${string(filePathOf(request))});
        var body = new FileBodyWrapper();
        body.File = new StreamWrapper(${string(partFileNameOf(request))}, file);
        var parameters = new ParameterMap();
${restrict}        var operations = new RecordOperations(${string(record.module)});
        var response = operations.UploadPhoto(long.Parse(${string(record.id)}), body, parameters);

        var code = response.Object is SuccessResponse success
            ? success.Code.Value
            : ((APIException)response.Object).Code.Value;
        Console.WriteLine(response.StatusCode + " " + code);
    }
}
`;
}
