import { element, setText, withAttributes } from '../../page/element.ts';
import type { ShownPasted } from './messages.ts';

interface Row {
  readonly item: HTMLElement;
  readonly image: HTMLImageElement;
  readonly instead: HTMLElement;
  readonly facts: HTMLElement;
  readonly outlook: HTMLElement;
}

/** The pictures on the page, each with what will happen to it. */
export class PictureList {
  readonly #list: HTMLElement;
  readonly #onRemove: (id: number) => void;
  readonly #rows = new Map<number, Row>();

  constructor(list: HTMLElement, onRemove: (id: number) => void) {
    this.#list = list;
    this.#onRemove = onRemove;
  }

  draw(pictures: readonly ShownPasted[]): void {
    this.#list.hidden = pictures.length === 0;
    for (const [id, { item, image }] of this.#rows) {
      if (!pictures.some((one) => one.id === id)) {
        URL.revokeObjectURL(image.src);
        item.remove();
        this.#rows.delete(id);
      }
    }
    for (const picture of pictures) {
      const { item, facts, outlook } = this.#rowOf(picture);
      setText(facts, picture.facts);
      setText(outlook, picture.outlook);
      item.classList.toggle('refused', picture.isRefused);
    }
  }

  /** Shows a picture; one that browsers can’t show keeps the text in its place. */
  async show(id: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const row = this.#rows.get(id);
    if (row === undefined) {
      return;
    }
    const { image, instead } = row;
    URL.revokeObjectURL(image.src);
    image.src = URL.createObjectURL(new Blob([bytes]));
    const isShown = await image.decode().then(
      () => true,
      () => false,
    );
    image.hidden = !isShown;
    instead.hidden = isShown;
  }

  #rowOf({ id, name, isRefused, remove }: ShownPasted): Row {
    const known = this.#rows.get(id);
    if (known !== undefined) {
      return known;
    }
    const row = {
      item: element('li', 'picture'),
      image: withAttributes(element('img', ''), { alt: name, hidden: '' }),
      instead: element('p', 'instead', this.#list.dataset.instead ?? ''),
      facts: element('p', 'facts'),
      outlook: element('p', 'outlook'),
    };
    // Of others, the bytes follow.
    row.instead.hidden = !isRefused;
    const button = withAttributes(element('button', '', this.#list.dataset.remove ?? ''), {
      type: 'button',
      'aria-label': remove,
    });
    button.addEventListener('click', () => {
      this.#onRemove(id);
    });
    row.item.append(
      element('div', 'frame', row.image, row.instead),
      element('div', 'about', element('h2', '', name), row.facts, row.outlook, button),
    );
    this.#list.append(row.item);
    this.#rows.set(id, row);
    return row;
  }
}
