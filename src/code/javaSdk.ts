import { importsByName } from './java.ts';
import { javaLiteral } from './literal.ts';
import { restriction, tokenAddressOf, differences } from './sdk.ts';
import type { UploadRequest } from '../upload/lastUpload.ts';
import { filePathOf, partFileNameOf, TOKEN_VARIABLE } from './uploadRequest.ts';

/** Zoho's SDK for Java in version 8.0 of the API. Source: its README, samples and classes. */
export function javaSdk(request: UploadRequest): string {
  const string = javaLiteral;
  const { servers, record } = request;
  const restrict = restriction(
    request,
    (triggers) =>
      `        parameters.add(UploadPhotoParam.RESTRICT_TRIGGERS, ${string(triggers)});`,
  );
  return `// Needs com.zoho.crm:zohocrm-java-sdk-8-0:5.0.0 from the repository https://maven.zohodl.com
${differences(request, '//')}${importsByName('Exception', 'Long', 'String', 'System')}import com.zoho.api.authenticator.OAuthToken;
import com.zoho.api.authenticator.store.FileStore;
import com.zoho.api.logger.Logger;
import com.zoho.crm.api.Initializer;
import com.zoho.crm.api.ParameterMap;
import com.zoho.crm.api.dc.DataCenter.Environment;
import com.zoho.crm.api.record.APIException;
import com.zoho.crm.api.record.FileBodyWrapper;
import com.zoho.crm.api.record.FileHandler;
import com.zoho.crm.api.record.RecordOperations;
import com.zoho.crm.api.record.RecordOperations.UploadPhotoParam;
import com.zoho.crm.api.record.SuccessResponse;
import com.zoho.crm.api.util.APIResponse;
import com.zoho.crm.api.util.StreamWrapper;
import java.io.FileInputStream;
import java.nio.file.Files;

public class UploadPhoto {
    public static void main(String[] args) throws Exception {
        // The SDK writes tokens, fields and a log to this folder.
        String folder = Files.createTempDirectory("zoho-sdk-").toString();
        String token = System.getenv("${TOKEN_VARIABLE}");
        new Initializer.Builder()
            .environment(new Servers())
            .token(new OAuthToken.Builder().accessToken(token).findUser(false).build())
            .store(new FileStore(folder + "/tokens.csv"))
            .resourcePath(folder)
            .logger(new Logger.Builder().level(Logger.Levels.INFO).filePath(folder + "/sdk.log").build())
            .initialize();

        FileInputStream file = new FileInputStream(${string(filePathOf(request))});
        FileBodyWrapper body = new FileBodyWrapper();
        body.setFile(new StreamWrapper(${string(partFileNameOf(request))}, file));
        ParameterMap parameters = new ParameterMap();
${restrict}        APIResponse<FileHandler> response = new RecordOperations(${string(record.module)})
            .uploadPhoto(Long.valueOf(${string(record.id)}), body, parameters);

        FileHandler answer = response.getObject();
        String code = answer instanceof SuccessResponse
            ? ((SuccessResponse) answer).getCode().getValue()
            : ((APIException) answer).getCode().getValue();
        System.out.println(response.getStatusCode() + " " + code);
    }

    private static class Servers extends Environment {
        public String getUrl() {
            return ${string(servers.api)};
        }

        public String getAccountsUrl() {
            return ${string(tokenAddressOf(request))};
        }

        public String getFileUploadUrl() {
            return getUrl();
        }
    }
}
`;
}
