import { PICTURE_ENDINGS } from '../image/ending.ts';
import { escapeHtml, pageHtml } from '../ui/pageHtml.ts';
import type { PasteText } from './words.ts';
import { pasteTexts } from './words.ts';

/** Where VS Code serves the page's parts from. */
interface PasteSources {
  readonly script: string;
  readonly stylesheet: string;
  readonly nonce: string;
  readonly styles: string;
}

/** The page without pictures: its script fills it from messages. */
export function pasteHtml(sources: PasteSources): string {
  const texts = Object.entries(pasteTexts()).map(([name, words]) => [name, escapeHtml(words)]);
  const body = bodyOf(Object.fromEntries(texts) as Record<PasteText, string>);
  return pageHtml({ ...sources, title: pasteTexts().title, images: 'blob:', body });
}

function bodyOf(texts: Readonly<Record<PasteText, string>>): string {
  const accept = ['image/*', ...PICTURE_ENDINGS.map((ending) => `.${ending}`)].join(',');
  return `<div id="disconnected" role="alert" hidden>
<strong>${texts.disconnected}</strong> ${texts.whyDisconnected} <a href="command:zohoCrmPhotos.pastePhoto">${texts.reopen}</a>
</div>
<main>
<h1>${texts.title}</h1>
<div class="place">
<div id="zone" role="textbox" contenteditable="true" spellcheck="false" tabindex="0" aria-label="${texts.zone}" aria-describedby="keys keys-mac drop nothing-sent"></div>
<div class="hints">
<strong id="keys" hidden>${texts.keys}</strong><strong id="keys-mac" hidden>${texts.keysMac}</strong>
<p id="drop">${texts.drop}</p>
<p id="nothing-sent">${texts.nothingSent}</p>
</div>
</div>
<div class="buttons" role="group" aria-label="${texts.actions}">
<button id="upload" class="primary" type="button" hidden>${texts.upload}</button>
<button id="download" class="primary" type="button" hidden></button>
<button id="paste" type="button">${texts.paste}</button>
<button id="choose" type="button">${texts.choose}</button>
<input id="chooser" type="file" multiple hidden accept="${accept}">
</div>
<p id="status" class="unseen" role="status"></p>
<p id="note" hidden></p>
<ul id="pictures" aria-label="${texts.pictures}" data-instead="${texts.instead}" data-remove="${texts.remove}" hidden></ul>
</main>`;
}
