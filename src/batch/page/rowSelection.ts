import type { RowKey } from './rowKeys.ts';

/**
 * Which row is active, and which are selected, by their places. The active one is selected unless the
 * person took it out, or went to it with Ctrl.
 */
export class RowSelection {
  active: number | undefined;
  #places: ReadonlySet<number> = new Set();
  /** Where a range starts. */
  #anchor: number | undefined;

  /** In order. */
  get places(): number[] {
    return [...this.#places].sort((a, b) => a - b);
  }

  get size(): number {
    return this.#places.size;
  }

  has(place: number): boolean {
    return this.#places.has(place);
  }

  only(place: number): void {
    this.active = place;
    this.#places = new Set([place]);
    this.#anchor = place;
  }

  /** @param shown the places of the rows that the filter shows, in order */
  clicked(
    place: number,
    { shiftKey, ctrlKey, metaKey }: Pick<MouseEvent, 'ctrlKey' | 'metaKey' | 'shiftKey'>,
    shown: readonly number[],
  ): void {
    if (shiftKey) {
      this.#extendTo(place, shown);
    } else if (ctrlKey || metaKey) {
      this.#toggle(place);
    } else {
      this.only(place);
    }
  }

  go(
    to: number,
    selects: Extract<RowKey, { kind: 'go' }>['selects'],
    shown: readonly number[],
  ): void {
    if (selects === 'only') {
      this.only(to);
    } else if (selects === 'range') {
      this.#extendTo(to, shown);
    }
    this.active = to;
  }

  select(which: Extract<RowKey, { kind: 'select' }>['which'], shown: readonly number[]): void {
    if (which === 'all') {
      this.#places = new Set(shown);
    } else if (this.active !== undefined && which === 'toggle') {
      this.#toggle(this.active);
    } else if (this.active !== undefined) {
      this.only(this.active);
    }
  }

  /** Drops rows that the filter hides: nothing is done with what isn't seen. */
  keep(shown: readonly number[]): void {
    this.#places = new Set(shown.filter((place) => this.#places.has(place)));
    if (this.active !== undefined && this.#places.size === 0) {
      this.only(this.active);
    }
  }

  /**
   * After the rows have been replaced: each is found again by `placeOf`, undefined if all are others.
   * If the active row is gone, the one in its place is active.
   */
  moved(placeOf: ((place: number) => number | undefined) | undefined): void {
    const moved = (place: number | undefined): number | undefined =>
      place === undefined ? undefined : placeOf?.(place);
    this.active = moved(this.active) ?? (placeOf === undefined ? undefined : this.active);
    this.#anchor = moved(this.#anchor);
    this.#places = new Set([...this.#places].map(moved).filter((place) => place !== undefined));
  }

  #toggle(place: number): void {
    const places = new Set(this.#places);
    if (!places.delete(place)) {
      places.add(place);
    }
    this.#places = places;
    this.#anchor = place;
    this.active = place;
  }

  #extendTo(place: number, shown: readonly number[]): void {
    const anchor = this.#anchor ?? place;
    const [low, high] = anchor < place ? [anchor, place] : [place, anchor];
    this.#places = new Set(shown.filter((one) => one >= low && one <= high));
    this.active = place;
  }
}
