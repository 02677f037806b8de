export interface PageParts {
  readonly title: string;
  /** The address of the page's one script. */
  readonly script: string;
  /** New for each page: only what carries it is run, or styles anything. */
  readonly nonce: string;
  /** Where pictures may come from, as a policy says it. */
  readonly images: string;
  /** Beside what all pages have. */
  readonly style: string;
  /** As markup: see `text`. */
  readonly body: string;
}

/** A page of the editor. Nothing gets in but its own script, its own style, and pictures. */
export function pageHtml({ title, script, nonce, images, style, body }: PageParts): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'; img-src ${text(images)}; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(title)}</title>
<style nonce="${nonce}">${STYLE}${style}</style>
</head>
<body>
${body}
<script nonce="${nonce}" src="${text(script)}"></script>
</body>
</html>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '"': '&quot;',
  '&': '&amp;',
  "'": '&#39;',
  '<': '&lt;',
  '>': '&gt;',
};

/** Text as it may stand in an element or an attribute. */
export function text(value: string): string {
  return value.replace(/["&'<>]/g, (character) => ENTITIES[character] ?? '');
}

/** Colours are the theme's own. */
const STYLE = `
body {
  color: var(--vscode-foreground);
  background: var(--vscode-editor-background);
  font-family: var(--vscode-font-family);
  font-size: var(--vscode-font-size);
  line-height: 1.4;
}
h1, h2 { font-weight: 600; overflow-wrap: anywhere; }
h1 { font-size: 1.5em; }
button {
  padding: .35rem .9rem;
  color: var(--vscode-button-secondaryForeground);
  background: var(--vscode-button-secondaryBackground);
  border: 1px solid var(--vscode-button-border, var(--vscode-contrastBorder, transparent));
  border-radius: 2px;
  font: inherit;
  cursor: pointer;
}
button:hover { background: var(--vscode-button-secondaryHoverBackground); }
button:focus { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
[hidden] { display: none; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
`;
