import type { Account } from '../auth/account.ts';
import { sidesOf } from '../image/inspect.ts';
import type { Replacement } from '../upload/confirmation.ts';
import type { ReplacementAnswer } from '../page/messages.ts';
import { organizationName } from './names.ts';
import { pageHtml, text } from './pageHtml.ts';
import { plain } from './plain.ts';
import { wordsOfPicture } from './words/picture.ts';

/** What is asked: one of so many pictures, counted from 1. */
export interface ReplacementQuestion {
  readonly account: Account;
  readonly replacement: Replacement;
  readonly number: number;
  readonly of: number;
}

/** What VS Code knows of the page that the text is for. */
interface Place {
  readonly script: string;
  readonly stylesheet: string;
  /** New for each page: only the script that carries it runs. */
  readonly nonce: string;
  /** Where stylesheets may come from, as a policy says it. */
  readonly styles: string;
  readonly newBytes: Uint8Array;
}

/** The longest name that Zoho takes is shown whole. */
const LONGEST = 255;

/** The page that shows a record's photo beside the picture that is to replace it. */
export function replacementHtml(
  question: ReplacementQuestion,
  { newBytes, ...place }: Place,
): string {
  const { account, replacement, number, of } = question;
  const { record, present, picture } = replacement;
  const { module, id } = record.key;
  const name = text(plain(record.name ?? `${module} ${id}`, LONGEST));
  const position = of === 1 ? '' : `<p class="position">Picture ${number} of ${of}</p>`;
  const fileName = text(plain(picture.picture.name, LONGEST));
  return pageHtml({
    title: titleOf(question),
    ...place,
    images: 'blob:',
    body: `<main>
${position}
<h1 id="question">${present === undefined ? `Make this the photo of ${name}?` : `Replace the photo of ${name}?`}</h1>
<dl id="record">
<div><dt>Organization</dt><dd>${text(organizationName(account))}</dd></div>
<div><dt>Module</dt><dd>${text(plain(module))}</dd></div>
<div><dt>Record ID</dt><dd>${text(plain(id))}</dd></div>
</dl>
${changed(replacement)}
<div class="buttons" role="group" aria-labelledby="question" aria-describedby="record present-facts new-facts${present === undefined ? '' : ' consequence'}">
${buttonsOf(question).map(button).join('\n')}
</div>
${consequence(replacement)}
<p class="unseen" role="status" data-done="The pictures are shown."></p>
<div class="pictures">
<section>
<h2>Now in Zoho CRM</h2>
${present === undefined ? '<figure id="present"><figcaption id="present-facts">The record has no photo.</figcaption></figure>' : figure('present', `Present photo of ${name}`, present)}
</section>
<section>
<h2>New: ${fileName}</h2>
${figure('new', `New photo: ${fileName}`, newBytes)}
</section>
</div>
</main>`,
  });
}

/** What stands on the page's tab. */
export function titleOf({ replacement: { present } }: ReplacementQuestion): string {
  return present === undefined ? 'Upload Photo?' : 'Replace Photo?';
}

function changed({ again }: Replacement): string {
  return again
    ? '<p role="alert">The photo in the CRM has been changed while you were asked. Below is the present one.</p>'
    : '';
}

function consequence({ present, keeps }: Replacement): string {
  if (present === undefined) {
    return '';
  }
  const words = keeps
    ? 'The present photo is kept on this machine: Undo brings it back.'
    : 'No copy of the present photo is kept, as your settings say: this cannot be undone.';
  return `<p id="consequence">${words}</p>`;
}

interface Button {
  readonly answer: ReplacementAnswer;
  readonly label: string;
}

/** The one that changes nothing stands last, and has the keyboard at first. */
function buttonsOf({ replacement: { present }, number, of }: ReplacementQuestion): Button[] {
  const verb = present === undefined ? 'Upload' : 'Replace';
  const goOn: Button = { answer: 'go-on', label: verb };
  if (number === of) {
    return [goOn, { answer: 'cancel', label: of === 1 ? 'Cancel' : 'Skip This One' }];
  }
  return [
    goOn,
    { answer: 'go-on-with-all', label: `${verb} This and All That Follow` },
    { answer: 'skip', label: 'Skip This One' },
    { answer: 'cancel', label: 'Cancel the Rest' },
  ];
}

function button({ answer, label }: Button): string {
  return `<button type="button" value="${answer}">${label}</button>`;
}

function figure(id: 'new' | 'present', alt: string, bytes: Uint8Array): string {
  const failure =
    id === 'new'
      ? 'The new photo cannot be shown here.'
      : 'The present photo cannot be shown here.';
  return `<figure id="${id}">
<figcaption id="${id}-facts"${sidesOf(bytes) === undefined ? ' data-unmeasured' : ''}>${text(wordsOfPicture(bytes))}</figcaption>
<div class="frame"><img alt="${alt}" hidden><p class="instead" data-failure="${failure}">Loading…</p></div>
</figure>`;
}
