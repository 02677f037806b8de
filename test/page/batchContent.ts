import type { BatchFacts, BatchRow, RowRecord, RowState } from '../../src/batch/page/messages.ts';
import type { BatchStage } from './batchStage.ts';

const PICTURES = ['mug', 'lamp', 'chair', 'portrait'] as const;

/** As a review begins. */
export const REVIEW: BatchFacts = {
  title: 'Upload 812 photos to Products?',
  tab: 'Upload to Products',
  organization: 'Northwind Traders',
  environment: 'PRODUCTION',
  isProduction: true,
  lines: [
    'Uploads 812 pictures (243.6 MB) in about 3 minutes.',
    '38 records have photos, which will be replaced. Backups are kept on this machine for Undo (about 12.0 MB).',
    'Uses about 901 API credits (863 without backups).',
    'Skipped automations: workflow rules.',
    '88 pictures won’t be uploaded. See why below.',
  ],
  warnings: [],
  isReview: true,
  actions: [
    { action: 'start', label: 'Upload 812 Photos' },
    { action: 'look-at-photos', label: 'Check for Existing Photos (774 credits)' },
    { action: 'save-unmatched', label: 'Save Unmatched as CSV…' },
    { action: 'save-mapping', label: 'Save Mapping…' },
    { action: 'cancel', label: 'Cancel' },
    { action: 'only-changed', label: 'Skip Unchanged', pressed: false },
    { action: 'automation', label: 'Skip Automations…' },
  ],
};

/** The same, in a sandbox and under way. */
export const RUNNING: BatchFacts = {
  title: 'Uploading 812 photos to Products',
  tab: 'Uploading to Products',
  organization: 'Northwind Traders',
  environment: 'SANDBOX northwindtest',
  isProduction: false,
  lines: [],
  warnings: ['Zoho is not reached. What is under way goes on once it is.'],
  isReview: false,
  actions: [
    { action: 'pause', label: 'Pause' },
    { action: 'cancel', label: 'Cancel' },
    { action: 'show-log', label: 'Show Log' },
  ],
};

export const OVER: BatchFacts = {
  title: '803 of 812 photos uploaded to Products',
  tab: 'Uploaded to Products',
  organization: 'Northwind Traders',
  environment: 'PRODUCTION',
  isProduction: true,
  lines: ['803 are in the CRM. 2 of them show only once they have been approved. 7 failed.'],
  warnings: [],
  isReview: false,
  actions: [
    { action: 'retry-failed', label: 'Retry 7 Failed' },
    { action: 'save-result', label: 'Save Result as CSV…' },
    { action: 'undo-all', label: 'Undo All', disabled: 'No copies were kept.' },
    { action: 'show-log', label: 'Show Log' },
  ],
};

/** What is other than with a plain row; a record of `undefined` is none. */
type Other = Partial<Omit<BatchRow, 'record'>> & { record?: RowRecord | undefined };

/** A plain one that goes up, but for what is other. */
export function rowOf(n: number, other: Other = {}): BatchRow {
  const { record, ...more } = {
    record: {
      name: `Product ${n}`,
      id: `48768760000006${String(25_000 + n)}`,
      hasPhoto: n % 5 === 0,
    },
    ...other,
  };
  return {
    n,
    file: `shots/SKU${String(n).padStart(4, '0')}.jpg`,
    size: 180_000 + ((n * 7919) % 400_000),
    state: 'ready',
    note: '',
    out: false,
    ...(record === undefined ? {} : { record }),
    ...more,
  };
}

export function rowsOf(count: number, other: (n: number) => Other = () => ({})): BatchRow[] {
  return Array.from({ length: count }, (_, n) => rowOf(n, other(n)));
}

const LONG = 'Wandleuchte aus gebürstetem Messing mit schwenkbarem Arm und Schirm '
  .repeat(4)
  .slice(0, 251);

/** Each state of a review, and names that are hard to show. */
const BEFORE: readonly Other[] = [
  {},
  { state: 'to-resize', note: 'To 9.8 megapixels, JPEG · 2.1 MB', size: 14_200_000 },
  { record: undefined, state: 'no-record', note: 'No record in Products matches “SKU0002”.' },
  { record: undefined, state: 'several-records', note: '2 records match “SKU0003”. Choose one.' },
  { record: undefined, state: 'left-over', note: 'SKU0001_front.jpg is selected for this record.' },
  { record: undefined, state: 'not-matched', note: 'The name doesn’t match the pattern.' },
  { state: 'same', note: 'The record already has this picture.' },
  { state: 'unreadable', note: 'The file ends in the middle of the picture.', size: 4000 },
  { out: true },
  { file: `shots/${LONG}.jpg`, record: { name: LONG, id: '4876876000000625999' } },
  {
    file: 'صور/كرسي خشبي أزرق 12.png',
    record: { name: 'كرسي خشبي', id: '4876876000000625998', hasPhoto: true },
  },
  {
    file: '写真/椅子_正面.webp',
    record: { name: '青い木の椅子', id: '4876876000000625997', hasPhoto: false },
    state: 'to-resize',
    note: 'WebP becomes JPEG · 210 KB',
  },
  {
    file: `<img src=x onerror=alert(1)>.png`,
    record: { name: '<b>Bold & Sons</b>', id: '4876876000000625996' },
  },
];

/** The hard names once, at the beginning. */
export function reviewRows(stage: BatchStage): BatchRow[] {
  return rowsOf(900, (n) => {
    const { file, ...other } = BEFORE[n % 97] ?? {};
    const picture = stage.picture(
      other.state === 'unreadable' ? 'none' : (PICTURES[n % PICTURES.length] ?? 'mug'),
    );
    return { picture, ...other, ...(n > 97 || file === undefined ? {} : { file }) };
  });
}

const AFTER: readonly [RowState, string][] = [
  ['done', ''],
  ['awaiting-approval', 'Shows once it has been approved in the CRM'],
  [
    'failed',
    'You don’t have permission to change this record. Ask an administrator. (NO_PERMISSION)',
  ],
  ['unknown', 'The connection broke when all had been sent: open the record to see'],
  ['done', ''],
  ['skipped', 'You left the record as it is'],
  ['undone', ''],
  ['canceled', ''],
];

export function runningRows(stage: BatchStage): BatchRow[] {
  return rowsOf(900, (n) => ({
    picture: stage.picture(PICTURES[n % 4] ?? 'mug'),
    ...(n < 3
      ? { state: AFTER[n]?.[0] ?? 'done', note: AFTER[n]?.[1] ?? '' }
      : n < 7
        ? { state: 'uploading', note: `${(n * 23) % 100} %` }
        : { state: 'waiting' }),
  }));
}

export function overRows(stage: BatchStage): BatchRow[] {
  return rowsOf(812, (n) => {
    const [state, note] = AFTER[n] ?? ['done', ''];
    return { picture: stage.picture(PICTURES[n % 4] ?? 'mug'), state, note };
  });
}
