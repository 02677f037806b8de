import { pageHtml } from '../../ui/pageHtml.ts';

/** What VS Code knows of the page. */
interface Place {
  readonly script: string;
  readonly stylesheet: string;
  readonly nonce: string;
  readonly styles: string;
  /** Where pictures of the chosen folders come from. */
  readonly images: string;
}

/** The page of a batch, empty: its script fills it with what comes by messages. */
export function batchHtml(place: Place): string {
  return pageHtml({ ...place, title: 'Upload Photos', body: BODY });
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
