import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import type { TestContext } from 'node:test';
import { getHeapSnapshot, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { until } from '../until.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/**
 * Repeats something, and asserts that it leaves nothing open and nothing in memory. In the first
 * quarter, all is loaded, compiled, and cached. What then grows in each other quarter is a leak.
 *
 * @param times in all; four quarters
 * @param end closes what is used by every repetition
 */
export async function assertLeavesNothing(
  test: TestContext,
  times: number,
  once: (time: number) => Promise<void>,
  end: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const open = await openThings();
  const quarter = times / 4;
  const heaps: Heap[] = [];
  for (let time = 0; time < times; time++) {
    await once(time);
    if ((time + 1) % quarter === 0) {
      heaps.push(await heap());
    }
  }
  const [first = 0, ...others] = heaps.map(({ bytes }) => bytes);
  const more = others.map((bytes) => `${Math.round((bytes - first) / 1024)} KB`);
  test.diagnostic(`in memory after each other quarter of ${times}: ${more.join(', ')} more`);
  assert.deepEqual(growing(heaps, quarter), [], `what is left by each of ${times} repetitions`);
  await end();
  await assertOpen(open);
}

/** What a process has open, by what it is, when nothing is being read, written, or closed. */
async function openThings(): Promise<Record<string, number>> {
  await until('what began is over', () => !resources().some((name) => /^FS|^CloseReq/.test(name)));
  const open: Record<string, number> = {};
  for (const name of resources()) {
    open[name] = (open[name] ?? 0) + 1;
  }
  for (const name of process.eventNames()) {
    open[`process.on ${String(name)}`] = process.listenerCount(name);
  }
  return process.platform === 'linux' ? { ...open, files: openFiles() } : open;
}

function resources(): string[] {
  return process.getActiveResourcesInfo();
}

/** The folder itself is open while it is read, each time. */
function openFiles(): number {
  return readdirSync('/proc/self/fd').length;
}

/** Asserts that a process has no more open than before. Sockets need a moment to close. */
async function assertOpen(before: Readonly<Record<string, number>>): Promise<void> {
  const more = async (): Promise<unknown[]> =>
    Object.entries(await openThings()).filter(([what, count]) => count > (before[what] ?? 0));
  await until('no more is open', async () => (await more()).length === 0).catch(() => undefined);
  assert.deepEqual(await more(), [], 'what more is open than before');
}

/** The objects in memory that something still refers to. */
interface Heap {
  /** How many there are, by what they are. */
  readonly counts: ReadonlyMap<string, number>;
  readonly bytes: number;
}

/** A heap snapshot of V8, as far as it is read here: of each node, `node_fields` numbers. */
interface Snapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly node_types: readonly (readonly string[])[];
    };
  };
  readonly nodes: readonly number[];
  readonly strings: readonly string[];
}

/** What a program makes. The rest is V8’s own, such as machine code, or belongs to these. */
const OF_PROGRAMS = ['object', 'closure', 'native', 'regexp'];

/** What is in memory when the garbage is collected, and what waited for that is done. */
async function heap(): Promise<Heap> {
  for (let round = 0; round < 3; round++) {
    collectGarbage();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { snapshot, nodes, strings } = JSON.parse(await text(getHeapSnapshot())) as Snapshot;
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, name, size] = ['type', 'name', 'self_size'].map((field) => fields.indexOf(field));
  const counts = new Map<string, number>();
  let bytes = 0;
  for (let node = 0; node < nodes.length; node += fields.length) {
    const at = (offset = 0): number => nodes[node + offset] ?? 0;
    const kind = types[0]?.[at(type)] ?? '';
    if (OF_PROGRAMS.includes(kind)) {
      const what = `${kind} ${strings[at(name)] ?? ''}`;
      counts.set(what, (counts.get(what) ?? 0) + 1);
      bytes += at(size);
    }
  }
  return { counts, bytes };
}

/** What there is more of each time: at least one of it for each repetition. */
function growing(heaps: readonly Heap[], repetitions: number): string[] {
  const [, ...later] = heaps;
  return [...(later.at(-1)?.counts.keys() ?? [])].filter((what) =>
    later.every(({ counts }, index) => {
      const before = heaps[index]?.counts.get(what) ?? 0;
      return (counts.get(what) ?? 0) - before >= repetitions;
    }),
  );
}
