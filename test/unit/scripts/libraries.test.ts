import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { billOfMaterials } from '../../../scripts/bom.ts';
import { CODEC_FILES, codecSource, COPIED_PACKAGES } from '../../../scripts/build.ts';
import { licenseText, wasmLibraries } from '../../../scripts/libraries.ts';
import { libraryNotices } from '../../../scripts/notices.ts';

const libraries = await wasmLibraries();

describe('the libraries inside the WebAssembly files', () => {
  it('are known for each shipped file, with the versions that the files have', async () => {
    assert.deepEqual(
      [...new Set(libraries.flatMap(({ files }) => files))].sort(),
      [...CODEC_FILES].sort(),
    );
    for (const [name, file] of [
      ['libheif', 'libheif.wasm'],
      ['libde265', 'libheif.wasm'],
      ['libvips', 'vips.wasm'],
      ['libpng', 'vips.wasm'],
      ['libaom', 'vips-heif.wasm'],
    ] as const) {
      const found = libraries.find((one) => one.name === name && one.files.includes(file));
      assert.ok(found, `${name} in ${file}`);
      assert.ok((await readFile(codecSource(file))).includes(found.version), `${name} in ${file}`);
    }
  });

  it('are in the bill of materials, in their files', async () => {
    const bom = await billOfMaterials(COPIED_PACKAGES, 0);
    const heif = bom.components.find(({ name }) => name === 'dist/codecs/libheif.wasm');
    const decoder = heif?.components?.find(({ name }) => name === 'libde265');
    assert.equal(decoder?.version, '1.0.15');
    assert.equal(decoder.purl, 'pkg:github/strukturag/libde265@1.0.15');
    assert.equal(decoder.cpe, 'cpe:2.3:a:struktur:libde265:1.0.15:*:*:*:*:*:*:*');
    const inFiles = bom.components.flatMap(({ components = [] }) => components);
    assert.equal(inFiles.length, libraries.flatMap(({ files }) => files).length);
    const all = [...bom.components, ...inFiles];
    assert.equal(new Set(all.map((one) => one['bom-ref'])).size, all.length);
    assert.deepEqual(await billOfMaterials(COPIED_PACKAGES, 0), bom);
    const vips = bom.components.find(({ name }) => name === 'wasm-vips');
    assert.match(vips?.hashes?.[0]?.content ?? '', /^[0-9a-f]{128}$/);
    assert.equal(vips?.hashes?.[0]?.alg, 'SHA-512');
  });

  it('have notices with the text of each license, and where the source is', async () => {
    const notices = await libraryNotices(libraries);
    for (const { name, version, source, texts } of libraries) {
      assert.ok(notices.includes(`${name} ${version} (`), name);
      assert.ok(notices.includes(source), name);
      assert.notEqual(texts.length, 0);
      for (const text of texts) {
        const whole = await licenseText(text);
        assert.ok(notices.includes(whole), `${name}: ${text}`);
        assert.match(whole, /copyright/i);
        assert.match(whole, /WITHOUT WARRANT|AS.IS|no warranty/i, text);
      }
    }
  });

  it('have the GPL beside the LGPL, both to the end', async () => {
    const text = await licenseText('lgpl-3');
    const lesser = text.indexOf('GNU LESSER GENERAL PUBLIC LICENSE');
    const general = text.indexOf('                    GNU GENERAL PUBLIC LICENSE');
    assert.ok(lesser >= 0 && lesser < general);
    assert.match(text, /\n {2}6\. Revised Versions of the GNU Lesser General Public License\./);
    assert.match(text, /\n {2}17\. Interpretation of Sections 15 and 16\./);
    assert.match(text, /END OF TERMS AND CONDITIONS/);
  });
});
