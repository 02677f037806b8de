import { literal, unicodeEscape } from './literal.ts';
import type { UploadRequest } from './uploadRequest.ts';
import { addressOf, filePathOf, partFileNameOf, TOKEN_VARIABLE } from './uploadRequest.ts';

/** Compilers before Java 18 read a file in the machine's own encoding: so ASCII only. */
function string(text: string): string {
  // A \u000a would be a line end before the compiler looks for literals.
  const numbered = (unit: number): string =>
    unit < 0x80 ? `\\${unit.toString(8).padStart(3, '0')}` : unicodeEscape(unit);
  return literal(text, { quote: '"', special: '', numbered, ascii: true });
}

/** Java 16 or newer, nothing but the JDK. */
export function java(request: UploadRequest): string {
  return `import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.UUID;

public class UploadPhoto {
    public static void main(String[] args) throws Exception {
        Path file = Path.of(${string(filePathOf(request))});
        String fileName = ${string(partFileNameOf(request))};
        String boundary = UUID.randomUUID().toString();
        String head = "--" + boundary + "\\r\\n"
            + "Content-Disposition: form-data; name=\\"file\\"; filename=\\"" + fileName + "\\"\\r\\n"
            + ${string(`Content-Type: ${request.contentType}`)} + "\\r\\n\\r\\n";
        String tail = "\\r\\n--" + boundary + "--\\r\\n";

        HttpRequest request = HttpRequest.newBuilder()
            .uri(URI.create(${string(addressOf(request))}))
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
