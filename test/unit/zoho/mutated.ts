import fc from 'fast-check';
import type { Incoming } from '../../../src/zoho/sender.ts';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type Path = readonly (string | number)[];

/** What may replace anything. None of it is an ID, a name, a token or a URL. */
const GARBAGE: readonly Json[] = [
  null,
  true,
  -1,
  0,
  1.5,
  1e300,
  '',
  ' ',
  '..',
  '<b>',
  [],
  {},
  [null],
  [[[]]],
  { toString: null, constructor: 1, length: -1 },
  { id: {}, name: [], code: 7, message: null },
];

/** Any answer: the good one with some nodes removed, emptied or of another type, or none at all. */
export function mutatedAnswer(
  sample: Json,
  { types = ['application/json', 'text/html', 'image/png', 'application/x-download'] } = {},
): fc.Arbitrary<Incoming> {
  const text = fc.oneof(
    { weight: 8, arbitrary: mutated(sample).map(written) },
    // Half of an answer, with something before and after it.
    mutated(sample)
      .chain((json) => fc.nat().map((end) => ({ text: written(json), end })))
      .map(({ text, end }) => text.slice(0, end % (text.length + 1))),
    fc.json(),
    fc.constantFrom(...NO_ANSWERS),
    fc.string(),
  );
  return fc
    .record({
      text,
      status: fc.oneof(
        { weight: 4, arbitrary: fc.constant(200) },
        fc.constantFrom(201, 204, 206, 301, 400, 401, 403, 404, 405, 413, 415, 429, 500, 502, 503),
      ),
      type: fc.constantFrom(...types, undefined),
    })
    .map(({ text, status, type }) => ({
      status,
      headers: { 'content-type': type },
      body: Buffer.from(text),
    }));
}

function written(json: Json | undefined): string {
  return json === undefined ? '' : JSON.stringify(json);
}

const NO_ANSWERS = [
  '',
  '<html><body>Please sign in to the network</body></html>',
  'null',
  '"SUCCESS"',
  '{}',
  '[]',
  '{"data":',
  '\ufeff{"data":[]}',
  '['.repeat(50_000),
  `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
  `${'{"data":'.repeat(9_000)}1${'}'.repeat(9_000)}`,
];

/** The sample with up to four nodes changed. */
function mutated(sample: Json): fc.Arbitrary<Json | undefined> {
  const paths = pathsIn(sample);
  const change = fc.record({
    path: fc.nat(paths.length - 1).map((index) => paths[index] ?? []),
    become: fc.constantFrom(...CHANGES),
    garbage: fc.constantFrom(...GARBAGE),
  });
  return fc
    .array(change, { maxLength: 4 })
    .map((changes) =>
      changes.reduce<Json | undefined>(
        (json, { path, become, garbage }) => changedAt(json, path, (node) => become(node, garbage)),
        sample,
      ),
    );
}

const CHANGES: readonly ((node: Json, garbage: Json) => Json | undefined)[] = [
  () => undefined,
  () => null,
  (_, garbage) => garbage,
  (node) => [node],
  (node) => (Array.isArray(node) ? (node[0] ?? null) : { 0: node }),
  (node, garbage) => (Array.isArray(node) ? [garbage, ...node] : garbage),
  (node) => (Array.isArray(node) ? [...node, ...node] : node),
  // Numbers for strings of digits, and vice versa.
  (node) => (typeof node === 'string' && /^\d{1,15}$/.test(node) ? Number(node) : node),
  (node) => (typeof node === 'number' || typeof node === 'boolean' ? String(node) : node),
  (node) => (typeof node === 'string' ? node.toUpperCase() : node),
];

function pathsIn(json: Json): Path[] {
  const below =
    typeof json === 'object' && json !== null
      ? Object.entries(json).flatMap(([name, value]) =>
          pathsIn(value).map((path) => [Array.isArray(json) ? Number(name) : name, ...path]),
        )
      : [];
  return [[], ...below];
}

/** Undefined removes the node. A node removed by an earlier change is skipped. */
function changedAt(
  json: Json | undefined,
  [first, ...rest]: Path,
  become: (node: Json) => Json | undefined,
): Json | undefined {
  if (json === undefined) {
    return undefined;
  }
  if (first === undefined) {
    return become(json);
  }
  if (Array.isArray(json)) {
    return json.flatMap((node, index) =>
      index === first ? [changedAt(node, rest, become)].filter((one) => one !== undefined) : [node],
    );
  }
  if (typeof json !== 'object' || json === null) {
    return json;
  }
  return Object.fromEntries(
    Object.entries(json).flatMap(([name, node]) => {
      const then = name === String(first) ? changedAt(node, rest, become) : node;
      return then === undefined ? [] : [[name, then]];
    }),
  );
}
