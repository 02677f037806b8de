/**
 * VS Code moves an item up whose label has what was typed, whatever order it is given. This one stays
 * where it is: its label gets a space without width in it.
 */
export function keepInPlace<T extends { readonly label: string }>(item: T, typed: string): T {
  const [first = ''] = typed;
  const apart = `${first}\u200B${typed.slice(first.length)}`;
  return typed === '' ? item : { ...item, label: item.label.replaceAll(typed, () => apart) };
}
