/**
 * A text with keys as the person's computer names them: the extension may run on another one.
 *
 * @param platform `navigator.platform` of the browser
 */
export function withKeysOf(platform: string, text: string): string {
  return platform.startsWith('Mac') ? text.replaceAll('Ctrl+', '⌘') : text;
}
