import type { MappingFileKey, ObjectShape, Shape } from './fileFormat.ts';
import type { JsonMember, JsonNode } from '../../storage/jsonTree.ts';

/** Why a value doesn't have its shape, and the offset of the place. */
export type Misfit = { readonly at: number } & (
  | { readonly kind: 'unknown-key'; readonly key: string }
  | { readonly kind: 'missing-key' | 'wrong-value'; readonly key: MappingFileKey }
);

/**
 * The first thing in a value that isn't as its shape says; undefined if everything is.
 *
 * @param key whose value it is
 * @param at where to point to if the value as a whole is wrong
 */
export function misfitOf(
  node: JsonNode,
  shape: Shape,
  key: MappingFileKey,
  at: number,
): Misfit | undefined {
  const wrong: Misfit = { kind: 'wrong-value', key, at };
  switch (shape.kind) {
    case 'text':
    case 'choice':
    case 'switch':
      return node.kind === 'scalar' && isValue(node.value, shape) ? undefined : wrong;
    case 'list':
      return node.kind !== 'array' || node.items.length > shape.most
        ? wrong
        : firstOf(node.items, (item) => misfitOf(item, shape.of, key, item.start));
    case 'names': {
      if (node.kind !== 'object') {
        return wrong;
      }
      const { length } = node.members;
      return length < shape.least || length > shape.most
        ? wrong
        : firstOf(node.members, (member) =>
            isValue(member.key, shape.key)
              ? misfitOf(member.node, shape.value, key, member.start)
              : { ...wrong, at: member.start },
          );
    }
    case 'either':
      return shape.of.some((one) => misfitOf(node, one, key, at) === undefined) ? undefined : wrong;
    case 'object':
      return node.kind === 'object' ? misfitOfObject(node.members, node, shape) : wrong;
  }
}

function misfitOfObject(
  members: readonly JsonMember[],
  { start }: JsonNode,
  { required, optional, isOpen = false }: ObjectShape,
): Misfit | undefined {
  const known: ObjectShape['required'] = { ...required, ...optional };
  const missing = Object.keys(required).find((key) => members.every((one) => one.key !== key));
  return (
    firstOf(members, (member) => {
      // An object has more from its prototype than its own keys.
      const shape = Object.hasOwn(known, member.key) ? known[member.key] : undefined;
      if (shape !== undefined) {
        return misfitOf(member.node, shape, member.key as MappingFileKey, member.start);
      }
      return isOpen ? undefined : { kind: 'unknown-key', key: member.key, at: member.start };
    }) ??
    (missing === undefined
      ? undefined
      : { kind: 'missing-key', key: missing as MappingFileKey, at: start })
  );
}

function isValue(value: unknown, shape: Shape): boolean {
  switch (shape.kind) {
    case 'text':
      return (
        typeof value === 'string' &&
        value.length >= shape.least &&
        value.length <= shape.most &&
        (shape.form?.test(value) ?? true)
      );
    case 'choice':
      return typeof value === 'string' && shape.of.includes(value);
    case 'switch':
      return typeof value === 'boolean';
    default:
      return false;
  }
}

function firstOf<T>(all: readonly T[], misfit: (one: T) => Misfit | undefined): Misfit | undefined {
  for (const one of all) {
    const found = misfit(one);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}
