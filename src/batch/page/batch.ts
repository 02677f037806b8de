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
import { byId, setText } from '../../page/element.ts';
import { FilterBar } from './filterBar.ts';
import { HostWatch } from '../../page/hostWatch.ts';
import { withKeysOf } from './keyNames.ts';
import { receivePictures } from './rowDrops.ts';
import type { RowFilter } from './rowFilter.ts';
import { filtered } from './rowFilter.ts';
import { filled } from './texts.ts';

/**
 * What the page keeps across a restart, and while another tab covers it and VS Code discards it. The
 * extension has the rows.
 */
interface Kept {
  /** Missing for a review. */
  readonly run?: string;
  /** When it was kept, in milliseconds since 1970. */
  readonly at: number;
  readonly filter: RowFilter;
  readonly active?: number;
  readonly scrollTop: number;
  /** The id, or the action, of the element that had the focus. */
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
const head = new BatchHead(
  (action) => {
    say({ kind: 'action', action });
  },
  () => {
    changed('rows');
  },
);
const filterBar = new FilterBar(kept?.filter ?? { group: undefined, text: '' }, () => {
  refiltered = true;
  changed('rows');
});
const table = new BatchTable(
  {
    grid,
    body: byId('rows'),
    includeAll: byId('include-all') as HTMLInputElement,
    note: byId('note'),
  },
  say,
  changed,
);

const host = new HostWatch(() => {
  say({ kind: 'ping' });
}, drawDisconnected);

let facts: BatchFacts | undefined;
let progress: BatchProgress | undefined;
let texts: PageTexts | undefined;
let run = kept?.run;
/** The state before the page was hidden is still to be restored. */
let isRestoring = true;
/** What had the focus last: the browser forgets it once the focus leaves the page. */
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

receivePictures(
  byId('rows'),
  (n) =>
    facts?.isReview === true &&
    table.rows.some((row) => row.n === n && row.state === 'without-photo'),
  say,
);

document.addEventListener('keydown', (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'f') {
    event.preventDefault();
    filterBar.focus();
  }
});

document.addEventListener('focusin', focused);
// VS Code may give the page the focus later than it shows the page.
window.addEventListener('focus', restoreFocus);

for (const span of byId('keys').children) {
  setText(span, withKeysOf(navigator.platform, span.textContent));
}

say({ kind: 'ready' });

function say(said: FromBatchPage): void {
  vscode.postMessage(said);
}

function take(message: ToBatchPage): void {
  switch (message.kind) {
    case 'all':
      table.fill(message.rows, message.texts, message.run === run);
      ({ facts, texts, run } = { run: undefined, ...message });
      if (isRestoring) {
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
    case 'row-action':
      table.do(message.action);
      break;
    case 'pong':
      return;
  }
  changed('rows');
}

/** The link runs a command, so that VS Code starts the extension again. */
function drawDisconnected(isDisconnected: boolean): void {
  byId('disconnected').hidden = !isDisconnected;
  byId('disconnected-run').hidden = run === undefined;
  byId('disconnected-review').hidden = run !== undefined;
  const given = encodeURIComponent(JSON.stringify([run]));
  byId('resume').setAttribute('href', `command:zohoCrmPhotos.resumeUpload?${given}`);
}

/** Draws at most once per frame, however much arrives. */
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
    head.draw(facts, texts);
    head.drawProgress(progress);
    drawTable(facts, texts);
  }
  table.draw();
  keepSoon();
}

function drawTable({ isReview, isResting = false }: BatchFacts, texts: PageTexts): void {
  const { rows } = table;
  byId('main').hidden = false;
  byId('list').hidden = rows.length === 0;
  filterBar.draw(rows, texts);
  const shown = filtered(rows, filterBar.filter);
  table.show(shown, { isReview, isResting });
  byId('none').hidden = shown.length > 0;
  grid.classList.toggle('review', isReview);
  if (isRestoring) {
    isRestoring = false;
    grid.scrollTop = kept?.scrollTop ?? 0;
    restoreFocus();
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
 * Gives the focus to what had it, or to the first button if that is gone. A new page starts at the
 * rows, where no key starts an upload.
 */
function restoreFocus(): void {
  if (document.activeElement === document.body || document.activeElement === null) {
    const target = had?.isConnected === true ? had : hadId === undefined ? grid : ofId(hadId);
    target?.focus({ preventScroll: true });
    if (document.activeElement !== target) {
      (document.querySelector<HTMLElement>('#buttons button') ?? grid).focus();
    }
  }
}

function ofId(id: string): HTMLElement | null {
  return document.getElementById(id) ?? document.querySelector(`[data-action=${id}]`);
}

/** Delayed: scrolling would write it every frame. */
function keepSoon(): void {
  if (!isRestoring) {
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
