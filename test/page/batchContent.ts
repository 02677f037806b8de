import type { Refusal } from '../../src/image/refusal.ts';
import { pictureInMemory } from '../../src/image/picture.ts';
import type { Compared } from '../../src/batch/compare/compared.ts';
import { picturelessRecords } from '../../src/batch/compare/compared.ts';
import { recordRow } from '../../src/batch/compare/recordRow.ts';
import type { Mapping } from '../../src/batch/match/mapping.ts';
import type { MatchedRecord } from '../../src/batch/match/match.ts';
import type { BatchFacts, BatchProgress, BatchRow } from '../../src/batch/page/messages.ts';
import { inOrder } from '../../src/batch/panel/rowOrder.ts';
import { runFacts } from '../../src/batch/panel/runFacts.ts';
import { runRow } from '../../src/batch/panel/runRow.ts';
import type { Reviewing } from '../../src/batch/review/reviewFacts.ts';
import { reviewFacts } from '../../src/batch/review/reviewFacts.ts';
import type { Reviewed } from '../../src/batch/review/reviewed.ts';
import { reviewRow } from '../../src/batch/review/reviewRow.ts';
import type { RunPhase } from '../../src/batch/run/phase.ts';
import type { RunProgress } from '../../src/batch/run/progress.ts';
import type { Item, RunState } from '../../src/batch/run/runState.ts';
import type { Standing } from '../../src/batch/run/standing.ts';
import { countsOf, standingOf } from '../../src/batch/run/standing.ts';
import { fractionOf, wordsOfRunProgress } from '../../src/batch/words/progress.ts';
import { toldOf } from '../../src/batch/words/told.ts';
import { sampleAccount } from '../unit/auth/sampleAccount.ts';
import type { BatchStage } from './batchStage.ts';

/** What the product shows on a batch page, built by its own functions. */
export interface Content {
  readonly facts: BatchFacts;
  readonly rows: readonly BatchRow[];
}

const PICTURES = ['mug', 'lamp', 'chair', 'portrait'] as const;

const MAPPING: Mapping = {
  module: 'Products',
  rule: {
    kind: 'name',
    name: { pattern: '{key}', replace: [] },
    by: { kind: 'field', field: 'Product_Code', type: 'text', ignoreCase: true },
  },
  several: { kind: 'none' },
};

const REVIEWING: Reviewing = {
  account: sampleAccount(),
  version: 'v8',
  mapping: MAPPING,
  backupSizes: [300_000],
  mostBackupBytes: 200_000_000,
  withoutFile: 0,
  junk: 0,
  team: undefined,
  matched: 12,
};

const SANDBOX = sampleAccount({
  place: { kind: 'zoho', dataCenter: 'EU', environment: 'sandbox' },
  organization: { id: '808232145', name: 'Northwind Traders', domain: 'northwindtest' },
});

/** The URL that a picture is shown by is its path. */
function addressOf(place: string): string | undefined {
  return place === '' ? undefined : place;
}

function recordOf(n: number, more: Partial<MatchedRecord> = {}): MatchedRecord {
  return {
    key: { module: 'Products', id: `48768760000006${String(25_000 + n)}` },
    name: `Product ${n}`,
    photoMark: n % 5 === 0 ? 'mark' : null,
    ...more,
  };
}

/** A picture's match to a record. */
export function found(n: number, more: Partial<MatchedRecord> = {}): Pick<Reviewed, 'found'> {
  return { found: { kind: 'record', record: recordOf(n, more), value: codeOf(n) } };
}

/** A picture without a match. */
export function noRecord(n: number, near: readonly MatchedRecord[] = []): Pick<Reviewed, 'found'> {
  return { found: { kind: 'no-record', value: codeOf(n), near } };
}

/** A possible match. */
export function nearRecord(name: string): MatchedRecord {
  return recordOf(9999, { name });
}

function codeOf(n: number): string {
  return `SKU${String(n).padStart(4, '0')}`;
}

function sizeOf(n: number): number {
  return 180_000 + ((n * 7919) % 400_000);
}

/** A picture before the run: to be uploaded unless overridden. */
export function reviewed(n: number, other: Partial<Reviewed> = {}): Reviewed {
  const name = `${codeOf(n)}.jpg`;
  const size = sizeOf(n);
  const picture = pictureInMemory(name, new Uint8Array(9));
  return {
    n,
    records: 1,
    path: `shots/${name}`,
    place: '',
    size,
    inspected: { picture, format: 'JPEG', width: 1200, height: 800, size, zone: 'fine' },
    isFitted: false,
    ...found(n),
    isUnchanged: false,
    isExcluded: false,
    ...other,
  };
}

/** A picture of a run: waiting unless overridden. */
export function item(n: number, other: Partial<Item> = {}): Item {
  const { key, name, photoMark } = recordOf(n);
  const file = `${codeOf(n)}.jpg`;
  const shown = { path: `shots/${file}`, name, photoMark, value: codeOf(n) };
  return { n, place: '', name: file, size: sizeOf(n), key, shown, ...other };
}

/** So many of something. */
export function many<T, O>(
  make: (n: number, other?: O) => T,
  count: number,
  other?: (n: number) => O,
): T[] {
  return Array.from({ length: count }, (_, n) => make(n, other?.(n)));
}

export function reviewOf(
  pictures: readonly Reviewed[],
  onlyWithoutPhoto = false,
  compared?: Compared,
): Content {
  const restricted = ['workflow'] as const;
  const state = {
    pictures,
    skipsUnchanged: true,
    onlyWithoutPhoto,
    restricted,
    ...(compared === undefined ? {} : { compared }),
  };
  return {
    facts: reviewFacts(state, REVIEWING),
    rows: [
      ...pictures.map((one) => reviewRow(one, state, { addressOf, mapping: MAPPING })),
      ...picturelessRecords(compared, pictures).map(({ n, record }) => recordRow(n, record)),
    ],
  };
}

/** So many records without a photo, named from `Product 5000` on. */
export function comparedOf(count: number): Compared {
  const records = many((n) => recordOf(5000 + n, { photoMark: null }), count);
  return { records, read: count, isComplete: true, unknown: 0 };
}

/** As the review and the result show their rows. */
function sorted({ facts, rows }: Content): Content {
  return { facts, rows: inOrder(rows) };
}

const ATTEMPT = { photos: 900, ending: new AbortController() };

export const RUNNING: RunPhase = { kind: 'running', attempt: ATTEMPT };
export const PAUSED: RunPhase = { kind: 'paused', attempt: ATTEMPT };

/**
 * A run, in a sandbox unless it's finished.
 *
 * @param standing of pictures that this window knows more about than the journal
 */
export function runOf(
  items: readonly Item[],
  phase: RunPhase = RUNNING,
  standing: (item: Item) => Standing = standingOf,
): Content {
  const state: RunState = {
    run: {
      kind: 'run',
      format: 1,
      id: 'run-7',
      account: REVIEWING.account.id,
      at: 0,
      version: 'v8',
      restrictTriggers: ['workflow'],
      withoutPersonalData: false,
      fits: true,
      onlyChanged: true,
    },
    items,
    over: phase.kind === 'resting' && phase.stop === undefined,
    marksTell: false,
  };
  const account = state.over ? REVIEWING.account : SANDBOX;
  return {
    facts: runFacts(account, { state, phase, counts: countsOf(state, standing) }),
    rows: items.map((one) => runRow({ state, standingOf: standing }, one, addressOf)),
  };
}

/** A run with nothing left to do. */
export function overOf(items: readonly Item[]): Content {
  return runOf(items, { kind: 'resting' });
}

/** The progress of a run, as its page shows it. */
export function progressOf(more: Partial<RunProgress> = {}): BatchProgress {
  const progress: RunProgress = {
    bytes: 36_990_000,
    totalBytes: 270_000_000,
    counts: {
      all: 900,
      notSent: 776,
      uploading: 4,
      uploaded: 120,
      pending: 0,
      skipped: 0,
      hadPhoto: 0,
      failed: 0,
      unknown: 0,
      undone: 0,
    },
    secondsLeft: 234,
    atOnce: 4,
    requests: 140,
    activity: { kind: 'uploading' },
    ...more,
  };
  return { fraction: fractionOf(progress), text: wordsOfRunProgress(progress) };
}

const LONG = 'Wandleuchte aus gebürstetem Messing mit schwenkbarem Arm und Schirm '
  .repeat(4)
  .slice(0, 251);

/** A version's source: a picture that Zoho would refuse. */
function fitted(size: number, refusal: Refusal): Partial<Reviewed> {
  return { inspected: { refusal }, isFitted: true, size };
}

/** Each state of a review, and names that are hard to display. */
const BEFORE: readonly ((n: number) => Partial<Reviewed>)[] = [
  () => ({}),
  () => fitted(14_200_000, { kind: 'too-many-bytes', size: 14_200_000, limit: 10_485_760 }),
  noRecord,
  (n) => ({
    found: { kind: 'several-records', value: codeOf(n), records: [recordOf(n), recordOf(n + 1)] },
  }),
  (n) => ({
    found: {
      kind: 'not-selected',
      why: 'another-picture',
      record: recordOf(n),
      by: 'SKU0001_front.jpg',
    },
  }),
  () => ({ found: { kind: 'not-matched', why: 'name' } }),
  () => ({ isUnchanged: true }),
  (n) => ({ ...found(n, { photoMark: 'theirs' }), since: 'in-crm', isExcluded: true }),
  (n) => ({ ...found(n, { photoMark: 'theirs' }), since: 'both' }),
  (n) => ({ ...found(n, { photoMark: null }), since: 'removed' }),
  (n) => ({ ...found(n, { photoMark: 'ours' }), since: 'here' }),
  () => ({ inspected: { refusal: { kind: 'truncated', format: 'JPEG' } }, size: 4000 }),
  () => ({ isExcluded: true }),
  (n) => ({ path: `shots/${LONG}.jpg`, ...found(n, { name: LONG, photoMark: undefined }) }),
  (n) => ({
    path: 'صور/كرسي خشبي أزرق 12.png',
    ...found(n, { name: 'كرسي خشبي', photoMark: 'mark' }),
  }),
  (n) => ({
    path: '写真/椅子_正面.webp',
    ...found(n, { name: '青い木の椅子', photoMark: null }),
    ...fitted(210_000, { kind: 'foreign-format', format: 'WebP' }),
  }),
  (n) => ({
    path: `<img src=x onerror=alert(1)>.png`,
    ...found(n, { name: '<b>Bold & Sons</b>', photoMark: undefined }),
  }),
];

/** The hard names once, at the start. */
export function wholeReview(stage: BatchStage): Content {
  return sorted(
    reviewOf(
      many(reviewed, 900, (n) => {
        const { path, ...other } = BEFORE[n % 97]?.(n) ?? {};
        const isShown = other.isFitted === true || !('refusal' in (other.inspected ?? {}));
        const place = stage.picture(isShown ? (PICTURES[n % PICTURES.length] ?? 'mug') : 'none');
        return { place, ...other, ...(n > 97 || path === undefined ? {} : { path }) };
      }),
    ),
  );
}

export const BEGUN = { before: { kind: 'none' }, sha256: '' } as const;
const DONE: Partial<Item> = { begun: BEGUN, ended: 'done' };

/** A picture that failed because Zoho refused it. */
export const REFUSED: Partial<Item> = {
  ended: 'failed',
  told: toldOf(
    {},
    {
      kind: 'failure',
      failure: {
        kind: 'permission-missing',
        error: { code: 'NO_PERMISSION', status: 403, message: '', details: {} },
      },
      photo: 'not-stored',
    },
  ),
};

/** Each way a picture can end. */
const AFTER: readonly Partial<Item>[] = [
  DONE,
  { ...DONE, looked: { after: { kind: 'unknown' }, pending: true } },
  REFUSED,
  {
    begun: BEGUN,
    ended: 'unknown',
    told: toldOf(
      { begun: BEGUN },
      {
        kind: 'failure',
        failure: {
          kind: 'connection-lost',
          host: 'www.zohoapis.eu',
          reason: 'ECONNRESET',
          sentAll: true,
        },
        photo: 'unknown',
      },
    ),
  },
  DONE,
  { ended: 'skipped' },
  { ...DONE, undone: true },
];

function placeOf(stage: BatchStage, n: number): Pick<Item, 'place'> {
  return { place: stage.picture(PICTURES[n % PICTURES.length] ?? 'mug') };
}

export function wholeRun(stage: BatchStage): Content {
  const items = many(item, 900, (n) => ({ ...placeOf(stage, n), ...(n < 3 ? AFTER[n] : {}) }));
  return runOf(items, RUNNING, (one) => (one.n >= 3 && one.n < 7 ? 'uploading' : standingOf(one)));
}

export function wholeResult(stage: BatchStage): Content {
  return sorted(overOf(many(item, 812, (n) => ({ ...placeOf(stage, n), ...(AFTER[n] ?? DONE) }))));
}
