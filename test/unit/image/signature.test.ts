import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ForeignFormat } from '../../../src/image/format.ts';
import { inspect } from '../../../src/image/inspect.ts';
import type { Refusal } from '../../../src/image/refusal.ts';
import * as pictures from '../../pictures.ts';
import { watched } from './watched.ts';

/** Why a file with these bytes, or this text with one character per byte, is rejected. */
async function refusalOf(content: string | Uint8Array): Promise<Refusal | undefined> {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
  const inspected = await inspect(watched(bytes).picture);
  return 'refusal' in inspected ? inspected.refusal : undefined;
}

async function assertForeign(content: string | Uint8Array, format: ForeignFormat): Promise<void> {
  assert.deepEqual(await refusalOf(content), { kind: 'foreign-format', format });
}

async function assertNoPicture(content: string | Uint8Array): Promise<void> {
  assert.deepEqual(await refusalOf(content), { kind: 'not-a-picture' });
}

describe('a picture that Zoho does not accept is named by its format', () => {
  const sides = { width: 64, height: 48 };
  const made: readonly (readonly [ForeignFormat, () => Promise<Buffer>])[] = [
    ['WebP', () => pictures.webp(sides)],
    ['AVIF', () => pictures.avif(sides)],
    ['TIFF', () => pictures.tiff(sides)],
    ['HEIC', () => pictures.heic()],
    ['SVG', () => pictures.svg(sides)],
  ];
  for (const [format, make] of made) {
    it(format, async () => {
      await assertForeign(await make(), format);
    });
  }

  const begun: readonly (readonly [ForeignFormat, string, string])[] = [
    ['TIFF', 'from a Mac', 'MM\0*\0\0\0\x08'],
    ['TIFF', 'above 4 GB', 'II+\0\x08\0\0\0'],
    ['RAW', 'Canon CR2', 'II*\0\x10\0\0\0CR\x02\0'],
    ['RAW', 'Canon CR3', '\0\0\0\x18ftypcrx \0\0\0\x01crx isom'],
    ['RAW', 'Fujifilm', 'FUJIFILMCCD-RAW 0201'],
    ['RAW', 'Olympus', 'IIRO\x08\0\0\0'],
    ['RAW', 'Panasonic', 'IIU\0\x18\0\0\0'],
    ['RAW', 'Sigma', 'FOVb\0\0\x02\0'],
    ['JPEG XL', 'bare', '\xff\n\xfa\x1f\x01\x91\x08\x06'],
    ['JPEG XL', 'in boxes', '\0\0\0\x0cJXL \r\n\x87\n\0\0\0\x14ftypjxl '],
    ['JPEG 2000', 'bare', '\xff\x4f\xff\x51\0\x2f'],
    ['JPEG 2000', 'in boxes', '\0\0\0\x0cjP  \r\n\x87\n\0\0\0\x14ftypjp2 '],
    ['PSD', 'small', '8BPS\0\x01\0\0\0\0\0\0'],
    ['PSD', 'large', '8BPS\0\x02\0\0\0\0\0\0'],
    ['PDF', 'plain', '%PDF-1.7\n%'],
    ['PDF', 'behind a byte order mark', '\xef\xbb\xbf%PDF-1.4\n'],
    ['EPS', 'plain', '%!PS-Adobe-3.0 EPSF-3.0\n'],
    ['EPS', 'with a preview', '\xc5\xd0\xd3\xc6\x1e\0\0\0'],
    ['ICO', 'icon', '\0\0\x01\0\x02\0\x10\x10\0\0\x01\0\x20\0'],
    ['ICO', 'cursor', '\0\0\x02\0\x01\0\x20\x20\0\0\x01\0\x01\0'],
    ['HEIC', 'by a later brand', '\0\0\0\x18ftypmif1\0\0\0\0mif1heic'],
    ['HEIC', 'by no brand of its own', '\0\0\0\x18ftypmif1\0\0\0\0mif1miaf'],
    ['HEIC', 'a series', '\0\0\0\x18ftyphevc\0\0\0\0msf1hevc'],
    ['AVIF', 'by a later brand', '\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf'],
    ['AVIF', 'a series', '\0\0\0\x1cftypavis\0\0\0\0msf1avifmiaf'],
  ];
  for (const [format, what, content] of begun) {
    it(`${format}, ${what}`, async () => {
      await assertForeign(content, format);
    });
  }

  for (const [format, brands] of [
    ['HEIC', ['heic', 'heim', 'heis', 'heix', 'hevc', 'hevm', 'hevs', 'hevx', 'mif1', 'msf1']],
    ['AVIF', ['avif', 'avis']],
    ['RAW', ['crx ']],
  ] as const) {
    for (const brand of brands) {
      it(`${format} by the brand ${brand}, at any position`, async () => {
        await assertForeign(`\0\0\0\x10ftyp${brand}\0\0\0\0`, format);
        await assertForeign(`\0\0\0\x14ftypisom\0\0\0\0${brand}`, format);
        await assertForeign(`\0\0\0\x1cftypisom\0\0\0\0iso8${brand}miaf`, format);
      });
    }
  }

  it('HEIC by its main brand, when others name another format', async () => {
    await assertForeign('\0\0\0\x18ftypheic\0\0\0\0mif1avif', 'HEIC');
  });

  const prologs = {
    nothing: '',
    whitespace: ' \r\n\t',
    declaration: '<?xml version="1.0" encoding="UTF-8"?>\n',
    'declaration and comment': '<?xml version="1.0"?><!-- <svg> by > a program -->\n',
    'several comments and a stylesheet': '<!--a--><!--b-->\n<?xml-stylesheet href="a.css"?>',
    'document type': '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" [ <!ENTITY a "b"> ]>\n',
  };
  for (const [what, prolog] of Object.entries(prologs)) {
    it(`SVG after ${what}`, async () => {
      const text = `${prolog}<svg xmlns="http://www.w3.org/2000/svg"/>`;
      await assertForeign(text, 'SVG');
      await assertForeign(`\xef\xbb\xbf${text}`, 'SVG');
      const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
      await assertForeign(Buffer.from(utf16), 'SVG');
      await assertForeign(utf16.swap16(), 'SVG');
    });
  }

  it('SVG with a namespace prefix', async () => {
    await assertForeign('<svg:svg xmlns:svg="http://www.w3.org/2000/svg"/>', 'SVG');
  });
});

describe('a file that is not a picture is reported as such', () => {
  const others: Readonly<Record<string, string>> = {
    text: 'Not a picture.\n',
    'text that begins with BM': 'BM stands for bitmap, and this is a text about it.\n',
    'text that begins with GIF': 'GIF is a format.\n',
    'text that begins with GIF8': 'GIF88a is none.\n',
    'text that begins with PNG': 'PNG\r\n',
    'text that begins with II': 'II. Chapter the second\n',
    HTML: '<!DOCTYPE html><html><body><svg></svg></body></html>',
    'XML that is no SVG': '<?xml version="1.0"?><note><svg/></note>',
    'an element whose name begins with svg': '<svgfont/>',
    'a comment without end': '<!-- <svg/>',
    'a declaration without end': '<?xml <svg/>',
    'a sound in RIFF': 'RIFF\x24\0\0\0WAVEfmt ',
    'a video': '\0\0\0\x18ftypisom\0\0\x02\0isomavc1',
    'a video whose brands lie behind its first box': '\0\0\0\x10ftypisom\0\0\x02\0heic',
    'a first box without brands': '\0\0\0\x08ftyp',
    'a brand in no box of brands': '\0\0\0\x18moovheic\0\0\0\0mif1heic',
    'a brand named like a property of objects': '\0\0\0\x18ftypisom\0\0\x02\0toString',
    'two bytes of a JPEG': '\xff\xd8',
    'a JPEG whose third byte is none of a marker': '\xff\xd8\xfe\xe0\0\x10JFIF',
    'a bitmap header of a length that none has': 'BM\0\0\0\0\0\0\0\0\x1a\0\0\0\x0d\0\0\0\0\0\0\0',
    'a font': '\0\x01\0\0\0\x12\x01\0\0\x04\0\x20',
    'an icon with nothing in it': '\0\0\x01\0\0\0\0\0\0\0\0\0',
    zeros: '\0'.repeat(5000),
  };
  for (const [what, content] of Object.entries(others)) {
    it(what, async () => {
      await assertNoPicture(content);
    });
  }

  it('whatever its name, and a picture is recognized whatever its name', async () => {
    const text = pictures.pictureOf(Buffer.from('no picture'), 'a.png');
    assert.deepEqual(await inspect(text), { refusal: { kind: 'not-a-picture' } });
    const picture = pictures.pictureOf(await pictures.gif({ width: 3, height: 2 }), 'a.txt');
    const inspected = await inspect(picture);
    assert.equal('format' in inspected && inspected.format, 'GIF');
  });

  it('but a PNG whose line endings were changed in a transfer is damaged', async () => {
    const bytes = await pictures.png({ width: 3, height: 2 });
    const text = bytes.toString('latin1').replaceAll('\r\n', '\n');
    assert.deepEqual(await refusalOf(text), { kind: 'broken', format: 'PNG' });
  });
});
