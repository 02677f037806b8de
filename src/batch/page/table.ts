import type { BatchRow, FromBatchPage, PageTexts } from './messages.ts';
import type { RowAction } from './row.ts';
import { canBeExcluded, RowView } from './row.ts';
import { filled } from './texts.ts';
import { setText } from '../../page/element.ts';
import { oneLine } from '../../page/oneLine.ts';
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
  #isReview = false;
  #active: number | undefined;
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
    includeAll.addEventListener('change', () => {
      this.#exclude(this.#list.shown, !includeAll.checked);
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
    return this.#active === undefined ? undefined : this.#rows[this.#active]?.n;
  }

  /** Replaces all rows. */
  fill(rows: readonly BatchRow[], texts: PageTexts): void {
    const { active } = this;
    this.#rows = [...rows];
    this.#places = new Map(rows.map(({ n }, place) => [n, place]));
    this.#texts = texts;
    this.activate(active);
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
    this.#active = n === undefined ? undefined : this.#places.get(n);
  }

  /** Scrolls to the active row, or to the top if the filter hides it. */
  revealActive(): void {
    if (this.#active !== undefined && this.#list.indexOf(this.#active) !== -1) {
      this.#list.reveal(this.#active);
    } else {
      this.#parts.grid.scrollTop = 0;
    }
  }

  /** @param shown the places of the rows to show */
  show(shown: readonly number[], isReview: boolean): void {
    this.#isReview = isReview;
    this.#list.show(shown);
    this.#active = this.#active === undefined ? shown[0] : this.#list.nearest(this.#active);
    const { grid, includeAll } = this.#parts;
    grid.setAttribute('aria-rowcount', String(shown.length + 1));
    const excludable = this.#excludable(shown);
    const excluded = excludable.filter(({ isExcluded }) => isExcluded).length;
    includeAll.hidden = !isReview || excludable.length === 0;
    includeAll.checked = excluded === 0;
    includeAll.indeterminate = excluded > 0 && excluded < excludable.length;
  }

  draw(): void {
    const { grid, body } = this.#parts;
    const at = document.activeElement;
    const wasInside = at !== null && body.contains(at);
    this.#list.draw(this.#active);
    if (wasInside && (!body.contains(at) || (at as HTMLElement).hidden)) {
      grid.focus({ preventScroll: true });
    }
    const row = this.#active === undefined ? undefined : this.#list.elementOf(this.#active);
    if (row === undefined) {
      grid.removeAttribute('aria-activedescendant');
    } else {
      grid.setAttribute('aria-activedescendant', row.id);
    }
    setText(this.#parts.note, this.#noteOfActive());
    if (this.#scrolling === undefined) {
      for (const element of body.children) {
        this.#views.get(element as HTMLElement)?.loadPicture();
      }
    }
  }

  #noteOfActive(): string {
    const row = this.#active === undefined ? undefined : this.#rows[this.#active];
    return row === undefined || row.note === '' || this.#texts === undefined
      ? ''
      : filled(
          this.#texts.noteOf,
          oneLine(row.file.slice(row.file.lastIndexOf('/') + 1)),
          oneLine(row.note),
        );
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
      isActive: place === this.#active,
      isReview: this.#isReview,
      texts: this.#texts,
    });
    return view.element;
  }

  #pressed(event: KeyboardEvent): void {
    const { grid } = this.#parts;
    const onControl = event.target !== grid;
    const index = this.#active === undefined ? -1 : this.#list.indexOf(this.#active);
    const last = this.#list.shown.length - 1;
    const page = Math.max(1, this.#list.pageSize - 1);
    const targets: Record<string, number> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      PageDown: index + page,
      PageUp: index - page,
      Home: 0,
      End: last,
    };
    const target = targets[event.key];
    const withModifier = event.ctrlKey || event.metaKey || event.altKey;
    if (target !== undefined && !withModifier) {
      this.#goTo(Math.max(0, Math.min(last, target)));
    } else if (event.key === ' ' && !onControl && !withModifier) {
      this.#do('exclude');
    } else if (event.key === 'Enter' && !onControl) {
      this.#do(event.ctrlKey || event.metaKey ? 'open-record' : 'show-picture');
    } else if (event.key === 'F2') {
      this.#do('change-record');
    } else {
      return;
    }
    event.preventDefault();
  }

  #goTo(index: number): void {
    const place = this.#list.shown[index];
    if (place !== undefined) {
      this.#active = place;
      this.#list.reveal(place);
      this.#parts.grid.focus({ preventScroll: true });
      this.#changed('view');
    }
  }

  #clicked({ target }: MouseEvent): void {
    const clicked = target as Element;
    const row = clicked.closest<HTMLElement>('[data-n]');
    if (row === null) {
      return;
    }
    this.activate(Number(row.dataset.n));
    const control = clicked.closest<HTMLElement>('[data-row-action]');
    if (control !== null) {
      this.#do(control.dataset.rowAction as RowAction);
    }
    this.#changed('view');
  }

  /** Applies an action to the active row if that allows it. */
  #do(action: RowAction): void {
    const row = this.#active === undefined ? undefined : this.#rows[this.#active];
    if (row === undefined || this.#active === undefined) {
      return;
    }
    const { n } = row;
    if (action === 'exclude') {
      this.#exclude([this.#active], !row.isExcluded);
    } else if (action === 'show-picture') {
      this.#say({ kind: 'show-picture', n });
    } else if (action === 'open-record' && row.record !== undefined) {
      this.#say({ kind: 'open-record', n });
    } else if ((action === 'change-record' || action === 'use-near') && this.#isReview) {
      this.#say({ kind: action, n });
    }
  }

  /** Shown immediately; the extension's answer has the last word. */
  #exclude(places: readonly number[], isExcluded: boolean): void {
    const ns = this.#isReview
      ? this.#excludable(places)
          .filter((row) => row.isExcluded !== isExcluded)
          .map(({ n }) => n)
      : [];
    if (ns.length > 0) {
      this.change(
        ns
          .flatMap((n) => this.#rows[this.#places.get(n) ?? -1] ?? [])
          .map((row) => ({ ...row, isExcluded })),
      );
      this.#say({ kind: 'exclude', ns, isExcluded });
      this.#changed('rows');
    }
  }

  #excludable(places: readonly number[]): BatchRow[] {
    return places.flatMap((place) => this.#rows[place] ?? []).filter(canBeExcluded);
  }
}
