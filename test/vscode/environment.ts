// The environment a VS Code of the tests starts with.

/** What would make the server behave like the terminal it was started from. */
const FOREIGN =
  /^(VSCODE_|ELECTRON_|CODE_SERVER_|PLAYWRIGHT_)|^(PORT|PASSWORD|HASHED_PASSWORD|NODE_OPTIONS)$/;

/** No marketplace: nothing is asked of hosts outside. */
const OWN = { EXTENSIONS_GALLERY: '{}' };

/**
 * @param inherited usually process.env
 * @param own set on top; an empty value counts as set
 */
export function serverEnvironment(
  inherited: NodeJS.ProcessEnv,
  own: Record<string, string> = {},
): NodeJS.ProcessEnv {
  const kept = Object.entries(inherited).filter(([name]) => !FOREIGN.test(name));
  return { ...Object.fromEntries(kept), ...OWN, ...own };
}
