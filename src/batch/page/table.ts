import type { BatchRow, FromBatchPage, PageTexts } from './messages.ts';
import { RowView } from './row.ts';
import type { PageRowAction, RowsPhase } from './rowActions.ts';
import { canBeExcluded, requestFor } from './rowActions.ts';
import type { RowKey } from './rowKeys.ts';
import { indexAfter, rowKey } from './rowKeys.ts';
import { isMenuKey, menuContext, openMenuAt } from './rowMenu.ts';
import { rowNote } from './rowNote.ts';
import { RowSelection } from './rowSelection.ts';
import { selectNoText } from './textSelection.ts';
import { setText } from '../../page/element.ts';
import { VirtualList } from '../../page/virtualList.ts';

/** Scrolling has stopped when nothing has moved for this long. */
const REST_MS = 120;

interface TableParts {
  /** Has the focus, and scrolls. */
  readonly grid: HTMLElement;
  /** Contains the rows. */
  readonly body: HTMLElement;
  /** The checkbox in the heading, for all rows shown. */
  readonly includeAll: HTMLInputElement;
  /** Shows the whole note of the active row, which may be cut off in the row. */
  readonly note: HTMLElement;
}

/** The rows of a batch. The virtual list knows each by its place in `rows`. */
export class BatchTable {
  readonly #parts: TableParts;
  readonly #say: (said: FromBatchPage) => void;
  readonly #changed: (what: 'rows' | 'view') => void;
  readonly #list: VirtualList;
  readonly #views = new WeakMap<HTMLElement, RowView>();
  #rows: BatchRow[] = [];
  #places = new Map<number, number>();
  #texts: PageTexts | undefined;
  #phase: RowsPhase = { isReview: false, isResting: false };
  readonly #selection = new RowSelection();
  /** Set while the person scrolls. */
  #scrolling: ReturnType<typeof setTimeout> | undefined;

  /** @param changed asks for a redraw; with `rows`, the filter has to run again, too */
  constructor(
    parts: TableParts,
    say: (said: FromBatchPage) => void,
    changed: (what: 'rows' | 'view') => void,
  ) {
    this.#parts = parts;
    this.#say = say;
    this.#changed = changed;
    const { grid, body, includeAll } = parts;
    this.#list = new VirtualList(grid, body, (place, element) => this.#drawRow(place, element));
    grid.addEventListener(
      'scroll',
      () => {
        this.#scrolled();
      },
      { passive: true },
    );
    grid.addEventListener('keydown', (event) => {
      this.#pressed(event);
    });
    body.addEventListener('click', (event) => {
      this.#clicked(event);
    });
    selectNoText(grid);
    grid.addEventListener('contextmenu', (event) => {
      this.#menu(event);
    });
    includeAll.addEventListener('change', () => {
      this.#doWith(includeAll.checked ? 'include' : 'exclude', this.#list.shown);
    });
    new ResizeObserver(() => {
      this.#list.resized();
      changed('view');
    }).observe(grid);
  }

  get rows(): readonly BatchRow[] {
    return this.#rows;
  }

  /** The number of the active row. */
  get active(): number | undefined {
    return this.#activeRow?.n;
  }

  /**
   * Replaces all rows.
   *
   * @param isSame whether a number still means the same picture: not when a review becomes a run
   */
  fill(rows: readonly BatchRow[], texts: PageTexts, isSame: boolean): void {
    const before = this.#rows;
    this.#rows = [...rows];
    this.#places = new Map(rows.map(({ n }, place) => [n, place]));
    this.#texts = texts;
    this.#selection.moved(isSame ? (place) => this.#places.get(before[place]?.n ?? -1) : undefined);
  }

  /** Replaces the rows that changed. */
  change(rows: readonly BatchRow[]): void {
    for (const row of rows) {
      const place = this.#places.get(row.n);
      if (place !== undefined) {
        this.#rows[place] = row;
      }
    }
  }

  /** Makes a row active, by its number. */
  activate(n: number | undefined): void {
    const place = n === undefined ? undefined : this.#places.get(n);
    if (place !== undefined) {
      this.#selection.only(place);
    }
  }

  /** Scrolls to the active row, or to the top if the filter hides it. */
  revealActive(): void {
    const { active } = this.#selection;
    if (active !== undefined && this.#list.indexOf(active) !== -1) {
      this.#list.reveal(active);
    } else {
      this.#parts.grid.scrollTop = 0;
    }
  }

  /** @param shown the places of the rows to show */
  show(shown: readonly number[], phase: RowsPhase): void {
    this.#phase = phase;
    this.#list.show(shown);
    const { active } = this.#selection;
    this.#selection.active = active === undefined ? shown[0] : this.#list.nearest(active);
    this.#selection.keep(shown);
    const { grid, includeAll } = this.#parts;
    grid.setAttribute('aria-rowcount', String(shown.length + 1));
    const excludable = this.#rowsAt(shown).filter(canBeExcluded);
    const excluded = excludable.filter(({ isExcluded }) => isExcluded).length;
    includeAll.hidden = !phase.isReview || excludable.length === 0;
    includeAll.checked = excluded === 0;
    includeAll.indeterminate = excluded > 0 && excluded < excludable.length;
  }

  draw(): void {
    const { grid, body } = this.#parts;
    const at = document.activeElement;
    const wasInside = at !== null && body.contains(at);
    const { active } = this.#selection;
    this.#list.draw(active);
    const isGone = wasInside && (!body.contains(at) || (at as HTMLElement).hidden);
    // As for buttons (head.ts).
    if (isGone && document.hasFocus()) {
      grid.focus({ preventScroll: true });
    }
    const row = active === undefined ? undefined : this.#list.elementOf(active);
    if (row === undefined) {
      grid.removeAttribute('aria-activedescendant');
    } else {
      grid.setAttribute('aria-activedescendant', row.id);
    }
    const texts = this.#texts;
    setText(this.#parts.note, texts ? rowNote(this.#activeRow, this.#selection.size, texts) : '');
    if (this.#scrolling === undefined) {
      for (const element of body.children) {
        this.#views.get(element as HTMLElement)?.loadPicture();
      }
    }
  }

  #scrolled(): void {
    clearTimeout(this.#scrolling);
    this.#scrolling = setTimeout(() => {
      this.#scrolling = undefined;
      this.#changed('view');
    }, REST_MS);
    this.#changed('view');
  }

  #drawRow(place: number, element: HTMLElement | undefined): HTMLElement {
    const row = this.#rows[place];
    if (row === undefined || this.#texts === undefined) {
      throw new Error(`No row at ${place}.`);
    }
    const view = (element && this.#views.get(element)) ?? new RowView();
    this.#views.set(view.element, view);
    view.draw(row, {
      ariaIndex: this.#list.indexOf(place) + 2,
      isActive: place === this.#selection.active,
      isSelected: this.#selection.has(place),
      phase: this.#phase,
      texts: this.#texts,
    });
    return view.element;
  }

  #pressed(event: KeyboardEvent): void {
    const { grid } = this.#parts;
    const key = rowKey(event, event.target !== grid);
    if (key === undefined) {
      return;
    }
    event.preventDefault();
    switch (key.kind) {
      case 'go':
        this.#go(key);
        break;
      case 'select':
        this.#selection.select(key.which, this.#list.shown);
        this.#changed('view');
        break;
      case 'do':
        this.do(key.action);
    }
  }

  #go({ to, selects }: Extract<RowKey, { kind: 'go' }>): void {
    const { shown, pageSize } = this.#list;
    const { active } = this.#selection;
    const index = active === undefined ? -1 : this.#list.indexOf(active);
    const place = shown[indexAfter(to, index, shown.length, pageSize)];
    if (place !== undefined) {
      this.#selection.go(place, selects, shown);
      this.#list.reveal(place);
      this.#parts.grid.focus({ preventScroll: true });
      this.#changed('view');
    }
  }

  #clicked(event: MouseEvent): void {
    const clicked = event.target as Element;
    const place = this.#placeOf(clicked);
    if (place === undefined) {
      return;
    }
    const control = clicked.closest<HTMLElement>('[data-row-action]');
    if (control === null) {
      this.#selection.clicked(place, event, this.#list.shown);
    } else {
      // It names its row, and acts on that one alone.
      this.#selection.only(place);
      this.do(control.dataset.rowAction as PageRowAction);
    }
    this.#changed('view');
  }

  /** VS Code reads what its menu depends on from the row. A key opens it at the active row. */
  #menu(event: MouseEvent): void {
    const isByKey = isMenuKey(event);
    const place = isByKey ? this.#selection.active : this.#placeOf(event.target as Element);
    const row = place === undefined ? undefined : this.#list.elementOf(place);
    if (place === undefined || row === undefined) {
      return;
    }
    if (!this.#selection.has(place)) {
      this.#selection.only(place);
    }
    row.dataset.vscodeContext = menuContext(this.#rowsAt(this.#selection.places), this.#phase);
    this.#changed('view');
    if (isByKey) {
      openMenuAt(row, event);
    }
  }

  get #activeRow(): BatchRow | undefined {
    const { active } = this.#selection;
    return active === undefined ? undefined : this.#rows[active];
  }

  #placeOf(element: Element): number | undefined {
    const row = element.closest<HTMLElement>('[data-n]');
    return row === null ? undefined : this.#places.get(Number(row.dataset.n));
  }

  #rowsAt(places: readonly number[]): BatchRow[] {
    return places.flatMap((place) => this.#rows[place] ?? []);
  }

  /** Does something with the selected rows that allow it. */
  do(action: PageRowAction): void {
    this.#doWith(action, this.#selection.places);
  }

  #doWith(action: PageRowAction, places: readonly number[]): void {
    const request = requestFor(action, this.#rowsAt(places), this.#phase);
    if (request === undefined) {
      return;
    }
    if (request.kind === 'exclude') {
      // Shown immediately; the extension's answer has the last word.
      const { ns, isExcluded } = request;
      const rows = this.#rowsAt(ns.flatMap((n) => this.#places.get(n) ?? []));
      this.change(rows.map((row) => ({ ...row, isExcluded })));
      this.#changed('rows');
    }
    this.#say(request);
  }
}
