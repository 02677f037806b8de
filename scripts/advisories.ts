/**
 * Compares what the package contains with the newest versions and with published advisories:
 * `npm run advisories [-- --npm URL] [--osv URL]`. What couldn't be asked is said, too. Ends with 1 if
 * something that is on by default has an advisory.
 */
import { execSync } from 'node:child_process';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { bundle } from './build.ts';
import { npmVersions } from './bom.ts';
import type { Library } from './libraries.ts';
import { wasmLibraries } from './libraries.ts';
import type { Newest } from './newestLibraries.ts';
import { NEWEST } from './newestLibraries.ts';
import { shippedPackages } from './notices.ts';

/** Where is asked, and how long. */
export interface Sources {
  readonly npm: string;
  readonly osv: string;
  readonly milliseconds: number;
}

const OSV = 'https://api.osv.dev';
const MILLISECONDS = 20_000;

/** Only decoded if the person's own setting says so, because of its advisories. */
const OFF_BY_DEFAULT = 'libheif.wasm';

/** Sources of Debian, which tracks advisories for libraries in C, where they are named differently. */
const IN_DEBIAN: Readonly<Record<string, string>> = {
  glib: 'glib2.0',
  lcms: 'lcms2',
  libaom: 'aom',
  libpng: 'libpng1.6',
  libtiff: 'tiff',
  libvips: 'vips',
};

/** One part of the package, and what is known about it. */
export interface Finding {
  readonly name: string;
  readonly version: string;
  /** The WebAssembly files that it is in; none for an npm package. */
  readonly files: readonly string[];
  /** Undefined if it isn't known. */
  readonly newest?: string;
  /** When `newest` was looked up by hand. */
  readonly seen?: string;
  readonly advisories: readonly string[];
}

export interface Report {
  readonly findings: readonly Finding[];
  /** Whether the database of advisories answered. */
  readonly isChecked: boolean;
  /** What couldn't be asked, and why: sentences. */
  readonly unreached: readonly string[];
}

interface Part {
  readonly name: string;
  readonly version: string;
}

type Query = object;

export async function advisories(
  packages: readonly Part[],
  libraries: readonly Library[],
  { npm, osv, milliseconds }: Sources,
  newest: Readonly<Record<string, Newest>> = NEWEST,
): Promise<Report> {
  const unreached: string[] = [];
  const asked = [
    ...packages.map(({ name, version }): Query[] => [
      { package: { purl: `pkg:npm/${name.replace('@', '%40')}@${version}` } },
    ]),
    ...libraries.map((library) => queriesFor(library)),
  ];
  const found = await fromOsv(asked.flat(), osv, milliseconds).catch((error: unknown) => {
    unreached.push(`${osv} (${reasonOf(error)}): no advisories but those of this repository.`);
    return undefined;
  });
  let at = 0;
  const answers = asked.map((queries) => {
    const own = found?.slice(at, at + queries.length).flat() ?? [];
    at += queries.length;
    return own;
  });
  const latest = await Promise.all(
    packages.map(({ name }) =>
      latestOf(name, npm, milliseconds).catch((error: unknown) => reasonOf(error)),
    ),
  );
  const failures = new Set(latest.flatMap((one) => (typeof one === 'string' ? [one] : [])));
  unreached.push(
    ...[...failures].map((why) => `${npm} (${why}): not every package’s newest version is known.`),
  );
  const unknown = libraries.filter(({ name }) => newest[name] === undefined);
  if (unknown.length > 0) {
    const names = [...new Set(unknown.map(({ name }) => name))].join(', ');
    unreached.push(`No list has the newest versions of ${names}.`);
  }
  return {
    isChecked: found !== undefined,
    findings: [
      ...packages.map((one, index): Finding => {
        const version = latest[index];
        return {
          ...one,
          files: [],
          ...(typeof version === 'object' && { newest: version.version }),
          advisories: sorted(answers[index] ?? []),
        };
      }),
      ...libraries.map((one, index): Finding => {
        const known = newest[one.name];
        const listed = known === undefined ? [] : stillOpen(known, one.version);
        return {
          name: one.name,
          version: one.version,
          files: one.files,
          ...(known !== undefined && { newest: known.version, seen: known.seen }),
          advisories: sorted([...listed, ...(answers[packages.length + index] ?? [])]),
        };
      }),
    ],
    unreached,
  };
}

/** By two lists: of those who test with random input, and of Debian. */
function queriesFor({ name, version }: Library): Query[] {
  return /^\d+\.\d/.test(version)
    ? [
        { package: { name, ecosystem: 'OSS-Fuzz' }, version },
        { package: { name: IN_DEBIAN[name] ?? name, ecosystem: 'Debian' }, version },
      ]
    : [];
}

/** The IDs for each query. */
async function fromOsv(
  queries: readonly Query[],
  osv: string,
  milliseconds: number,
): Promise<string[][]> {
  const { results } = (await json(`${osv}/v1/querybatch`, milliseconds, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ queries }),
  })) as { results?: readonly { vulns?: readonly { id?: unknown }[] }[] };
  if (results?.length !== queries.length) {
    throw new Error('an answer that isn’t one');
  }
  return results.map(({ vulns = [] }) => vulns.map(({ id }) => String(id)));
}

async function latestOf(
  name: string,
  npm: string,
  milliseconds: number,
): Promise<{ version: string }> {
  const { version } = (await json(`${npm}/${name.replace('/', '%2f')}/latest`, milliseconds)) as {
    version?: unknown;
  };
  if (typeof version !== 'string') {
    throw new Error('an answer without a version');
  }
  return { version };
}

async function json(url: string, milliseconds: number, init: RequestInit = {}): Promise<object> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(milliseconds) });
  if (!response.ok) {
    throw new Error(`HTTP ${response.status}`);
  }
  const answer: unknown = await response.json();
  if (typeof answer !== 'object' || answer === null) {
    throw new Error('an answer that isn’t one');
  }
  return answer;
}

function reasonOf(error: unknown): string {
  const { cause = error } = error as { cause?: unknown };
  const { code } = cause as { code?: unknown };
  return typeof code === 'string' ? code : (error as Error).message;
}

/** Advisories that a later version mends. */
function stillOpen({ mended }: Newest, version: string): string[] {
  return Object.entries(mended).flatMap(([by, ids]) => (isOlder(version, by) ? ids : []));
}

function isOlder(version: string, other: string): boolean {
  return version.localeCompare(other, 'en', { numeric: true }) < 0;
}

function sorted(ids: readonly string[]): string[] {
  return [...new Set(ids)].sort();
}

export function isOnByDefault({ files }: Finding): boolean {
  return !files.includes(OFF_BY_DEFAULT);
}

/** The report as text, a line for each part. */
export function reportText({ findings, isChecked, unreached }: Report): string {
  const lines = findings.map((one) => {
    const { name, version, newest, seen, advisories: ids, files } = one;
    const place = files.length === 0 ? 'npm' : files.join(', ');
    const age =
      newest === undefined
        ? 'newest unknown'
        : isOlder(version, newest)
          ? `newest is ${newest}`
          : 'newest';
    const when = seen === undefined ? '' : ` (looked up ${seen})`;
    const off = isOnByDefault(one) || ids.length === 0 ? '' : ' Off by default.';
    const none = isChecked ? 'no advisories' : 'advisories not checked';
    const known = ids.length === 0 ? none : `${plural(ids.length)}: ${ids.join(', ')}.${off}`;
    return `${name} ${version} [${place}] ${age}${when}; ${known}`;
  });
  return [
    ...lines,
    ...(unreached.length === 0 ? [] : ['', 'Not asked or not known:', ...unreached]),
  ].join('\n');
}

function plural(count: number): string {
  return count === 1 ? '1 advisory' : `${count} advisories`;
}

function flag(name: string): string | undefined {
  const at = argv.indexOf(name);
  return at < 0 ? undefined : argv[at + 1]?.replace(/\/$/, '');
}

/** The registry that npm is set up with on this machine. */
function registry(): string {
  return execSync('npm config get registry', { encoding: 'utf8' }).trim().replace(/\/$/, '');
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const packages = await npmVersions(shippedPackages(await bundle(undefined)));
  const report = await advisories(packages, await wasmLibraries(), {
    npm: flag('--npm') ?? registry(),
    osv: flag('--osv') ?? OSV,
    milliseconds: MILLISECONDS,
  });
  console.log(reportText(report));
  process.exitCode = report.findings.some((one) => isOnByDefault(one) && one.advisories.length > 0)
    ? 1
    : 0;
}
