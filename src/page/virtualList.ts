/** Extra rows at each end of the view, ready for scrolling. */
const OVERSCAN = 6;

/** Draws the row with a number. Creates it if `element` is undefined. */
type DrawRow = (n: number, element: HTMLElement | undefined) => HTMLElement;

/**
 * A list of rows of equal height, of which the page has only those in view. Each row has a number;
 * numbers are shown in ascending order.
 */
export class VirtualList {
  readonly #scroller: HTMLElement;
  readonly #body: HTMLElement;
  readonly #drawRow: DrawRow;
  readonly #elements = new Map<number, HTMLElement>();
  #shown: readonly number[] = [];
  #height: number;

  /** @param body has the rows; it starts below what is sticky in `scroller` */
  constructor(scroller: HTMLElement, body: HTMLElement, drawRow: DrawRow) {
    this.#scroller = scroller;
    this.#body = body;
    this.#drawRow = drawRow;
    this.#height = this.#measured();
  }

  get shown(): readonly number[] {
    return this.#shown;
  }

  /** Rows that fit into the view. */
  get pageSize(): number {
    return Math.max(1, Math.floor(this.#roomHeight() / this.#height));
  }

  /** Shows other rows. The top row stays at the top, or else the one after it. */
  show(numbers: readonly number[]): void {
    const height = this.#height;
    const { scrollTop } = this.#scroller;
    const top = this.#shown[Math.floor(scrollTop / height)];
    this.#shown = numbers;
    this.#body.style.height = `${numbers.length * height}px`;
    if (top !== undefined && scrollTop > 0) {
      this.#scroller.scrollTop = lowerBound(numbers, top) * height + (scrollTop % height);
    }
  }

  /** Call after the page is resized: rows are taller on narrow pages. */
  resized(): void {
    const before = this.#height;
    this.#height = this.#measured();
    if (this.#height !== before) {
      const { scrollTop } = this.#scroller;
      this.#body.style.height = `${this.#shown.length * this.#height}px`;
      this.#scroller.scrollTop = (scrollTop / before) * this.#height;
    }
  }

  /** The first shown row with this number or a higher one; the last row if there is none. */
  nearest(n: number): number | undefined {
    return this.#shown[lowerBound(this.#shown, n)] ?? this.#shown.at(-1);
  }

  /** @returns its index among the shown rows, or -1 */
  indexOf(n: number): number {
    const index = lowerBound(this.#shown, n);
    return this.#shown[index] === n ? index : -1;
  }

  /** Scrolls just far enough to bring the row into view. */
  reveal(n: number): void {
    const index = this.indexOf(n);
    if (index === -1) {
      return;
    }
    const height = this.#height;
    const lowest = (index + 1) * height - this.#roomHeight();
    const { scrollTop } = this.#scroller;
    this.#scroller.scrollTop = Math.min(index * height, Math.max(scrollTop, lowest));
  }

  /**
   * Draws what is in view.
   *
   * @param kept a row that stays in the page even out of view, so that it keeps the focus
   */
  draw(kept: number | undefined): void {
    const height = this.#height;
    const first = Math.floor(this.#scroller.scrollTop / height) - OVERSCAN;
    const last = first + this.pageSize + 2 * OVERSCAN + 1;
    const wanted = this.#shown.slice(Math.max(0, first), Math.max(0, last));
    if (kept !== undefined && this.indexOf(kept) !== -1 && !wanted.includes(kept)) {
      wanted.splice(kept < (wanted[0] ?? Infinity) ? 0 : wanted.length, 0, kept);
    }
    const gone = new Set(this.#elements.keys());
    for (const n of wanted) {
      gone.delete(n);
    }
    for (const n of gone) {
      this.#elements.get(n)?.remove();
      this.#elements.delete(n);
    }
    let next = this.#body.firstElementChild;
    for (const n of wanted) {
      const element = this.#drawRow(n, this.#elements.get(n));
      this.#elements.set(n, element);
      element.style.top = `${this.indexOf(n) * height}px`;
      // Moving an element that stays would lose its focus.
      if (element === next) {
        next = next.nextElementSibling;
      } else {
        this.#body.insertBefore(element, next);
      }
    }
  }

  elementOf(n: number): HTMLElement | undefined {
    return this.#elements.get(n);
  }

  /** In pixels, as the stylesheet sets it for the page's width. */
  #measured(): number {
    return parseFloat(getComputedStyle(this.#body).getPropertyValue('--row'));
  }

  #roomHeight(): number {
    return this.#scroller.clientHeight - this.#body.offsetTop;
  }
}

/** The index of the first number that isn't lower than `n`. */
function lowerBound(numbers: readonly number[], n: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? Infinity) < n) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
