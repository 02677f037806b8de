import './batch.css';
import { Announcer } from '../../page/announcer.ts';
import { BatchHead } from './head.ts';
import type {
  BatchFacts,
  BatchProgress,
  FromBatchPage,
  PageTexts,
  ToBatchPage,
} from './messages.ts';
import { BatchTable } from './table.ts';
import { byId } from '../../page/element.ts';
import { FilterBar } from './filterBar.ts';
import { HostWatch } from './hostWatch.ts';
import type { RowFilter } from './rowFilter.ts';
import { filtered } from './rowFilter.ts';
import { filled } from './texts.ts';

/**
 * What is kept of the page while another tab is before it, when VS Code throws it away, and over a
 * restart. The rows are not: the extension has them.
 */
interface Kept {
  /** None: it was a review. */
  readonly run?: string;
  /** When, in milliseconds since 1970. */
  readonly at: number;
  readonly filter: RowFilter;
  readonly active?: number;
  readonly scrollTop: number;
  /** The id of what had the keyboard, or the action. */
  readonly focus?: string;
}

declare function acquireVsCodeApi(): {
  postMessage(message: FromBatchPage): void;
  getState(): Kept | undefined;
  setState(state: Kept): void;
};

const vscode = acquireVsCodeApi();
const kept = vscode.getState();
const grid = byId('grid');
const announcer = new Announcer();
const head = new BatchHead((action) => {
  say({ kind: 'action', action });
});
const filterBar = new FilterBar(kept?.filter ?? { group: undefined, text: '' }, () => {
  refiltered = true;
  changed('rows');
});
const table = new BatchTable(
  { grid, body: byId('rows'), takeAll: byId('take-all') as HTMLInputElement, note: byId('note') },
  say,
  changed,
);

const host = new HostWatch(() => {
  say({ kind: 'are-you-there' });
}, drawGone);

let facts: BatchFacts | undefined;
let progress: BatchProgress | undefined;
let texts: PageTexts | undefined;
let run = kept?.run;
/** What the page was like before it was hidden is still to be brought back. */
let isReturning = true;
/** What had the keyboard last, since the page is there; the browser forgets it once it is elsewhere. */
let had: HTMLElement | undefined;
let hadId = kept?.focus;
let refiltered = false;
let isStale = false;
let frame: number | undefined;
let keeping: ReturnType<typeof setTimeout> | undefined;

window.addEventListener('message', ({ data }: MessageEvent<ToBatchPage>) => {
  host.heard();
  take(data);
});

document.addEventListener('keydown', (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'f') {
    event.preventDefault();
    filterBar.focus();
  }
});

document.addEventListener('focusin', focused);
// The page has the keyboard when VS Code gives it, which may be later than it is shown.
window.addEventListener('focus', focusAgain);

say({ kind: 'ready' });

function say(said: FromBatchPage): void {
  vscode.postMessage(said);
}

function take(message: ToBatchPage): void {
  switch (message.kind) {
    case 'all':
      ({ facts, texts, run } = { run: undefined, ...message });
      table.fill(message.rows, message.texts);
      if (isReturning) {
        table.activate(kept?.active);
      }
      announcer.say(message.facts.title);
      break;
    case 'facts':
      if (message.facts.title !== facts?.title) {
        announcer.answer(message.facts.title);
      }
      ({ facts } = message);
      break;
    case 'rows':
      table.change(message.rows);
      break;
    case 'progress':
      ({ progress } = { progress: undefined, ...message });
      if (progress !== undefined) {
        announcer.say(progress.text);
      }
      break;
    case 'here':
      return;
  }
  changed('rows');
}

/** What can still be done is a command of VS Code's, which starts the extension anew. */
function drawGone(isGone: boolean): void {
  byId('gone').hidden = !isGone;
  byId('gone-run').hidden = run === undefined;
  byId('gone-review').hidden = run !== undefined;
  const given = encodeURIComponent(JSON.stringify([run]));
  byId('resume').setAttribute('href', `command:zohoCrmPhotos.resumeUpload?${given}`);
}

/** Whatever comes, it is drawn once a frame. */
function changed(what: 'rows' | 'view'): void {
  isStale ||= what === 'rows';
  frame ??= requestAnimationFrame(draw);
}

function draw(): void {
  frame = undefined;
  if (facts === undefined || texts === undefined) {
    return;
  }
  if (isStale) {
    isStale = false;
    head.draw(facts);
    head.drawProgress(progress);
    drawTable(facts, texts);
  }
  table.draw();
  keepSoon();
}

function drawTable({ isReview }: BatchFacts, texts: PageTexts): void {
  const { rows } = table;
  byId('main').hidden = false;
  byId('list').hidden = rows.length === 0;
  filterBar.draw(rows, texts);
  const shown = filtered(rows, filterBar.filter);
  table.show(shown, isReview);
  byId('none').hidden = shown.length > 0;
  grid.classList.toggle('review', isReview);
  if (isReturning) {
    isReturning = false;
    grid.scrollTop = kept?.scrollTop ?? 0;
    focusAgain();
  } else if (refiltered) {
    table.revealActive();
    announcer.answer(filled(texts.shown, shown.length, rows.length));
  }
  refiltered = false;
}

function focused({ target }: FocusEvent): void {
  if (target instanceof HTMLElement) {
    had = target;
    hadId = target.dataset.action ?? (target.id === '' ? undefined : target.id);
    keepSoon();
  }
}

/**
 * To where it was, or to the first button where that one is gone; at first to the rows: no key that
 * is pressed there sends anything.
 */
function focusAgain(): void {
  if (document.activeElement === document.body || document.activeElement === null) {
    const again = had?.isConnected === true ? had : hadId === undefined ? grid : ofId(hadId);
    again?.focus({ preventScroll: true });
    if (document.activeElement !== again) {
      (document.querySelector<HTMLElement>('#buttons button') ?? grid).focus();
    }
  }
}

function ofId(id: string): HTMLElement | null {
  return document.getElementById(id) ?? document.querySelector(`[data-action=${id}]`);
}

/** Soon: whoever scrolls would have it written at each frame. */
function keepSoon(): void {
  if (!isReturning) {
    keeping ??= setTimeout(keep, 100);
  }
}

function keep(): void {
  keeping = undefined;
  const { active } = table;
  vscode.setState({
    at: Date.now(),
    filter: filterBar.filter,
    scrollTop: grid.scrollTop,
    ...(run === undefined ? {} : { run }),
    ...(active === undefined ? {} : { active }),
    ...(hadId === undefined ? {} : { focus: hadId }),
  });
}
