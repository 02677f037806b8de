import { pageHtml } from '../../ui/pageHtml.ts';

/** What VS Code knows of the page. */
interface Place {
  readonly script: string;
  readonly nonce: string;
  /** Where pictures of the chosen folders come from. */
  readonly images: string;
}

/** The page of a batch, empty: its script fills it with what comes by messages. */
export function batchHtml(place: Place): string {
  return pageHtml({ ...place, title: 'Upload Photos', style: STYLE, body: BODY });
}

const BODY = `<div id="gone" role="alert" hidden>
<p><strong>This page is out of touch.</strong> The extension behind it was stopped by VS Code, or cannot be reached: what is shown may no longer be so.
<span id="gone-run">What was done is noted. <a id="resume">Resume Upload…</a></span>
<span id="gone-review">Nothing was sent. Close this page, and choose the pictures again.</span></p>
</div>
<main id="main" hidden>
<header>
<h1 id="title"></h1>
<p id="place"><bdi id="organization"></bdi> <strong id="environment"></strong></p>
<ul id="lines"></ul>
<ul id="warnings" aria-label="Warnings"></ul>
<div id="switches" role="group" aria-label="How to upload"></div>
<div id="buttons" role="group" aria-label="What to do"></div>
<div id="progress" hidden>
<p id="progress-text"></p>
<div id="progress-bar" role="progressbar" aria-labelledby="title" aria-valuemin="0" aria-valuemax="100"><div id="progress-done"></div></div>
</div>
</header>
<p id="status" class="unseen" role="status"></p>
<section id="list" aria-labelledby="title">
<div id="filters">
<div id="chips" role="group" aria-label="Show only"></div>
<input id="filter" type="search" aria-label="Filter by file or record" placeholder="Filter by file or record" spellcheck="false" autocomplete="off">
</div>
<div id="grid" role="grid" tabindex="0" aria-label="Pictures" aria-describedby="keys" aria-rowcount="1">
<div class="row heading" role="row" aria-rowindex="1">
<div class="cell take" role="columnheader"><input id="take-all" class="check" type="checkbox" aria-label="Upload all that are shown" title="Upload all that are shown"></div>
<div class="cell shown" role="columnheader"><span class="unseen">Picture</span></div>
<div class="cell file" role="columnheader">File</div>
<div class="cell size" role="columnheader">Size</div>
<div class="cell record" role="columnheader">Record</div>
<div class="cell photo" role="columnheader">Has Photo</div>
<div class="cell state" role="columnheader">State</div>
</div>
<div id="rows" role="rowgroup"></div>
<div id="none" hidden><p>None of the pictures is like that.</p><button id="show-all" type="button">Show All</button></div>
</div>
<div id="foot">
<p id="note" aria-hidden="true"></p>
<p id="keys"><span class="in-review">Space takes a picture out or in, F2 changes its record. </span>Enter shows it, Ctrl+Enter opens its record.</p>
</div>
</section>
</main>`;

/** Rows have one height, which the script reads from \`--row\`. */
const STYLE = `
html, body { height: 100%; }
body { display: flex; flex-direction: column; box-sizing: border-box; margin: 0; padding: 0; }
#gone {
  flex: none;
  margin: .75rem 1.25rem 0;
  padding: .4rem .6rem;
  color: var(--vscode-inputValidation-warningForeground, var(--vscode-foreground));
  background: var(--vscode-inputValidation-warningBackground);
  border: 1px solid var(--vscode-inputValidation-warningBorder);
}
#gone a { color: inherit; font-weight: 600; text-decoration: underline; }
#gone a:focus { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
#gone:not([hidden]) ~ main :is(#buttons, #switches, #progress) { display: none; }
main { display: flex; flex: 1 1 auto; flex-direction: column; box-sizing: border-box; min-height: 0; padding: 1rem 1.25rem .5rem; }
main[hidden] { display: none; }
header { flex: none; }
h1 { margin: 0; }
p, ul { margin: 0; padding: 0; }
ul { list-style: none; }
.icon { flex: none; width: 16px; height: 16px; fill: none; stroke: currentColor; stroke-width: 1.2; stroke-linecap: round; stroke-linejoin: round; }

#place { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem .6rem; margin: .35rem 0 .6rem; font-size: 1.25em; overflow-wrap: anywhere; }
#environment {
  display: inline-flex;
  align-items: center;
  gap: .35rem;
  padding: .05rem .5rem;
  border: 1px solid var(--vscode-contrastBorder, var(--vscode-descriptionForeground));
  border-radius: 3px;
  font-size: .8em;
  font-weight: 600;
}
#environment.production {
  color: var(--vscode-inputValidation-warningForeground, var(--vscode-foreground));
  background: var(--vscode-inputValidation-warningBackground);
  border: 2px solid var(--vscode-inputValidation-warningBorder);
}
#lines li { margin: .1rem 0; }
#warnings { margin-top: .5rem; }
#warnings li {
  display: flex;
  gap: .5rem;
  margin-top: .25rem;
  padding: .4rem .6rem;
  color: var(--vscode-inputValidation-warningForeground, var(--vscode-foreground));
  background: var(--vscode-inputValidation-warningBackground);
  border: 1px solid var(--vscode-inputValidation-warningBorder);
}
#warnings .icon { margin-top: .1em; }

#buttons, #switches { display: flex; flex-wrap: wrap; align-items: center; gap: .4rem .5rem; margin-top: .75rem; }
#switches { gap: .3rem 1.25rem; }
#buttons[hidden], #switches[hidden] { display: none; }
.action { display: flex; align-items: center; gap: .5rem; }
.action .reason { color: var(--vscode-descriptionForeground); }
.action .reason:empty { display: none; }
#buttons .action:first-child button { color: var(--vscode-button-foreground); background: var(--vscode-button-background); }
#buttons .action:first-child button:hover { background: var(--vscode-button-hoverBackground); }
button[aria-disabled=true] { opacity: .5; cursor: default; }
button[role=switch] {
  display: flex;
  align-items: center;
  gap: .4rem;
  padding: 0;
  color: inherit;
  background: none;
  border-color: transparent;
  text-align: start;
}
button[role=switch]::before, .check {
  flex: none;
  box-sizing: border-box;
  width: 16px;
  height: 16px;
  background: var(--vscode-checkbox-background) center / 12px no-repeat;
  border: 1px solid var(--vscode-checkbox-border, var(--vscode-descriptionForeground));
  border-radius: 3px;
}
button[role=switch]::before, button[role=switch]::after { content: ''; }
button[role=switch] { position: relative; }
.check { position: relative; appearance: none; margin: 0; cursor: pointer; }
.check:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 1px; }
/* The tick is drawn, not loaded. */
button[role=switch][aria-checked=true]::after, .check:checked::after, .check:indeterminate::after {
  content: '';
  position: absolute;
  box-sizing: border-box;
  width: 5px;
  height: 9px;
  border: solid var(--vscode-checkbox-foreground, var(--vscode-foreground));
  border-width: 0 2px 2px 0;
  transform: rotate(40deg);
  inset: 2px auto auto 5px;
}
.check:checked::after { inset: 1px auto auto 4px; }
button[role=switch][aria-checked=true]::after { inset: calc(50% - 6px) auto auto 5px; }
.check:indeterminate::after { inset: 6px auto auto 3px; width: 8px; height: 0; border-width: 0 0 2px; transform: none; }

#progress { margin-top: .75rem; }
#progress-text { font-variant-numeric: tabular-nums; }
#progress-bar { height: 4px; margin-top: .35rem; overflow: hidden; background: color-mix(in srgb, var(--vscode-foreground) 15%, transparent); outline: 1px solid var(--vscode-contrastBorder, transparent); }
#progress-done { height: 100%; width: 0; background: var(--vscode-progressBar-background); }
#progress-bar.unknown #progress-done { width: 25%; animation: along 2s linear infinite; }
@keyframes along { from { transform: translateX(-100%); } to { transform: translateX(400%); } }
@media (prefers-reduced-motion) { #progress-bar.unknown #progress-done { width: 100%; opacity: .5; animation: none; } }

#list { display: flex; flex: 1 1 auto; flex-direction: column; min-height: min(24rem, 90vh); margin-top: 1rem; }
#list[hidden] { display: none; }
#filters { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .5rem 1rem; margin-bottom: .5rem; }
#chips { display: flex; flex-wrap: wrap; gap: .25rem; }
.chip { padding: .1rem .55rem; color: var(--vscode-foreground); background: none; border-color: var(--vscode-contrastBorder, transparent); border-radius: 1rem; }
.chip:hover { background: var(--vscode-toolbar-hoverBackground, var(--vscode-list-hoverBackground)); }
.chip[aria-pressed=true] { color: var(--vscode-inputOption-activeForeground, var(--vscode-foreground)); background: var(--vscode-inputOption-activeBackground); border-color: var(--vscode-contrastActiveBorder, var(--vscode-inputOption-activeBorder)); outline: 1px solid var(--vscode-contrastActiveBorder, transparent); }
.chip[aria-pressed=true]:focus { outline-color: var(--vscode-focusBorder); }
.chip .count { color: var(--vscode-descriptionForeground); font-variant-numeric: tabular-nums; }
.chip[aria-pressed=true] .count { color: inherit; }
#filter {
  flex: 0 1 16rem;
  min-width: 8rem;
  padding: .25rem .5rem;
  color: var(--vscode-input-foreground);
  background: var(--vscode-input-background);
  border: 1px solid var(--vscode-input-border, var(--vscode-contrastBorder, transparent));
  border-radius: 2px;
  font: inherit;
}
#filter::placeholder { color: var(--vscode-input-placeholderForeground); }
#filter:focus { outline: 1px solid var(--vscode-focusBorder); outline-offset: -1px; }

#grid {
  position: relative;
  flex: 1 1 auto;
  min-height: 10rem;
  overflow: auto;
  border-top: 1px solid var(--vscode-contrastBorder, var(--vscode-panel-border));
  /* The script keeps the place. */
  overflow-anchor: none;
  scrollbar-gutter: stable;
}
#grid:focus { outline: none; }
#rows { position: relative; --row: 48px; }
.row {
  display: grid;
  grid-template-columns: var(--columns);
  align-items: center;
  column-gap: .75rem;
  box-sizing: border-box;
  width: 100%;
  padding: 0 .5rem;
  --columns: 36px minmax(8rem, 3fr) 4.5rem minmax(11.5rem, 3fr) minmax(8rem, 6fr);
}
.review .row { --columns: 16px 36px minmax(8rem, 3fr) 4.5rem minmax(8.5rem, 3fr) 5rem minmax(8rem, 5fr); }
/* Whether there was a photo before says nothing of what is there during and after the run. */
#grid:not(.review) :is(.take, .photo), #grid:not(.review) ~ #foot .in-review { display: none; }
#rows .row { position: absolute; height: var(--row); }
.heading { position: sticky; z-index: 1; top: 0; min-height: 28px; color: var(--vscode-descriptionForeground); background: var(--vscode-editor-background); border-bottom: 1px solid var(--vscode-contrastBorder, var(--vscode-panel-border)); }
#rows .row:hover { background: var(--vscode-list-hoverBackground); outline: 1px dashed var(--vscode-contrastActiveBorder, transparent); outline-offset: -1px; }
#rows .row.active { color: var(--vscode-list-inactiveSelectionForeground, inherit); background: var(--vscode-list-inactiveSelectionBackground); outline: 1px dotted var(--vscode-contrastActiveBorder, transparent); outline-offset: -1px; }
#grid:focus .row.active { color: var(--vscode-list-activeSelectionForeground, inherit); background: var(--vscode-list-activeSelectionBackground); outline: 1px solid var(--vscode-list-focusOutline, var(--vscode-focusBorder)); }
.cell { display: flex; flex-direction: column; justify-content: center; min-width: 0; }
.first, .second { display: block; text-align: left; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.second { color: var(--vscode-descriptionForeground); font-size: .9em; }
.second:empty { display: none; }
/* A reason has two lines, at most. */
.state .second { display: -webkit-box; line-height: 1.2; white-space: normal; overflow-wrap: anywhere; -webkit-box-orient: vertical; -webkit-line-clamp: 2; }
.photo-mark { display: none; }
#grid:focus .row.active .second, #grid:focus .row.active .state { color: inherit; }
.size { text-align: end; font-variant-numeric: tabular-nums; }
.thumbnail { position: relative; display: flex; align-items: center; justify-content: center; width: 36px; height: 36px; padding: 0; color: var(--vscode-descriptionForeground); background: none; border: 0; }
.thumbnail img { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: contain; background: var(--vscode-editor-background); opacity: 0; }
.thumbnail img.loaded { opacity: 1; }
.thumbnail:has(.loaded) .icon { visibility: hidden; }
.record:not(.heading *) { flex-direction: row; align-items: center; justify-content: start; gap: .25rem; }
.names { flex: 1 1 auto; min-width: 0; }
.record:not(.heading *) { position: relative; }
/* Beside the name: the ID below it stays whole. */
.row .change, .row .open { position: absolute; inset-block-start: -2px; inset-inline-end: 0; }
.row .change { inset-inline-end: 26px; }
/* Room for the buttons only where they are seen. */
.row:is(:hover, .active) .names .first, .names:has(~ :focus) .first { padding-inline-end: 28px; }
.review .row:is(:hover, .active) .names .first, .review .names:has(~ :focus) .first { padding-inline-end: 54px; }
.row.recordless .change { position: static; }
.recordless .names { display: none; }
/* What may be meant stands above it. */
.record:has(> .near:not([hidden])) { flex-direction: column; align-items: start; gap: 0; }
.near { max-width: 100%; margin-inline-start: -3px; padding: 2px 3px; color: var(--vscode-textLink-foreground); background: none; border: 0; border-radius: 4px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.near:hover { background: var(--vscode-toolbar-hoverBackground); }
#grid:focus .active .near { color: inherit; }
.recordless .change { margin-inline-start: -3px; }
.change, .open { display: flex; flex: none; align-items: center; gap: .3rem; padding: 3px; color: inherit; background: none; border: 0; border-radius: 4px; opacity: 0; }
.change:hover, .open:hover { background: var(--vscode-toolbar-hoverBackground); }
.row:hover .change, .row:hover .open, .active .change, .active .open, .change:focus, .open:focus, .recordless .change { opacity: 1; }
.near[hidden], .change[hidden], .open[hidden], .check[hidden] { display: none; }
.recordless .change { color: var(--vscode-textLink-foreground); }
#grid:focus .active.recordless .change { color: inherit; }
.state:not(.heading *) { display: grid; grid-template-columns: 16px minmax(0, 1fr); align-items: center; column-gap: .5rem; }
.state .icon { grid-row: 1; }
.state .second { grid-column: 2; }
.state[data-tone=good] .icon { color: var(--vscode-testing-iconPassed, inherit); }
.state[data-tone=warning] .icon { color: var(--vscode-problemsWarningIcon-foreground, inherit); }
.state[data-tone=error] .icon { color: var(--vscode-problemsErrorIcon-foreground, inherit); }
.state[data-tone=busy] .icon { color: var(--vscode-progressBar-background, inherit); }
#grid:focus .row.active .icon { color: inherit; }
.row.out :is(.file, .size, .names, .photo, img.loaded) { opacity: .55; }
.row.out .file .first { text-decoration: line-through; }
#none { padding: 2rem; text-align: center; }
#none p { margin-bottom: .75rem; }
#none[hidden] { display: none; }
/* Two lines, kept free, or the rows would jump. */
#foot { flex: none; height: 2.8em; padding-top: .4rem; overflow: hidden; overflow-wrap: anywhere; border-top: 1px solid var(--vscode-contrastBorder, var(--vscode-panel-border)); }
#note:not(:empty) ~ #keys { display: none; }
#keys { color: var(--vscode-descriptionForeground); font-size: .9em; }

@media (max-width: 800px) {
  .row { --columns: 36px minmax(0, 3fr) minmax(8.5rem, 3fr) minmax(0, 5fr); }
  .review .row { --columns: 16px 36px minmax(0, 3fr) minmax(14.5rem, 3fr) minmax(0, 4fr); }
  .size, .photo { display: none; }
  .review .photo-mark { display: inline; }
  .id:not(:empty) + .photo-mark:not(:empty)::before { content: ' · '; }
}
/* Four lines: file, record, its ID, state. */
@media (max-width: 680px) {
  main { padding: .75rem .75rem .25rem; }
  #rows { --row: 88px; }
  .row { --columns: 36px minmax(0, 1fr); align-content: center; padding: 0 .25rem; }
  .review .row { --columns: 16px 36px minmax(0, 1fr); }
  .row > .file, .row > .record, .row > .state { grid-column: -2; }
  .row > .take, .row > .shown { grid-row: 1 / span 3; }
  .row > .file { grid-row: 1; }
  .row > .record { grid-row: 2; }
  .row > .state { grid-row: 3; display: flex; flex-direction: row; justify-content: start; align-items: center; column-gap: .35rem; }
  .state .second { display: block; flex: 1 1 0; min-width: 0; white-space: nowrap; }
  .file .second { display: none; }
  .record:has(> .near:not([hidden])) { flex-direction: row; align-items: center; gap: .5rem; }
  .heading > .record, .heading > .state { display: none; }
  #filter { flex: 1 1 100%; }
  #keys { display: none; }
}
/* Five, where a photo is replaced. */
@media (max-width: 380px) {
  #rows { --row: 100px; }
  .names .second { line-height: 1.2; white-space: normal; }
  .review .photo-mark { display: block; }
  .id:not(:empty) + .photo-mark:not(:empty)::before { content: none; }
}
`;
