/** Creates an element with a class and content. Strings become text, never HTML. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  ...content: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const created = document.createElement(tag);
  if (className !== '') {
    created.className = className;
  }
  created.append(...content);
  return created;
}

/** Sets attributes of an element, and returns it. */
export function withAttributes<E extends Element>(
  created: E,
  attributes: Readonly<Record<string, string>>,
): E {
  for (const [name, value] of Object.entries(attributes)) {
    created.setAttribute(name, value);
  }
  return created;
}

/** The page's element with this ID. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) {
    throw new Error(`No element #${id}.`);
  }
  return found;
}

/** Sets text only if it changes: a screen reader reads it again otherwise. */
export function setText(on: Element, text: string): void {
  if (on.textContent !== text) {
    on.textContent = text;
  }
}
