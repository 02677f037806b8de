import type { BatchRow, PageTexts } from './messages.ts';
import { byId, element, setText, withAttributes } from '../../page/element.ts';
import type { RowFilter, RowGroup } from './rowFilter.ts';
import { countGroups, ROW_GROUPS } from './rowFilter.ts';

/** The filters of the table: a chip for each state that occurs, and a field for names. */
export class FilterBar {
  readonly #chips = new Map<RowGroup | undefined, HTMLButtonElement>();
  readonly #field = byId('filter') as HTMLInputElement;
  readonly #changed: () => void;
  #group: RowGroup | undefined;

  constructor(filter: RowFilter, changed: () => void) {
    // A page that an earlier version kept may name a state that is gone.
    this.#group = ROW_GROUPS.find((group) => group === filter.group);
    this.#field.value = filter.text;
    this.#changed = changed;
    this.#field.addEventListener('input', changed);
    this.#field.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && this.#field.value !== '') {
        this.#field.value = '';
        changed();
      }
    });
    byId('show-all').addEventListener('click', () => {
      this.#field.value = '';
      this.choose(undefined);
      byId('grid').focus();
    });
  }

  get filter(): RowFilter {
    return { group: this.#group, text: this.#field.value };
  }

  focus(): void {
    this.#field.focus();
    this.#field.select();
  }

  choose(group: RowGroup | undefined): void {
    this.#group = group;
    this.#changed();
  }

  /** A selected chip stays, even without rows. */
  draw(rows: readonly BatchRow[], texts: PageTexts): void {
    const counts = countGroups(rows);
    const parent = byId('chips');
    let next = parent.firstElementChild;
    for (const group of [undefined, ...ROW_GROUPS]) {
      const count = group === undefined ? rows.length : (counts.get(group) ?? 0);
      const wanted = group === undefined || count > 0 || group === this.#group;
      const chip = this.#chips.get(group) ?? (wanted ? this.#chip(group) : undefined);
      if (chip === undefined) {
        continue;
      }
      if (!wanted) {
        next = next === chip ? next.nextElementSibling : next;
        chip.remove();
        this.#chips.delete(group);
        continue;
      }
      setText(chip.children[0] ?? chip, group === undefined ? texts.all : texts.groups[group]);
      setText(chip.children[1] ?? chip, count.toLocaleString('en'));
      chip.setAttribute('aria-pressed', String(group === this.#group));
      if (chip === next) {
        next = next.nextElementSibling;
      } else {
        parent.insertBefore(chip, next);
      }
    }
  }

  #chip(group: RowGroup | undefined): HTMLButtonElement {
    const chip = withAttributes(
      element('button', 'chip', element('span', ''), ' ', element('span', 'count')),
      { type: 'button', 'data-group': group ?? 'all' },
    );
    chip.addEventListener('click', () => {
      // Pressing it again turns the filter off.
      this.choose(group === this.#group ? undefined : group);
    });
    this.#chips.set(group, chip);
    return chip;
  }
}
