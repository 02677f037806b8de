import { viewOf } from './header.ts';
import {
  END_OF_IMAGE,
  nextMarker,
  standsAlone,
  START_OF_IMAGE,
  START_OF_SCAN,
} from './jpegMarker.ts';
import type { Segment } from './jpegScan.ts';
import type { Flaw } from './part.ts';
import { MOST_PARTS } from './part.ts';

const COMMENT = 0xfe;
const RESTART_INTERVAL = 0xdd;

/** A JPEG by its markers, after the start of the image. */
export interface Segments {
  /** All with a length, in order. */
  readonly segments: readonly Segment[];
  /** For each scan, in order, where the data after it end by the next marker. */
  readonly scanEnds: readonly number[];
  /** Where the end marker is. */
  readonly end: number | undefined;
  /** Why there is none. What is left starts at `rest`. */
  readonly flaw?: Flaw;
  readonly rest: number;
  /** Whether the data of a scan have impossible markers, as other data have by chance. */
  readonly hasOddMarkers: boolean;
}

/** Source: ITU-T T.81, annex B. */
export function segmentsOf(bytes: Uint8Array): Segments {
  const view = viewOf(bytes);
  const segments: Segment[] = [];
  const scanEnds: number[] = [];
  let hasOddMarkers = false;
  let restarts = false;
  let at = 2;
  const failed = (flaw: Flaw, rest: number): Segments => {
    return { segments, scanEnds, end: undefined, flaw, rest, hasOddMarkers };
  };
  for (let count = 0; ; count += 1) {
    const start = nextMarker(bytes, at);
    if (start + 2 > bytes.length) {
      return failed('truncated', Math.min(at, bytes.length));
    }
    if (count > MOST_PARTS) {
      return failed('broken', start);
    }
    const marker = view.getUint8(start + 1);
    at = start + 2;
    if (marker === END_OF_IMAGE) {
      return { segments, scanEnds, end: start, rest: at, hasOddMarkers };
    }
    if (standsAlone(marker)) {
      continue;
    }
    if (at + 2 > bytes.length) {
      return failed('truncated', start);
    }
    const length = view.getUint16(at);
    if (length < 2 || !isKnown(marker)) {
      return failed('broken', start);
    }
    at += length;
    if (at > bytes.length) {
      return failed('truncated', start);
    }
    segments.push({ marker, start, end: at });
    restarts ||= marker === RESTART_INTERVAL;
    if (marker === START_OF_SCAN) {
      const scan = scanEnd(bytes, at, restarts);
      hasOddMarkers ||= scan.hasOddMarkers;
      at = scan.end;
      scanEnds.push(at);
    }
  }
}

/** Frames, tables, scans, comments, and application segments. No decoder opens any other. */
function isKnown(marker: number): boolean {
  return marker >= 0xc0 && marker !== START_OF_IMAGE && (marker < 0xf0 || marker === COMMENT);
}

/**
 * Where the data of a scan end: before the next marker, except those that restart the decoder, and
 * those that don’t exist. The latter are damage, which decoders may tolerate.
 */
function scanEnd(
  bytes: Uint8Array,
  from: number,
  restarts: boolean,
): { readonly end: number; readonly hasOddMarkers: boolean } {
  let hasOddMarkers = false;
  let at = nextMarker(bytes, from);
  while (at + 1 < bytes.length) {
    const marker = bytes[at + 1] ?? 0;
    if (!standsAlone(marker) && marker >= 0xc0) {
      break;
    }
    hasOddMarkers ||= !restarts || marker < 0xc0;
    at = nextMarker(bytes, at + 2);
  }
  return { end: Math.min(at, bytes.length), hasOddMarkers };
}
