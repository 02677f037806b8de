import { javaLiteral } from './literal.ts';
import { BY_NAME } from './commentWords.ts';
import type { UploadRequest } from '../upload/lastUpload.ts';
import { addressOf, filePathOf, partFileNameOf, TOKEN_VARIABLE } from './uploadRequest.ts';

/** The beginning of code for Java, which prefers classes of its own package. */
export function importsByName(...names: readonly string[]): string {
  const imports = names.map((name) => `import java.lang.${name};\n`);
  return `// ${BY_NAME}\n${imports.join('')}`;
}

/** Java 16 or later, with only the JDK. */
export function java(request: UploadRequest): string {
  return `${importsByName('Exception', 'String', 'System')}import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.UUID;

public class UploadPhoto {
    public static void main(String[] args) throws Exception {
        Path file = Path.of(${javaLiteral(filePathOf(request))});
        String fileName = ${javaLiteral(partFileNameOf(request))};
        String boundary = UUID.randomUUID().toString();
        String head = "--" + boundary + "\\r\\n"
            + "Content-Disposition: form-data; name=\\"file\\"; filename=\\"" + fileName + "\\"\\r\\n"
            + ${javaLiteral(`Content-Type: ${request.contentType}`)} + "\\r\\n\\r\\n";
        String tail = "\\r\\n--" + boundary + "--\\r\\n";

        HttpRequest request = HttpRequest.newBuilder()
            .uri(URI.create(${javaLiteral(addressOf(request))}))
            .header("Authorization", "Zoho-oauthtoken " + System.getenv("${TOKEN_VARIABLE}"))
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(BodyPublishers.concat(
                BodyPublishers.ofString(head), BodyPublishers.ofFile(file), BodyPublishers.ofString(tail)))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
        var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

        System.out.println(response.statusCode() + " " + response.body());
    }
}
`;
}
