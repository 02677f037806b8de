export interface PageParts {
  readonly title: string;
  /** The address of the page's one script. */
  readonly script: string;
  /** The address of its one stylesheet. */
  readonly stylesheet: string;
  /** New for each page: only the script that carries it runs. */
  readonly nonce: string;
  /** Where stylesheets may come from, as a policy says it. */
  readonly styles: string;
  /** Where pictures may come from, as a policy says it. */
  readonly images: string;
  /** As markup: see `text`. */
  readonly body: string;
}

/** A page of the editor. Nothing gets in but its own script, its own stylesheet, and pictures. */
export function pageHtml({
  title,
  script,
  stylesheet,
  nonce,
  styles,
  images,
  body,
}: PageParts): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'; img-src ${escapeHtml(images)}; script-src 'nonce-${nonce}'; style-src ${escapeHtml(styles)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="${escapeHtml(stylesheet)}">
</head>
<body>
${body}
<script nonce="${nonce}" src="${escapeHtml(script)}"></script>
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
export function escapeHtml(value: string): string {
  return value.replace(/["&'<>]/g, (character) => ENTITIES[character] ?? '');
}
