/** The bill of materials: everything of others that the package contains, as CycloneDX. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import manifest from '../package.json' with { type: 'json' };
import { codecSource } from './build.ts';
import type { Library } from './libraries.ts';
import { wasmLibraries } from './libraries.ts';

const root = path.resolve(import.meta.dirname, '..');

interface Lock {
  readonly packages: Readonly<
    Record<
      string,
      { readonly version: string; readonly integrity: string; readonly license: string }
    >
  >;
}

/** One part, as CycloneDX 1.6 has it. */
export interface Component {
  readonly type: 'application' | 'file' | 'library';
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version?: string;
  readonly purl?: string;
  readonly cpe?: string;
  readonly licenses?: readonly { readonly expression: string }[];
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
  readonly externalReferences?: readonly { readonly type: 'vcs'; readonly url: string }[];
  readonly components?: readonly Component[];
}

export interface Bom {
  readonly bomFormat: 'CycloneDX';
  readonly specVersion: '1.6';
  readonly version: 1;
  readonly metadata: { readonly timestamp: string; readonly component: Component };
  readonly components: readonly Component[];
}

/**
 * @param packages npm packages in the bundle or shipped as files
 * @param date of everything packed, in seconds
 */
export async function billOfMaterials(packages: readonly string[], date: number): Promise<Bom> {
  const lock = JSON.parse(await readFile(path.join(root, 'package-lock.json'), 'utf8')) as Lock;
  const libraries = await wasmLibraries();
  const files = [...new Set(libraries.flatMap((one) => one.files))];
  const { name, version, license } = manifest;
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      timestamp: new Date(date * 1000).toISOString(),
      component: {
        type: 'application',
        'bom-ref': name,
        name,
        version,
        licenses: [{ expression: license }],
      },
    },
    components: [
      ...packages.map((one) => npmComponent(one, lock)),
      ...(await Promise.all(files.map((file) => fileComponent(file, libraries)))),
    ],
  };
}

/** The versions of npm packages in the lock file. */
export async function npmVersions(
  names: readonly string[],
): Promise<{ name: string; version: string }[]> {
  const lock = JSON.parse(await readFile(path.join(root, 'package-lock.json'), 'utf8')) as Lock;
  return names.map((name) => ({ name, version: npmComponent(name, lock).version ?? '' }));
}

function npmComponent(name: string, { packages }: Lock): Component {
  const locked = packages[`node_modules/${name}`];
  if (locked === undefined) {
    throw new Error(`package-lock.json doesn't have ${name}.`);
  }
  const { version, integrity, license } = locked;
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  const [algorithm = '', hash = ''] = integrity.split('-', 2);
  const content = Buffer.from(hash, 'base64').toString('hex');
  return {
    type: 'library',
    'bom-ref': purl,
    name,
    version,
    purl,
    licenses: [{ expression: license }],
    hashes: [{ alg: algorithm.replace(/^sha/, 'SHA-'), content }],
  };
}

/** A WebAssembly file, with what is compiled into it. */
async function fileComponent(file: string, libraries: readonly Library[]): Promise<Component> {
  const shipped = `dist/codecs/${file}`;
  const bytes = await readFile(codecSource(file));
  return {
    type: 'file',
    'bom-ref': shipped,
    name: shipped,
    hashes: [{ alg: 'SHA-256', content: createHash('sha256').update(bytes).digest('hex') }],
    components: libraries
      .filter(({ files }) => files.includes(file))
      .map((one): Component => libraryComponent(one, file)),
  };
}

function libraryComponent(
  { name, version, license, source, purl, cpe }: Library,
  file: string,
): Component {
  const isKnown = version !== 'unknown';
  const full = isKnown ? `${purl}@${version}` : purl;
  return {
    type: 'library',
    'bom-ref': `${file}#${name}`,
    name,
    ...(isKnown && { version }),
    purl: full,
    ...(isKnown && cpe !== undefined && { cpe: `cpe:2.3:a:${cpe}:${version}:*:*:*:*:*:*:*` }),
    licenses: [{ expression: license }],
    externalReferences: [{ type: 'vcs', url: source }],
  };
}
