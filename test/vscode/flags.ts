// The flags that @vscode/test-electron passes to VS Code.

export interface Flags {
  /** The non-flag argument: the folder to open. */
  folder: string | undefined;
  extensionDevelopmentPath: string[];
  extensionTestsPath: string | undefined;
  userDataDir: string | undefined;
  extensionsDir: string | undefined;
  /** All other flags, which are for a desktop VS Code. */
  others: string[];
}

/** Accepts `--flag=value` and `--flag value` for known flags. */
export function parseFlags(args: readonly string[]): Flags {
  const flags: Flags = {
    folder: undefined,
    extensionDevelopmentPath: [],
    extensionTestsPath: undefined,
    userDataDir: undefined,
    extensionsDir: undefined,
    others: [],
  };
  const take: Record<string, (value: string) => void> = {
    '--extensionDevelopmentPath': (value) => flags.extensionDevelopmentPath.push(value),
    '--extensionTestsPath': (value) => (flags.extensionTestsPath = value),
    '--user-data-dir': (value) => (flags.userDataDir = value),
    '--extensions-dir': (value) => (flags.extensionsDir = value),
  };
  const rest = [...args];
  for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
    const [, name = argument, value] = /^(--[^=]+)=(.*)$/s.exec(argument) ?? [];
    const taker = take[name];
    if (taker !== undefined) {
      const given = value ?? rest.shift();
      if (given === undefined) {
        throw new Error(`${name} needs a value.`);
      }
      taker(given);
    } else if (argument.startsWith('-')) {
      flags.others.push(argument);
    } else if (flags.folder === undefined) {
      flags.folder = argument;
    } else {
      throw new Error(`One folder only: ${flags.folder} and ${argument} are given.`);
    }
  }
  return flags;
}
