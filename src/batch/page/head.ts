import type { BatchAction, BatchButton, BatchFacts, BatchProgress, PageTexts } from './messages.ts';
import { byId, element, setText, withAttributes } from '../../page/element.ts';
import { icon } from './icons.ts';
import { MoreMenu } from './moreMenu.ts';

/** What people came for. Where there is one of them, its button is the primary one. */
const PRIMARY: ReadonlySet<BatchAction> = new Set(['start', 'resume', 'retry-failed']);

/** What stays in sight on a small page, where everything else is in a menu. */
const ALWAYS_SHOWN: ReadonlySet<BatchAction> = new Set([...PRIMARY, 'pause', 'cancel']);

/** Pages where all buttons and facts would leave little room for the table: narrow, or zoomed. */
const SMALL = '(max-width: 680px), (max-height: 560px)';

/** Everything above the table. */
export class BatchHead {
  readonly #press: (action: BatchAction) => void;
  readonly #buttons = new Map<BatchAction, HTMLButtonElement>();
  readonly #more: MoreMenu;
  readonly #small = window.matchMedia(SMALL);

  /** @param changed asks for a redraw */
  constructor(press: (action: BatchAction) => void, changed: () => void) {
    this.#press = press;
    this.#more = new MoreMenu(press);
    this.#small.addEventListener('change', changed);
    const details = byId('details');
    details.addEventListener('click', () => {
      const isUnfolded = byId('header').classList.toggle('unfolded');
      details.setAttribute('aria-expanded', String(isUnfolded));
    });
  }

  draw(
    { title, organization, environment, isProduction, lines, warnings, actions }: BatchFacts,
    texts: PageTexts,
  ): void {
    document.body.classList.toggle('small', this.#small.matches);
    setText(byId('title'), title);
    setText(byId('organization'), organization);
    const place = byId('environment');
    if (place.textContent !== environment) {
      place.replaceChildren(...(isProduction ? [icon('warning')] : []), environment);
    }
    place.classList.toggle('production', isProduction);
    drawList(byId('lines'), lines, (line) => element('li', '', line));
    drawList(byId('warnings'), warnings, (warning) =>
      element('li', '', icon('warning'), element('span', '', warning)),
    );
    byId('details').hidden = lines.length < 2 && warnings.length === 0;
    const folded = this.#small.matches ? foldedOf(actions) : [];
    this.#more.draw(texts.more, folded);
    this.#drawActions(
      actions.filter((action) => !folded.includes(action)),
      folded.length > 0,
    );
  }

  drawProgress(progress: BatchProgress | undefined): void {
    const bar = byId('progress');
    bar.hidden = progress === undefined;
    if (progress === undefined) {
      return;
    }
    const { fraction, text } = progress;
    setText(byId('progress-text'), text);
    const track = byId('progress-bar');
    track.setAttribute('aria-valuetext', text);
    track.classList.toggle('unknown', fraction === undefined);
    const percent = Math.floor(Math.min(1, Math.max(0, fraction ?? 0)) * 100);
    if (fraction === undefined) {
      track.removeAttribute('aria-valuenow');
    } else {
      track.setAttribute('aria-valuenow', String(percent));
    }
    byId('progress-done').style.width = fraction === undefined ? '' : `${percent}%`;
  }

  /** The focus stays on its button, or moves to the first one if that is gone. */
  #drawActions(actions: readonly BatchButton[], hasMore: boolean): void {
    const buttons = byId('buttons');
    const switches = byId('switches');
    const had = document.activeElement;
    const wasHere = buttons.contains(had) || switches.contains(had);
    for (const [action, button] of this.#buttons) {
      if (!actions.some((one) => one.action === action)) {
        button.parentElement?.remove();
        this.#buttons.delete(action);
      }
    }
    const inOrder = { buttons: [] as HTMLElement[], switches: [] as HTMLElement[] };
    for (const one of actions) {
      const button = this.#buttons.get(one.action) ?? this.#button(one.action);
      drawButton(button, one);
      const holder = button.parentElement ?? button;
      inOrder[one.pressed === undefined ? 'buttons' : 'switches'].push(holder);
    }
    if (hasMore) {
      inOrder.buttons.push(this.#more.element);
    } else {
      this.#more.element.remove();
    }
    keepOrder(buttons, inOrder.buttons);
    keepOrder(switches, inOrder.switches);
    // Elsewhere in the window, somebody may be typing: the page gets its focus back when it's used.
    if (wasHere && document.activeElement !== had && document.hasFocus()) {
      const kept = had instanceof HTMLElement && had.isConnected ? had : undefined;
      (kept ?? buttons.querySelector('button'))?.focus();
    }
  }

  #button(action: BatchAction): HTMLButtonElement {
    const reason = element('span', 'reason');
    reason.id = `reason-${action}`;
    const button = withAttributes(element('button', '', element('span', 'label')), {
      type: 'button',
      'data-action': action,
      'aria-describedby': reason.id,
    });
    button.classList.toggle('primary', PRIMARY.has(action));
    button.addEventListener('click', () => {
      if (button.getAttribute('aria-disabled') !== 'true') {
        this.#press(action);
      }
    });
    element('div', 'action', button, reason);
    this.#buttons.set(action, button);
    return button;
  }
}

/** What a small page has in its menu: no menu for one button, nor one without a button beside it. */
function foldedOf(actions: readonly BatchButton[]): readonly BatchButton[] {
  const isKept = ({ action }: BatchButton): boolean => ALWAYS_SHOWN.has(action);
  const folded = actions.filter((one) => !isKept(one));
  const rest = folded.length < actions.length ? folded : folded.slice(1);
  return rest.length < 2 ? [] : rest;
}

/** A disabled button keeps its place in the tab order, so that people can find out why. */
function drawButton(button: HTMLButtonElement, { label, disabled, pressed }: BatchButton): void {
  setText(button.firstElementChild ?? button, label);
  setText(button.nextElementSibling ?? button, disabled ?? '');
  button.setAttribute('aria-disabled', String(disabled !== undefined));
  if (pressed !== undefined) {
    button.setAttribute('role', 'switch');
    button.setAttribute('aria-checked', String(pressed));
  }
}

function drawList(list: HTMLElement, lines: readonly string[], item: (line: string) => Node): void {
  const key = JSON.stringify(lines);
  if (list.dataset.lines !== key) {
    list.dataset.lines = key;
    list.replaceChildren(...lines.map(item));
  }
  list.hidden = lines.length === 0;
}

/** Makes these the children, in this order, moving as few as possible. */
function keepOrder(parent: HTMLElement, children: readonly HTMLElement[]): void {
  let next = parent.firstElementChild;
  for (const child of children) {
    if (child === next) {
      next = next.nextElementSibling;
    } else {
      parent.insertBefore(child, next);
    }
  }
  parent.hidden = children.length === 0;
}
