import { pageHtml, escapeHtml } from '../../ui/pageHtml.ts';
import type { FixedText } from '../words/page.ts';
import { fixedTexts } from '../words/page.ts';

/** Where VS Code serves the page's parts from. */
interface Place {
  readonly script: string;
  readonly stylesheet: string;
  readonly nonce: string;
  readonly styles: string;
  /** The source of pictures from the chosen folders. */
  readonly images: string;
}

/** The empty page of a batch: its script fills it from messages. */
export function batchHtml(place: Place): string {
  const texts = Object.entries(fixedTexts()).map(([name, words]) => [name, escapeHtml(words)]);
  const escaped = Object.fromEntries(texts) as Record<FixedText, string>;
  return pageHtml({ ...place, title: fixedTexts().title, body: bodyOf(escaped) });
}

function bodyOf({
  disconnected,
  whyDisconnected,
  progressSaved,
  resume,
  nothingSent,
  warnings,
  details,
  switches,
  buttons,
  chips,
  filter,
  pictures,
  includeAll,
  picture,
  file,
  size,
  record,
  hasPhoto,
  state,
  none,
  showAll,
  reviewKeys,
  runKeys,
  keys,
}: Readonly<Record<FixedText, string>>): string {
  return `<div id="disconnected" role="alert" hidden>
<p><strong>${disconnected}</strong> ${whyDisconnected}
<span id="disconnected-run">${progressSaved} <a id="resume">${resume}</a></span>
<span id="disconnected-review">${nothingSent}</span></p>
</div>
<main id="main" hidden>
<header id="header">
<h1 id="title"></h1>
<p id="place"><bdi id="organization"></bdi> <strong id="environment"></strong></p>
<ul id="lines"></ul>
<ul id="warnings" aria-label="${warnings}"></ul>
<button id="details" type="button" aria-expanded="false" aria-controls="lines warnings">${details}</button>
<div id="switches" role="group" aria-label="${switches}"></div>
<div id="buttons" role="group" aria-label="${buttons}"></div>
<div id="progress" hidden>
<p id="progress-text"></p>
<div id="progress-bar" role="progressbar" aria-labelledby="title" aria-valuemin="0" aria-valuemax="100"><div id="progress-done"></div></div>
</div>
</header>
<p id="status" class="unseen" role="status"></p>
<section id="list" aria-labelledby="title">
<div id="filters">
<div id="chips" role="group" aria-label="${chips}"></div>
<input id="filter" type="search" aria-label="${filter}" placeholder="${filter}" spellcheck="false" autocomplete="off">
</div>
<div id="grid" role="grid" aria-multiselectable="true" tabindex="0" aria-label="${pictures}" aria-describedby="keys" aria-rowcount="1">
<div class="row heading" role="row" aria-rowindex="1">
<div class="cell include" role="columnheader"><input id="include-all" class="check" type="checkbox" aria-label="${includeAll}" title="${includeAll}"></div>
<div class="cell shown" role="columnheader"><span class="unseen">${picture}</span></div>
<div class="cell file" role="columnheader">${file}</div>
<div class="cell size" role="columnheader">${size}</div>
<div class="cell record" role="columnheader">${record}</div>
<div class="cell photo" role="columnheader">${hasPhoto}</div>
<div class="cell state" role="columnheader">${state}</div>
</div>
<div id="rows" role="rowgroup"></div>
<div id="none" hidden><p>${none}</p><button id="show-all" type="button">${showAll}</button></div>
</div>
<div id="foot">
<p id="note" aria-hidden="true"></p>
<p id="keys"><span class="in-review">${reviewKeys} </span><span class="in-run">${runKeys} </span><span>${keys}</span></p>
</div>
</section>
</main>`;
}
