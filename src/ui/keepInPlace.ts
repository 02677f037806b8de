/**
 * VS Code moves items up whose labels contain what was typed. This one stays in its place: a
 * zero-width space in its label prevents the match.
 */
export function keepInPlace<T extends { readonly label: string }>(item: T, typed: string): T {
  const [first = ''] = typed;
  const apart = `${first}\u200B${typed.slice(first.length)}`;
  return typed === '' ? item : { ...item, label: item.label.replaceAll(typed, () => apart) };
}
