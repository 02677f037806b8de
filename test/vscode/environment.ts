// The environment that a test's VS Code starts with.

/** Variables that would make the server behave as if started from its terminal. */
const FOREIGN =
  /^(VSCODE_|ELECTRON_|CODE_SERVER_|PLAYWRIGHT_)|^(PORT|PASSWORD|HASHED_PASSWORD|NODE_OPTIONS)$/;

/** No marketplace, so that no outside hosts are contacted. */
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
