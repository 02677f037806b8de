/** An element with a class and what is in it: texts stay texts. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  ...content: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (className !== '') {
    made.className = className;
  }
  made.append(...content);
  return made;
}

/** One of a tag with these attributes. */
export function withAttributes<E extends Element>(
  made: E,
  attributes: Readonly<Record<string, string>>,
): E {
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, value);
  }
  return made;
}

/** The page's own element of this id. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) {
    throw new Error(`No element #${id}.`);
  }
  return found;
}

/** Writes only what is new: a screen reader reads again what has been written again. */
export function setText(on: Element, text: string): void {
  if (on.textContent !== text) {
    on.textContent = text;
  }
}
