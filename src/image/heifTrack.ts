import { fourCc } from './latin1.ts';
import type { Box } from './box.ts';
import { boxes, find, FULL_BOX } from './box.ts';
import { viewOf } from './header.ts';
import type { Sides } from './sides.ts';

/** The first frame of a sequence, encoded as the track says. */
export interface FirstFrame extends Sides {
  /** `av01` or `hvc1`. */
  readonly coding: string;
  /** The setup of the decoder, and the colors: boxes as they are. */
  readonly properties: readonly Uint8Array[];
  /** Where its bytes are, counted from the start of the file. */
  readonly start: number;
  readonly length: number;
  /** How many frames there are. */
  readonly frames: number;
}

/** Brands of sequences, one of which is the main one. */
const SEQUENCES = ['avis', 'msf1', 'hevs', 'hevm', 'hevx', 'hevc'];

/** A sample entry of pictures up to the boxes in it, and where its sides are. */
const ENTRY = 78;
const ENTRY_SIDES = 24;
const CODINGS = ['av01', 'hvc1'];
const PROPERTIES = ['av1C', 'hvcC', 'colr'];

/** Tracks are shown upright only if their matrix says so. */
const UPRIGHT = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000];

/**
 * Reads the first frame of the track of pictures in a whole file, or what there is of it.
 * Source: ISO/IEC 14496-12, 8.3 to 8.7; ISO/IEC 23008-12, 7 image sequences.
 */
export function firstFrame(bytes: Uint8Array): FirstFrame | undefined {
  try {
    const moov = find(bytes, 0, bytes.length, 'moov');
    const tracks = moov === undefined ? [] : [...boxes(bytes, moov.content, moov.end)];
    for (const track of tracks.filter(({ type }) => type === 'trak')) {
      const frame = frameOf(bytes, track);
      if (frame !== undefined) {
        return frame;
      }
    }
  } catch (error) {
    // A box with impossible numbers leads past the end.
    if (!(error instanceof RangeError)) {
      throw error;
    }
  }
  return undefined;
}

function frameOf(bytes: Uint8Array, track: Box): FirstFrame | undefined {
  const view = viewOf(bytes);
  const mdia = find(bytes, track.content, track.end, 'mdia');
  const hdlr = mdia && find(bytes, mdia.content, mdia.end, 'hdlr');
  const header = find(bytes, track.content, track.end, 'tkhd');
  const minf = mdia && find(bytes, mdia.content, mdia.end, 'minf');
  const stbl = minf && find(bytes, minf.content, minf.end, 'stbl');
  const isPictures = hdlr !== undefined && fourCc(bytes, hdlr.content + 8) === 'pict';
  if (stbl === undefined || header === undefined || !isPictures) {
    return undefined;
  }
  const matrix = header.content + (view.getUint8(header.content) === 1 ? 52 : 40);
  const isUpright = UPRIGHT.every((value, index) => view.getUint32(matrix + 4 * index) === value);
  const [stsd, stsz, stco, co64] = ['stsd', 'stsz', 'stco', 'co64'].map((type) =>
    find(bytes, stbl.content, stbl.end, type),
  );
  const entry = stsd && [...boxes(bytes, stsd.content + FULL_BOX + 4, stsd.end)][0];
  const chunks = stco ?? co64;
  if (entry === undefined || stsz === undefined || chunks === undefined || !isUpright) {
    return undefined;
  }
  const same = view.getUint32(stsz.content + FULL_BOX);
  const first = chunks.content + FULL_BOX + 4;
  const length = same === 0 ? view.getUint32(stsz.content + FULL_BOX + 8) : same;
  const start = stco === undefined ? Number(view.getBigUint64(first)) : view.getUint32(first);
  const within = [...boxes(bytes, entry.content + ENTRY, entry.end)];
  const properties = within.filter(({ type }) => PROPERTIES.includes(type));
  const width = view.getUint16(entry.content + ENTRY_SIDES);
  const height = view.getUint16(entry.content + ENTRY_SIDES + 2);
  return CODINGS.includes(entry.type) && width > 0 && height > 0
    ? {
        coding: entry.type,
        width,
        height,
        start,
        length,
        frames: view.getUint32(stsz.content + FULL_BOX + 4),
        properties: properties.map(({ content, end }) => bytes.subarray(content - 8, end)),
      }
    : undefined;
}

/** Whether a whole file is first of all a sequence. Others may have one next to their picture. */
export function isSequence(bytes: Uint8Array): boolean {
  return SEQUENCES.includes(fourCc(bytes, 8));
}
