/** Rows beyond either end of the view: there already when somebody scrolls a little. */
const OVERSCAN = 6;

/** What draws the row of a place: makes it where `element` is undefined. */
export type DrawRow = (place: number, element: HTMLElement | undefined) => HTMLElement;

/**
 * A list of rows of one height, of which only those in view are in the page. A row is known by its
 * place in the whole; places stand in ascending order.
 */
export class VirtualList {
  readonly #scroller: HTMLElement;
  readonly #body: HTMLElement;
  readonly #drawRow: DrawRow;
  readonly #elements = new Map<number, HTMLElement>();
  #shown: readonly number[] = [];
  #height: number;

  /** @param body what has the rows; it begins below what is sticky in `scroller` */
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

  /** Others are to be seen. What stands at the top stays there, or what follows it. */
  show(places: readonly number[]): void {
    const height = this.#height;
    const { scrollTop } = this.#scroller;
    const top = this.#shown[Math.floor(scrollTop / height)];
    this.#shown = places;
    this.#body.style.height = `${places.length * height}px`;
    if (top !== undefined && scrollTop > 0) {
      this.#scroller.scrollTop = lowerBound(places, top) * height + (scrollTop % height);
    }
  }

  /** Rows may have become higher or lower: narrow pages have higher ones. */
  resized(): void {
    const before = this.#height;
    this.#height = this.#measured();
    if (this.#height !== before) {
      const { scrollTop } = this.#scroller;
      this.#body.style.height = `${this.#shown.length * this.#height}px`;
      this.#scroller.scrollTop = (scrollTop / before) * this.#height;
    }
  }

  /** The first of the shown that is at this place or behind it; the last where none is. */
  nearest(place: number): number | undefined {
    return this.#shown[lowerBound(this.#shown, place)] ?? this.#shown.at(-1);
  }

  /** @returns its place among those that are shown, or -1 */
  indexOf(place: number): number {
    const index = lowerBound(this.#shown, place);
    return this.#shown[index] === place ? index : -1;
  }

  /** Scrolls as little as brings it into view. */
  reveal(place: number): void {
    const index = this.indexOf(place);
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
   * @param kept the place of one that is in the page wherever it is: who reads it is not torn off
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
    for (const place of wanted) {
      gone.delete(place);
    }
    for (const place of gone) {
      this.#elements.get(place)?.remove();
      this.#elements.delete(place);
    }
    let next = this.#body.firstElementChild;
    for (const place of wanted) {
      const element = this.#drawRow(place, this.#elements.get(place));
      this.#elements.set(place, element);
      element.style.top = `${this.indexOf(place) * height}px`;
      // What stays is not moved: it would lose the keyboard.
      if (element === next) {
        next = next.nextElementSibling;
      } else {
        this.#body.insertBefore(element, next);
      }
    }
  }

  elementOf(place: number): HTMLElement | undefined {
    return this.#elements.get(place);
  }

  /** All that are in the page. */
  get places(): Iterable<number> {
    return this.#elements.keys();
  }

  /** Forgets all rows: others take their places. */
  clear(): void {
    this.#elements.clear();
    this.#body.replaceChildren();
  }

  /** Pixels, as the style has it for the page's width. */
  #measured(): number {
    return parseFloat(getComputedStyle(this.#body).getPropertyValue('--row'));
  }

  #roomHeight(): number {
    return this.#scroller.clientHeight - this.#body.offsetTop;
  }
}

/** Where the first one is that is at `place` or behind it. */
function lowerBound(places: readonly number[], place: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? Infinity) < place) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
