import type { Account } from '../auth/account.ts';
import { sidesOf } from '../image/inspect.ts';
import type { Replacement } from '../upload/confirmation.ts';
import type { ReplacementAnswer } from '../page/messages.ts';
import { organizationName } from './names.ts';
import { pageHtml, escapeHtml } from './pageHtml.ts';
import { plain } from './plain.ts';
import { pixels, wordsOfPicture } from './words/picture.ts';
import * as words from './words/replacement.ts';

/** Asks about one of several pictures; `number` counts from 1. */
export interface ReplacementQuestion {
  readonly account: Account;
  readonly replacement: Replacement;
  readonly number: number;
  readonly of: number;
}

/** What the page needs from its webview. */
interface PageSources {
  readonly script: string;
  readonly stylesheet: string;
  /** Unique for each page: only the script with this nonce runs. */
  readonly nonce: string;
  /** Allowed sources of stylesheets, as in a content security policy. */
  readonly styles: string;
  readonly newBytes: Uint8Array;
}

/**
 * The new picture small, so that what record pages crop is seen before. Hidden until the page can show
 * it, and from screen readers, which have no use for the same picture three times.
 */
const PREVIEW = `<figure id="preview" aria-hidden="true" hidden>
<figcaption>${escapeHtml(words.AS_RECORDS_SHOW_IT)}</figcaption>
<img class="square" alt=""><img class="round" alt="">
</figure>`;

/** The longest name that Zoho accepts is shown in full. */
const LONGEST = 255;

/** The HTML of the page that compares a record's photo with the picture to replace it. */
export function replacementHtml(
  question: ReplacementQuestion,
  { newBytes, ...sources }: PageSources,
): string {
  const { account, replacement, number, of } = question;
  const { record, present, picture, willBackUp, isRepeated } = replacement;
  const { module, id } = record.key;
  const replaces = present !== undefined;
  const name = plain(record.name ?? `${module} ${id}`, LONGEST);
  const fileName = plain(picture.picture.name, LONGEST);
  const describedBy = [
    'record',
    'present-facts',
    'new-facts',
    ...(replaces ? ['consequence'] : []),
  ];
  return pageHtml({
    title: tabTitle(question),
    ...sources,
    images: 'blob:',
    body: `<main>
${of === 1 ? '' : `<p class="position">${escapeHtml(words.pictureOf(number, of))}</p>`}
<h1 id="question">${escapeHtml(words.replacementQuestion(name, replaces))}</h1>
<dl id="record">
${fact(words.ORGANIZATION, organizationName(account))}
${fact(words.MODULE, plain(module))}
${fact(words.RECORD_ID, plain(id))}
</dl>
${isRepeated ? `<p role="alert">${escapeHtml(words.CHANGED_MEANWHILE)}</p>` : ''}
<div class="buttons" role="group" aria-labelledby="question" aria-describedby="${describedBy.join(' ')}">
${buttonsOf(question).map(button).join('\n')}
</div>
${replaces ? `<p id="consequence">${escapeHtml(words.consequence(willBackUp))}</p>` : ''}
<p class="unseen" role="status" data-done="${escapeHtml(words.PICTURES_SHOWN)}"></p>
<div class="pictures">
<section>
<h2>${escapeHtml(words.NOW_IN_CRM)}</h2>
${replaces ? figure('present', words.currentPhotoOf(name), present) : noFigure()}
</section>
<section>
<h2>${escapeHtml(words.newPicture(fileName))}</h2>
${figure('new', words.newPhoto(fileName), newBytes)}
${PREVIEW}
</section>
</div>
</main>`,
  });
}

/** The title of the page's tab. */
export function tabTitle({ replacement: { present } }: ReplacementQuestion): string {
  return words.replacementTitle(present !== undefined);
}

function fact(name: string, value: string): string {
  return `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd></div>`;
}

interface Button {
  readonly answer: ReplacementAnswer;
  readonly label: string;
}

/** The button that changes nothing is last, and is focused first. */
function buttonsOf({ replacement: { present }, number, of }: ReplacementQuestion): Button[] {
  const labels = words.buttonLabels(present !== undefined);
  const confirm: Button = { answer: 'confirm', label: labels.confirm };
  if (number === of) {
    return [confirm, { answer: 'cancel', label: of === 1 ? labels.cancel : labels.skip }];
  }
  return [
    confirm,
    { answer: 'confirm-all', label: labels['confirm-all'] },
    { answer: 'skip', label: labels.skip },
    { answer: 'cancel', label: labels['cancel-rest'] },
  ];
}

function button({ answer, label }: Button): string {
  return `<button type="button" value="${answer}">${escapeHtml(label)}</button>`;
}

function noFigure(): string {
  return `<figure id="present"><figcaption id="present-facts">${escapeHtml(words.HAS_NO_PHOTO)}</figcaption></figure>`;
}

/** If the picture's dimensions are unknown here, the page adds them once it shows the picture. */
function figure(id: 'new' | 'present', alt: string, bytes: Uint8Array): string {
  const unmeasured =
    sidesOf(bytes) === undefined ? ` data-unmeasured="${escapeHtml(pixels('{0}', '{1}'))}"` : '';
  return `<figure id="${id}">
<figcaption id="${id}-facts"${unmeasured}>${escapeHtml(wordsOfPicture(bytes))}</figcaption>
<div class="frame"><img alt="${escapeHtml(alt)}" hidden><p class="instead" data-failure="${escapeHtml(words.NOT_SHOWN[id])}">${escapeHtml(words.LOADING)}</p></div>
</figure>`;
}
