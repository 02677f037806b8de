import type { JsonNode } from '../../storage/jsonTree.ts';
import { jsonTree, memberOf } from '../../storage/jsonTree.ts';
import type { TeamMapping } from './teamMapping.ts';
import { entryOf } from './teamMapping.ts';

/** Longer values are broken into lines. */
const WIDTH = 80;

/**
 * The text of a mapping file with a mapping: in place of the one with its name, or after the others.
 * Everything else stays as it is: order, comments, other keys, indentation, and line ends.
 *
 * @param text of a file that was read without a problem; undefined if there is none
 */
export function withTeamMapping(text: string | undefined, mapping: TeamMapping): string {
  const entry = entryOf(mapping);
  const root = text === undefined ? undefined : jsonTree(text);
  const list = root === undefined || 'fault' in root ? undefined : memberOf(root, 'mappings');
  if (text === undefined || list?.kind !== 'array') {
    return `{\n  "mappings": [\n    ${block(entry, '    ', '  ')}\n  ]\n}\n`;
  }
  const { items } = list;
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const unit = /^([ \t]+)\S/m.exec(text)?.[1] ?? '  ';
  const [first] = items;
  const outer = indentAt(text, list.start);
  const inner = (first && ownIndent(text, first)) ?? outer + unit;
  const lines = block(entry, inner, unit).replaceAll('\n', end);
  const same = items.find((item) => {
    const name = memberOf(item, 'name');
    return name?.kind === 'scalar' && name.value === mapping.name;
  });
  if (same !== undefined) {
    return text.slice(0, same.start) + lines + text.slice(same.end);
  }
  const last = items.at(-1);
  if (last !== undefined) {
    return `${text.slice(0, last.end)},${end}${inner}${lines}${text.slice(last.end)}`;
  }
  // An empty list may contain a comment, which stays.
  const before = text.slice(0, list.end - 1).replace(/\s+$/, '');
  return `${before}${end}${inner}${lines}${end}${outer}${text.slice(list.end - 1)}`;
}

/** The indentation of the line of an offset. */
function indentAt(text: string, offset: number): string {
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1));
  return /^[ \t]*/.exec(text.slice(start + 1))?.[0] ?? '';
}

/** The indentation of a value that is the first on its line; undefined if it isn't. */
function ownIndent(text: string, { start }: JsonNode): string | undefined {
  const indent = indentAt(text, start);
  const before = text.slice(0, start);
  return before.endsWith(`\n${indent}`) || before.endsWith(`\r${indent}`) ? indent : undefined;
}

/** An object, one line for each key. */
function block(value: object, indent: string, unit: string): string {
  const deeper = indent + unit;
  const lines = Object.entries(value).map(([key, one]) => {
    const start = `${deeper}${JSON.stringify(key)}: `;
    return start + written(one, deeper, unit, start.length);
  });
  return `{\n${lines.join(',\n')}\n${indent}}`;
}

/** On one line if it fits. */
function written(value: unknown, indent: string, unit: string, used: number): string {
  const short = onOneLine(value);
  if (typeof value !== 'object' || value === null || used + short.length < WIDTH) {
    return short;
  }
  if (!Array.isArray(value)) {
    return block(value, indent, unit);
  }
  const deeper = indent + unit;
  const items = value.map((one) => deeper + written(one, deeper, unit, deeper.length));
  return `[\n${items.join(',\n')}\n${indent}]`;
}

function onOneLine(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(onOneLine).join(', ')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(
      ([key, one]) => `${JSON.stringify(key)}: ${onOneLine(one)}`,
    );
    return `{ ${members.join(', ')} }`;
  }
  return JSON.stringify(value);
}
