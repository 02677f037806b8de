import { crc32 } from 'node:zlib';
import { viewOf } from './header.ts';
import { latin1 } from './latin1.ts';
import type { Container, Part, Parts } from './part.ts';
import { inRow, joined, MOST_PARTS, part } from './part.ts';
import { readPng } from './png.ts';

const SIGNATURE = 8;
/** Length and type before a chunk's data, a checksum behind. */
const FRAME = 12;

/** Without these there is no picture. What is as important and not among them nobody can read. */
const CRITICAL = ['IHDR', 'PLTE', 'IDAT', 'IEND'];

/** These say how it looks: transparency, colours, size, the frames of an animation. */
const LOOKS = [
  'acTL',
  'bKGD',
  'cHRM',
  'cICP',
  'cLLI',
  'cLLi',
  'fcTL',
  'fdAT',
  'gAMA',
  'hIST',
  'iCCP',
  'mDCV',
  'mDCv',
  'oFFs',
  'pHYs',
  'sBIT',
  'sPLT',
  'sRGB',
  'tRNS',
];

const TEXTS = ['iTXt', 'tEXt', 'zTXt'];

/**
 * What is kept is listed: other chunks are texts, times, signatures and what programs make up.
 * Source: PNG specification, third edition, 4.7, 5.3, 11.
 */
function apart(bytes: Uint8Array): Parts {
  const header = readPng(bytes);
  if (header.kind !== 'read') {
    return { parts: [], flaw: header.kind === 'needs' ? 'truncated' : 'broken' };
  }
  const view = viewOf(bytes);
  const parts = [part('picture', bytes.subarray(0, SIGNATURE))];
  let type = '';
  let at = SIGNATURE;
  while (type !== 'IEND') {
    if (parts.length > MOST_PARTS) {
      return { parts, flaw: 'broken' };
    }
    if (at + FRAME > bytes.length) {
      return { parts, flaw: 'truncated' };
    }
    const length = view.getUint32(at);
    type = latin1(bytes.subarray(at + 4, at + 8));
    const critical = /^[A-Z][A-Za-z]{3}$/.test(type);
    if ((critical && !CRITICAL.includes(type)) || length >= 2 ** 31) {
      return { parts, flaw: 'broken' };
    }
    const end = at + FRAME + length;
    if (end > bytes.length) {
      return { parts, flaw: 'truncated' };
    }
    parts.push(chunkPart(type, bytes.subarray(at, end)));
    at = end;
  }
  if (at < bytes.length) {
    parts.push(part('other', bytes.subarray(at)));
  }
  return { parts };
}

function chunkPart(type: string, chunk: Uint8Array): Part {
  if (CRITICAL.includes(type) || LOOKS.includes(type)) {
    return part('picture', chunk);
  }
  const content = chunk.subarray(8, -4);
  if (TEXTS.includes(type)) {
    return part('text', chunk, chunk.subarray(4, -4));
  }
  return part(type === 'eXIf' ? 'exif' : 'other', chunk, content);
}

function exif(tiff: Uint8Array): Part {
  const chunk = joined([new Uint8Array(4), Buffer.from('eXIf'), tiff, new Uint8Array(4)]);
  const view = viewOf(chunk);
  view.setUint32(0, tiff.length);
  view.setUint32(chunk.length - 4, crc32(chunk.subarray(4, -4)));
  return part('exif', chunk, tiff);
}

export const PNG: Container = { apart, exif, together: inRow };
