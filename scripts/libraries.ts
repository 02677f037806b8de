/** What is inside the WebAssembly files that the package has: no package manager lists it. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const modules = path.resolve(import.meta.dirname, '..', 'node_modules');

/** A library that is compiled into a WebAssembly file. */
export interface Library {
  readonly name: string;
  readonly version: string;
  /** SPDX. */
  readonly license: string;
  /** Files with the license's text: of scripts/licenses, without ending. */
  readonly texts: readonly string[];
  /** Where its source is. */
  readonly source: string;
  /** Its name in databases of advisories: `purl` without the version. */
  readonly purl: string;
  /** The same in the NVD: vendor and product. */
  readonly cpe?: string;
  /** The WebAssembly files that it is in, and the package that they are from. */
  readonly files: readonly string[];
  readonly package: string;
}

type Known = Omit<Library, 'files' | 'package' | 'version'>;

const CPES: Readonly<Record<string, string>> = {
  expat: 'libexpat_project:libexpat',
  glib: 'gnome:glib',
  libde265: 'struktur:libde265',
  libexif: 'libexif_project:libexif',
  libheif: 'struktur:libheif',
  libpng: 'libpng:libpng',
  libtiff: 'libtiff:libtiff',
  libvips: 'libvips:libvips',
  libwebp: 'webmproject:libwebp',
};

/** The LGPL's text refers to the GPL's, so one file has both. */
const LGPL = ['LGPL-3.0-or-later', ['lgpl-3']] as const;

/** Used under version 3, as its “any later version” allows. */
const LGPL_2 = ['LGPL-2.1-or-later', ['lgpl-3']] as const;

const VIPS = 'vips.wasm';
const VIPS_HEIF = 'vips-heif.wasm';

/**
 * The libraries of `wasm-vips`, by their names in its versions.json, with the files that contain
 * them. libnsgif is part of libvips. Licenses are those that its THIRD-PARTY-NOTICES.md chooses.
 */
const OF_VIPS: Readonly<Record<string, readonly [files: readonly string[], Known]>> = {
  aom: [
    [VIPS_HEIF],
    library(
      'libaom',
      'BSD-2-Clause',
      ['aom'],
      'https://aomedia.googlesource.com/aom',
      'generic/libaom',
    ),
  ],
  cgif: [[VIPS], onGitHub('cgif', 'MIT', ['cgif'], 'dloebl/cgif')],
  emscripten: [
    [VIPS, VIPS_HEIF],
    onGitHub('emscripten', 'MIT', ['emscripten', 'musl', 'llvm'], 'emscripten-core/emscripten'),
  ],
  exif: [[VIPS], onGitHub('libexif', ...LGPL_2, 'libexif/libexif')],
  expat: [[VIPS], onGitHub('expat', 'MIT', ['expat'], 'libexpat/libexpat')],
  ffi: [[VIPS], onGitHub('libffi', 'MIT', ['libffi'], 'libffi/libffi')],
  glib: [[VIPS], library('glib', ...LGPL_2, 'https://gitlab.gnome.org/GNOME/glib', 'generic/glib')],
  heif: [[VIPS_HEIF], onGitHub('libheif', ...LGPL, 'strukturag/libheif')],
  highway: [[VIPS], onGitHub('highway', 'BSD-3-Clause', ['highway'], 'google/highway')],
  imagequant: [
    [VIPS],
    onGitHub('libimagequant', 'BSD-2-Clause', ['libimagequant'], 'lovell/libimagequant'),
  ],
  lcms: [[VIPS], onGitHub('lcms', 'MIT', ['lcms'], 'mm2/Little-CMS')],
  mozjpeg: [
    [VIPS],
    onGitHub('mozjpeg', 'IJG AND BSD-3-Clause AND Zlib', ['mozjpeg'], 'mozilla/mozjpeg'),
  ],
  png: [[VIPS], onGitHub('libpng', 'libpng-2.0', ['libpng'], 'pnggroup/libpng')],
  tiff: [
    [VIPS],
    library(
      'libtiff',
      'libtiff',
      ['libtiff'],
      'https://gitlab.com/libtiff/libtiff',
      'generic/libtiff',
    ),
  ],
  uhdr: [[VIPS], onGitHub('libultrahdr', 'MIT', ['libultrahdr'], 'google/libultrahdr')],
  vips: [
    [VIPS],
    onGitHub('libvips', 'LGPL-2.1-or-later AND MIT', ['lgpl-3', 'libnsgif'], 'libvips/libvips'),
  ],
  webp: [[VIPS], onGitHub('libwebp', 'BSD-3-Clause', ['libwebp'], 'webmproject/libwebp')],
  'zlib-ng': [[VIPS], onGitHub('zlib-ng', 'Zlib', ['zlib-ng'], 'zlib-ng/zlib-ng')],
};

/** Libraries of files of `wasm-vips` that aren't shipped: `vips-jxl.wasm` and `vips-resvg.wasm`. */
const NOT_SHIPPED = ['brotli', 'jxl', 'resvg'];

/** The libraries of `libheif-js`, which says their versions only in its WebAssembly file. */
const OF_LIBHEIF: readonly (Known & { readonly version: string })[] = [
  { ...onGitHub('libheif', ...LGPL, 'strukturag/libheif'), version: '1.23.2' },
  { ...onGitHub('libde265', ...LGPL, 'strukturag/libde265'), version: '1.0.15' },
];

/** Its Emscripten's version isn't known. */
const LIBHEIF_RUNTIME = onGitHub(
  'emscripten',
  'MIT',
  ['emscripten', 'musl', 'llvm'],
  'emscripten-core/emscripten',
);

function onGitHub(
  name: string,
  license: string,
  texts: readonly string[],
  repository: string,
): Known {
  return library(
    name,
    license,
    texts,
    `https://github.com/${repository}`,
    `github/${repository.toLowerCase()}`,
  );
}

function library(
  name: string,
  license: string,
  texts: readonly string[],
  source: string,
  id: string,
): Known {
  const cpe = CPES[name];
  return { name, license, texts, source, purl: `pkg:${id}`, ...(cpe !== undefined && { cpe }) };
}

/**
 * All libraries inside the WebAssembly files.
 *
 * @throws Error if a package has other libraries than this file knows
 */
export async function wasmLibraries(): Promise<readonly Library[]> {
  const versions = JSON.parse(
    await readFile(path.join(modules, 'wasm-vips', 'versions.json'), 'utf8'),
  ) as Readonly<Record<string, string>>;
  const ofVips = Object.entries(versions).flatMap(([key, version]): Library[] => {
    const known = OF_VIPS[key];
    if (known === undefined && !NOT_SHIPPED.includes(key)) {
      throw new Error(`scripts/libraries.ts doesn't know ${key}, which wasm-vips contains now.`);
    }
    return known === undefined
      ? []
      : [{ ...known[1], version, files: known[0], package: 'wasm-vips' }];
  });
  const gone = Object.keys(OF_VIPS).filter((key) => !(key in versions));
  if (gone.length > 0) {
    throw new Error(`wasm-vips no longer contains ${gone.join(', ')}: see scripts/libraries.ts.`);
  }
  const place = { files: ['libheif.wasm'], package: 'libheif-js' };
  const wasm = await readFile(path.join(modules, 'libheif-js', 'libheif-wasm', 'libheif.wasm'));
  for (const { name, version } of OF_LIBHEIF) {
    if (!wasm.includes(`\0${version}\0`)) {
      throw new Error(`libheif.wasm doesn't contain ${name} ${version}: see scripts/libraries.ts.`);
    }
  }
  const ofLibheif = [...OF_LIBHEIF, { ...LIBHEIF_RUNTIME, version: 'unknown' }];
  return [...ofVips, ...ofLibheif.map((one): Library => ({ ...one, ...place }))];
}

/** The text of a license, from this repository, or from the package that has the GNU ones. */
export async function licenseText(name: string): Promise<string> {
  if (name === 'lgpl-3') {
    const whole = await readFile(
      path.join(modules, 'libheif-js', 'libheif-wasm', 'LICENSE'),
      'utf8',
    );
    const start = whole.indexOf('                   GNU LESSER GENERAL PUBLIC LICENSE');
    const ending = whole.lastIndexOf('\n----------');
    const text = whole.slice(start, ending < start ? undefined : ending);
    if (start < 0 || !text.includes('                    GNU GENERAL PUBLIC LICENSE')) {
      throw new Error('libheif-js no longer has the texts of LGPL and GPL.');
    }
    return text.trimEnd();
  }
  return (
    await readFile(path.join(import.meta.dirname, 'licenses', `${name}.txt`), 'utf8')
  ).trimEnd();
}
