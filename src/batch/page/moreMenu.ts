import type { BatchAction, BatchButton } from './messages.ts';
import { element, setText, withAttributes } from '../../page/element.ts';

/** Pixels that stay free at the edges of the page. */
const EDGE = 8;

/** The button *More…* and its menu, for what has no room on a small page. */
export class MoreMenu {
  /** In its place among the other buttons. */
  readonly element: HTMLElement;
  readonly #button = withAttributes(element('button', '', element('span', 'label')), {
    type: 'button',
    id: 'more',
    'aria-haspopup': 'menu',
    'aria-expanded': 'false',
  });
  readonly #menu = withAttributes(element('div', 'menu'), {
    role: 'menu',
    'aria-labelledby': 'more',
  });
  readonly #press: (action: BatchAction) => void;
  #actions: readonly BatchButton[] = [];

  constructor(press: (action: BatchAction) => void) {
    this.#press = press;
    this.#menu.hidden = true;
    this.element = element('div', 'action', this.#button, this.#menu);
    this.#button.addEventListener('click', () => {
      this.#toggle(this.#menu.hidden === true);
    });
    this.#button.addEventListener('keydown', (event) => {
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault();
        this.#toggle(true);
        this.#focus(event.key === 'ArrowUp' ? -1 : 0);
      }
    });
    this.#menu.addEventListener('keydown', (event) => {
      this.#pressed(event);
    });
    this.element.addEventListener('focusout', ({ relatedTarget }) => {
      if (!this.element.contains(relatedTarget as Node | null)) {
        this.#toggle(false);
      }
    });
    window.addEventListener('resize', () => {
      this.#toggle(false);
    });
  }

  /** @param label of the button */
  draw(label: string, actions: readonly BatchButton[]): void {
    setText(this.#button.firstElementChild ?? this.#button, label);
    // Redrawing takes the focus from an item, and most messages change none.
    if (JSON.stringify(actions) !== JSON.stringify(this.#actions)) {
      this.#actions = actions;
      this.#toggle(false);
      this.#menu.replaceChildren(...actions.map((action) => this.#item(action)));
    }
  }

  #item({ action, label, disabled, pressed }: BatchButton): HTMLElement {
    const item = withAttributes(element('button', '', label), {
      type: 'button',
      role: pressed === undefined ? 'menuitem' : 'menuitemcheckbox',
      tabindex: '-1',
      'data-action': action,
      'aria-disabled': String(disabled !== undefined),
      ...(pressed === undefined ? {} : { 'aria-checked': String(pressed) }),
    });
    item.title = disabled ?? '';
    item.addEventListener('click', () => {
      if (disabled === undefined) {
        this.#toggle(false);
        this.#button.focus();
        this.#press(action);
      }
    });
    return item;
  }

  #toggle(isOpen: boolean): void {
    if (isOpen !== this.#menu.hidden) {
      return;
    }
    const hadFocus = this.#menu.contains(document.activeElement);
    this.#menu.hidden = !isOpen;
    this.#button.setAttribute('aria-expanded', String(isOpen));
    if (isOpen) {
      this.#place();
      this.#focus(0);
    } else if (hadFocus) {
      this.#button.focus();
    }
  }

  /** Below the button, and never beyond an edge of the page. */
  #place(): void {
    const { left, bottom } = this.#button.getBoundingClientRect();
    const { style, offsetWidth } = this.#menu;
    style.left = `${Math.max(EDGE, Math.min(left, window.innerWidth - offsetWidth - EDGE))}px`;
    style.top = `${bottom}px`;
    style.maxHeight = `${window.innerHeight - bottom - EDGE}px`;
  }

  #pressed(event: KeyboardEvent): void {
    const { children } = this.#menu;
    const at = [...children].findIndex((item) => item === document.activeElement);
    const targets: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: -1,
    };
    const target = targets[event.key];
    if (target !== undefined) {
      this.#focus(target);
    } else if (event.key === 'Escape') {
      this.#toggle(false);
    } else {
      return;
    }
    event.preventDefault();
  }

  /** @param index beyond an end, it continues at the other */
  #focus(index: number): void {
    const { children } = this.#menu;
    const item = children[(index + children.length) % children.length];
    if (item instanceof HTMLElement) {
      item.focus();
    }
  }
}
