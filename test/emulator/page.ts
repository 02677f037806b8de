const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

const STYLE = `
:root { color-scheme: light dark; --back: #eef1f6; --card: #fff; --text: #1d2430; --soft: #667085;
  --line: #dde2ea; --accent: #1f5fbf; --on-accent: #fff; }
@media (prefers-color-scheme: dark) { :root { --back: #14181f; --card: #1d232d; --text: #e7ebf2;
  --soft: #98a2b3; --line: #313a47; --accent: #7fb0ff; --on-accent: #14181f; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--text);
  font: 15px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
header { display: flex; align-items: center; gap: 12px; padding: 14px 28px; background: var(--card);
  border-bottom: 1px solid var(--line); }
header a, header strong { color: inherit; text-decoration: none; font-weight: 600; }
.badge { margin-left: auto; padding: 2px 10px; border-radius: 999px; font-size: 12px;
  font-weight: 700; letter-spacing: .06em; }
.production { background: #fde3e1; color: #9f1d14; }
.sandbox, .developer { background: #dff3e4; color: #15653a; }
main { max-width: 900px; margin: 28px auto; padding: 0 28px; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 12px;
  padding: 28px; margin-bottom: 20px; }
.record { display: flex; gap: 32px; align-items: flex-start; flex-wrap: wrap; }
.photo { width: 220px; height: 220px; border-radius: 12px; object-fit: cover; flex: none;
  background: var(--back); border: 1px solid var(--line); }
.none { display: grid; place-items: center; color: var(--soft); border-style: dashed; }
.fields { flex: 1; min-width: 280px; }
h1 { margin: 0 0 2px; font-size: 26px; line-height: 1.25; }
h2 { margin: 0 0 10px; font-size: 17px; }
.soft { color: var(--soft); margin: 0 0 18px; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 8px 20px; margin: 0; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
ul { list-style: none; margin: 0; padding: 0; columns: 2 260px; }
li { padding: 3px 0; } a { color: var(--accent); }
form, fieldset { margin: 0 0 18px; } fieldset { border: 1px solid var(--line); border-radius: 8px; }
label { display: block; margin: 0 0 12px; } fieldset label { margin: 2px 0; }
label .badge { margin-left: 6px; }
input:not([type=radio], [type=checkbox]), select, textarea { display: block; width: 100%;
  padding: 8px 10px; border: 1px solid var(--line); border-radius: 8px; font: inherit;
  color: inherit; background: var(--back); }
button { padding: 8px 18px; border: 1px solid var(--accent); border-radius: 8px; font: inherit;
  font-weight: 600; color: var(--accent); background: none; cursor: pointer; }
button.main { color: var(--on-accent); background: var(--accent); }
nav { display: flex; gap: 20px; margin: 0 0 18px; } [aria-current] { font-weight: 700; }
[role=alert] { color: #c0362c; font-weight: 600; }
`;

/**
 * A page of the emulator.
 *
 * @param header the top of the page, as HTML
 * @param main the rest, as HTML
 */
export function page(title: string, header: string, main: string): string {
  return (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">' +
    '<meta name="viewport" content="width=device-width">' +
    `<title>${escaped(title)}</title><style>${STYLE}</style></head>` +
    `<body><header>${header}</header><main>${main}</main></body></html>`
  );
}
