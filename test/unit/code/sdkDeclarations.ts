/**
 * What copied code uses of Zoho's SDKs for Java and C#, in version 8.0 of the API: only
 * declarations, so that the code is compiled against the SDKs' types. The SDKs themselves come
 * from registries that may be unreachable here. Source: their classes, samples and READMEs.
 */

/** Public Java classes, by package. Each gets its own file. */
const JAVA: Readonly<Record<string, readonly string[]>> = {
  'com.zoho.api.authenticator': [
    'public interface Token {}',
    `public class OAuthToken implements Token {
      public static class Builder {
        public Builder accessToken(String accessToken) { return this; }
        public Builder findUser(boolean findUser) { return this; }
        public OAuthToken build() throws com.zoho.crm.api.exception.SDKException { return null; }
      }
    }`,
  ],
  'com.zoho.api.authenticator.store': [
    'public interface TokenStore {}',
    `public class FileStore implements TokenStore {
      public FileStore(String filePath) throws Exception {}
    }`,
  ],
  'com.zoho.api.logger': [
    `public class Logger {
      public enum Levels { INFO }
      public static class Builder {
        public Builder level(Levels level) { return this; }
        public Builder filePath(String filePath) { return this; }
        public Logger build() { return null; }
      }
    }`,
  ],
  'com.zoho.crm.api.exception': ['public class SDKException extends Exception {}'],
  'com.zoho.crm.api': [
    `public class Initializer {
      public static class Builder {
        public Builder environment(com.zoho.crm.api.dc.DataCenter.Environment environment) { return this; }
        public Builder token(com.zoho.api.authenticator.Token token) { return this; }
        public Builder store(com.zoho.api.authenticator.store.TokenStore store) { return this; }
        public Builder resourcePath(String resourcePath) { return this; }
        public Builder logger(com.zoho.api.logger.Logger logger) { return this; }
        public void initialize() throws Exception {}
      }
    }`,
    'public class Param<T> {}',
    `public class ParameterMap {
      public <T> void add(Param<T> param, T value) throws com.zoho.crm.api.exception.SDKException {}
    }`,
  ],
  'com.zoho.crm.api.dc': [
    `public abstract class DataCenter {
      public static abstract class Environment {
        public abstract String getUrl();
        public abstract String getAccountsUrl();
        public abstract String getFileUploadUrl();
      }
    }`,
  ],
  'com.zoho.crm.api.util': [
    'public interface Model {}',
    'public class Choice<T> { public T getValue() { return null; } }',
    `public class APIResponse<T> {
      public T getObject() { return null; }
      public int getStatusCode() { return 0; }
    }`,
    `public class StreamWrapper implements Model {
      public StreamWrapper(String name, java.io.InputStream stream) {}
    }`,
  ],
  'com.zoho.crm.api.record': [
    'public interface FileHandler {}',
    `public class SuccessResponse implements FileHandler {
      public com.zoho.crm.api.util.Choice<String> getCode() { return null; }
    }`,
    `public class APIException implements FileHandler {
      public com.zoho.crm.api.util.Choice<String> getCode() { return null; }
    }`,
    `public class FileBodyWrapper {
      public void setFile(com.zoho.crm.api.util.StreamWrapper file) {}
    }`,
    `public class RecordOperations {
      public RecordOperations(String moduleAPIName) {}
      public com.zoho.crm.api.util.APIResponse<FileHandler> uploadPhoto(
        Long id, FileBodyWrapper request, com.zoho.crm.api.ParameterMap paramInstance
      ) throws com.zoho.crm.api.exception.SDKException { return null; }
      public static class UploadPhotoParam {
        public static final com.zoho.crm.api.Param<String> RESTRICT_TRIGGERS = null;
      }
    }`,
  ],
};

/** The Java files, by path: `com/zoho/crm/api/Initializer.java` and so on. */
export const JAVA_FILES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(JAVA).flatMap(([name, declarations]) =>
    declarations.map((declaration) => {
      const [, type = ''] = /(?:class|interface) (\w+)/.exec(declaration) ?? [];
      const path = `${name.replaceAll('.', '/')}/${type}.java`;
      return [path, `package ${name};\n${declaration}\n`];
    }),
  ),
);

export const C_SHARP = `namespace Com.Zoho.API.Authenticator {
  public interface IToken {}
  public class OAuthToken : IToken {
    public class Builder {
      public Builder AccessToken(string accessToken) { return this; }
      public Builder FindUser(bool findUser) { return this; }
      public OAuthToken Build() { return null; }
    }
  }
}
namespace Com.Zoho.API.Authenticator.Store {
  public interface ITokenStore {}
  public class FileStore : ITokenStore {
    public FileStore(string filePath) {}
  }
}
namespace Com.Zoho.Crm.API {
  public class Initializer {
    public class Builder {
      public Builder Environment(Dc.DataCenter.Environment environment) { return this; }
      public Builder Token(Com.Zoho.API.Authenticator.IToken token) { return this; }
      public Builder Store(Com.Zoho.API.Authenticator.Store.ITokenStore store) { return this; }
      public Builder ResourcePath(string resourcePath) { return this; }
      public Builder Logger(Logger.Logger logger) { return this; }
      public void Initialize() {}
    }
  }
  public class Param<T> {}
  public class ParameterMap {
    public void Add<T>(Param<T> param, T value) {}
  }
}
namespace Com.Zoho.Crm.API.Dc {
  public abstract class DataCenter {
    public class Environment {
      public Environment(string url, string accountsUrl, string fileUploadUrl) {}
    }
  }
}
namespace Com.Zoho.Crm.API.Logger {
  public class Logger {
    public enum Levels { INFO }
    public class Builder {
      public Builder Level(Levels level) { return this; }
      public Builder FilePath(string filePath) { return this; }
      public Logger Build() { return null; }
    }
  }
}
namespace Com.Zoho.Crm.API.Util {
  public interface Model {}
  public class Choice<T> {
    public T Value { get; set; }
  }
  public class APIResponse<T> {
    public T Object { get; set; }
    public int StatusCode { get; set; }
  }
  public class StreamWrapper : Model {
    public StreamWrapper(string name, System.IO.Stream stream) {}
  }
}
namespace Com.Zoho.Crm.API.Record {
  public interface FileHandler {}
  public class SuccessResponse : FileHandler {
    public Util.Choice<string> Code { get; set; }
  }
  public class APIException : FileHandler {
    public Util.Choice<string> Code { get; set; }
  }
  public class FileBodyWrapper {
    public Util.StreamWrapper File { get; set; }
  }
  public class RecordOperations {
    public RecordOperations(string moduleAPIName) {}
    public Util.APIResponse<FileHandler> UploadPhoto(long? id, FileBodyWrapper request, ParameterMap paramInstance) { return null; }
    public static class UploadPhotoParam {
      public static readonly Param<string> RESTRICT_TRIGGERS = null;
    }
  }
}
`;
