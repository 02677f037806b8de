import { language } from './words/language.ts';

interface PageParts {
  readonly title: string;
  /** The URL of the page's only script. */
  readonly script: string;
  /** The URL of its only stylesheet. */
  readonly stylesheet: string;
  /** Unique for each page: only the script with this nonce runs. */
  readonly nonce: string;
  /** Allowed sources of stylesheets, as in a content security policy. */
  readonly styles: string;
  /** Allowed sources of pictures, likewise. */
  readonly images: string;
  /** HTML: see `escapeHtml`. */
  readonly body: string;
}

/** The HTML of a webview. Its policy allows only its own script, its own stylesheet, and pictures. */
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
<html lang="${escapeHtml(language())}">
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

/** Escapes text for an element or an attribute. */
export function escapeHtml(value: string): string {
  return value.replace(/["&'<>]/g, (character) => ENTITIES[character] ?? '');
}
