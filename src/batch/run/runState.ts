import * as v from 'valibot';
import { API_VERSIONS, RESTRICT_TRIGGERS } from '../../zoho/apiVersion.ts';
import type { FileStamp } from '../../image/picture.ts';
import type { RecordKey } from '../../zoho/photo.ts';
import type { Change } from '../../upload/change.ts';
import { canBeUndone, ChangeSchema } from '../../upload/change.ts';

const { before: Before, after: After, key: Key } = ChangeSchema.entries;
const Number = v.pipe(v.number(), v.integer(), v.minValue(0));
/** What a `Date` can hold: people may edit the file, and 1e999 is valid JSON. */
const Moment = v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15));
const Bytes = v.pipe(v.number(), v.finite(), v.minValue(0));

const Run = v.object({
  kind: v.literal('run'),
  /** Of the file: a higher number is from a newer version of the extension. */
  format: v.number(),
  id: v.string(),
  account: v.string(),
  /** Milliseconds since 1970. */
  at: v.fallback(Moment, 0),
  version: v.picklist(API_VERSIONS),
  restrictTriggers: v.array(v.picklist(RESTRICT_TRIGGERS)),
  /** Whether location, camera, and people are removed from pictures. */
  withoutPersonalData: v.boolean(),
  /** Whether pictures that Zoho would refuse are converted; and the longest side in pixels. */
  fits: v.boolean(),
  longestSide: v.exactOptional(v.pipe(v.number(), v.finite(), v.minValue(1))),
  /** Whether CMYK pictures are converted, too. */
  withoutCmyk: v.exactOptional(v.boolean()),
  /** Whether records that already have the same picture from us are skipped; its name is stored. */
  onlyChanged: v.boolean(),
  /** Whether records that have a photo by then are skipped. */
  onlyWithoutPhoto: v.exactOptional(v.boolean()),
});

/** What the page shows for a picture and its record, as planned. */
const Shown = v.object({
  /** Relative to the chosen folder, with `/`. */
  path: v.string(),
  /** The record's name, and its field `Record_Image` (zoho/record.ts). */
  name: v.optional(v.string()),
  photoMark: v.optional(v.nullable(v.string())),
  /** The value that the record matched, as the file's name or the table has it. */
  value: v.exactOptional(v.string()),
});

/** Why a picture failed, as the page and a report say it. */
const Told = v.object({ code: v.string(), message: v.string() });

const BegunLine = v.object({
  /** `Record_Image` of the record just before; missing if the record doesn't have the field. */
  mark: v.optional(v.nullable(v.string())),
  before: Before,
  /** Of the bytes sent. */
  sha256: v.string(),
  /** Of what they were made from and how, if they were converted (image/preparedPicture.ts). */
  origin: v.exactOptional(v.string()),
});

const Line = v.variant('kind', [
  /** One picture for one record. Later lines refer to it by its number. */
  v.object({
    kind: v.literal('planned'),
    n: Number,
    /** Where the picture is, as the text of a URI. */
    place: v.string(),
    name: v.string(),
    /** Bytes. */
    size: Bytes,
    key: Key,
    shown: v.optional(Shown),
  }),
  /** Before it is sent: from now on the record may have it. */
  v.object({ kind: v.literal('begun'), n: Number, ...BegunLine.entries }),
  /** It was certainly not stored, so `begun` no longer counts. */
  v.object({ kind: v.literal('withdrawn'), n: Number }),
  v.object({
    kind: v.literal('ended'),
    n: Number,
    /** `unknown`: it failed, but the record may have it. */
    how: v.picklist(['done', 'skipped', 'failed', 'unknown']),
    /** Why it was skipped, unless the record has this very picture. */
    why: v.exactOptional(v.literal('has-photo')),
    told: v.optional(Told),
    /** Milliseconds since 1970. */
    at: v.exactOptional(Moment),
    /** Its file as it was read. */
    file: v.exactOptional(v.object({ size: Bytes, modified: v.pipe(v.number(), v.finite()) })),
  }),
  /** After it was stored. */
  v.object({ kind: v.literal('looked'), n: Number, after: After, pending: v.boolean() }),
  v.object({ kind: v.literal('undone'), n: Number }),
  v.object({ kind: v.literal('over') }),
]);

export type Run = v.InferOutput<typeof Run>;
export type BegunUpload = v.InferOutput<typeof BegunLine>;
export type Shown = v.InferOutput<typeof Shown>;
export type Told = v.InferOutput<typeof Told>;
export type Line = v.InferOutput<typeof Line>;
export type Looked = Pick<Line & { kind: 'looked' }, 'after' | 'pending'>;

/** The format of the journals that this version writes and reads. */
export const FORMAT = 1;

/** One picture of a run, with everything the journal knows about it. */
export interface Item {
  readonly n: number;
  readonly place: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly key: RecordKey;
  readonly shown?: Shown | undefined;
  /** Set if it was or may have been sent: what the record had before. */
  begun?: BegunUpload;
  ended?: 'done' | 'skipped' | 'failed' | 'unknown';
  /** Why it was skipped, unless the record has this very picture. */
  why?: 'has-photo' | undefined;
  /** When it ended, in milliseconds since 1970, if it's known. */
  endedAt?: number | undefined;
  /** Its file as it was when it was uploaded or skipped, if that's known. */
  file?: FileStamp | undefined;
  told?: Told | undefined;
  looked?: Looked;
  undone?: boolean;
}

/** What a journal says about its run. */
export interface RunState {
  readonly run: Run;
  readonly items: readonly Item[];
  /** Nothing is left to do. */
  readonly over: boolean;
  /** A record of this run proved that `Record_Image` changes with each photo. */
  readonly marksTell: boolean;
}

/** A state that lines are still applied to. */
export interface OpenRunState {
  readonly run: Run;
  readonly items: Item[];
  /** What the journal calls each item: another number than its place if a line is damaged. */
  readonly numbers: number[];
  over: boolean;
  marksTell: boolean;
}

/**
 * Folds the lines of a journal; undefined if its format is unknown. An incomplete last line is
 * ignored, and so is what a damaged or edited file says of pictures that it doesn't have, has twice,
 * or has for the same record.
 */
export function stateOf(text: string): OpenRunState | undefined {
  const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
  const run = parsed(Run, lines[0] ?? '');
  if (run?.format !== FORMAT) {
    return undefined;
  }
  const state: OpenRunState = { run, items: [], numbers: [], over: false, marksTell: false };
  const places = new Map<number, number>();
  const records = new Set<string>();
  for (const text of lines.slice(1)) {
    const line = parsed(Line, text);
    if (line?.kind === 'planned') {
      const record = `${line.key.module} ${line.key.id}`;
      if (!places.has(line.n) && !records.has(record)) {
        const { kind, ...item } = line;
        records.add(record);
        places.set(line.n, state.items.length);
        state.numbers.push(line.n);
        state.items.push({ ...item, n: state.items.length });
      }
    } else if (line?.kind === 'over') {
      apply(state, line);
    } else if (line !== undefined) {
      const n = places.get(line.n);
      if (n !== undefined) {
        apply(state, { ...line, n });
      }
    }
  }
  return state;
}

/** Applies one more line. @param line about the item at the place `n` */
export function apply(
  state: Omit<OpenRunState, 'numbers'>,
  line: Exclude<Line, { kind: 'planned' }>,
): void {
  if (line.kind === 'over') {
    state.over = true;
    return;
  }
  const item = state.items[line.n];
  if (item === undefined) {
    return;
  }
  switch (line.kind) {
    case 'begun': {
      const { kind, n, ...begun } = line;
      item.begun = begun;
      // What an earlier attempt ended with no longer counts.
      delete item.ended;
      delete item.told;
      state.over = false;
      return;
    }
    case 'withdrawn':
      delete item.begun;
      return;
    case 'ended':
      item.ended = line.how;
      item.why = line.why;
      item.told = line.told;
      item.endedAt = line.at;
      item.file = line.file;
      return;
    case 'looked':
      item.looked = { after: line.after, pending: line.pending };
      state.marksTell ||= line.after.kind === 'mark';
      return;
    case 'undone':
      item.undone = true;
      return;
  }
}

function parsed<T>(shape: v.GenericSchema<unknown, T>, text: string): T | undefined {
  try {
    const result = v.safeParse(shape, JSON.parse(text));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}

/** What a picture of a run has changed; undefined if nothing, as far as is known. */
export function itemChange({ run, marksTell }: RunState, item: Item): Change | undefined {
  const { begun, ended, looked, undone, key } = item;
  if (begun === undefined || ended !== 'done' || undone === true) {
    return undefined;
  }
  const { sha256, before } = begun;
  const after = looked?.after ?? { kind: 'sent', mark: null, sha256 };
  // Another record of the same run may have proved that marks change with each photo.
  const tells = marksTell && after.kind === 'sent' && after.mark !== null;
  return {
    account: run.account,
    key,
    before,
    after: tells ? { kind: 'mark', mark: after.mark ?? '' } : after,
  };
}

/** What a picture of a run has changed, if that can be undone. */
export function undoableChange(state: RunState, item: Item): Change | undefined {
  const change = itemChange(state, item);
  return change !== undefined && canBeUndone(change) ? change : undefined;
}

/** When a run last uploaded a photo, even if that was undone since; undefined if it never did. */
export function lastUploadIn({ run, items }: RunState): number | undefined {
  const times = items.flatMap(({ ended, endedAt }) =>
    ended === 'done' ? [endedAt ?? run.at] : [],
  );
  return times.length === 0 ? undefined : times.reduce((last, one) => Math.max(last, one));
}
