/** Nothing in a text is Markdown. VS Code's `appendText` also joins its words, so that no line breaks. */
export function asMarkdown(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, '\\$&');
}
