/**
 * The messages between the page of a batch and the extension. The page has no texts of its own: they
 * come with the messages.
 */

/** Texts that the page fills in itself, at `{0}`, `{1}` (texts.ts). */
export interface PageTexts {
  /** The names of states, on rows and filters. */
  readonly groups: Readonly<Record<RowState | 'excluded', string>>;
  /** The filter that shows everything. */
  readonly all: string;
  /** The button with a menu of what has no room. */
  readonly more: string;
  /** `2 of 12 shown` */
  readonly shown: string;
  /** The names of a row's checkbox and of its thumbnail. */
  readonly upload: string;
  readonly showPicture: string;
  /** The button that chooses a record for a row without one: label, name, and tooltip. */
  readonly chooseRecord: string;
  readonly chooseRecordFor: string;
  readonly chooseRecordTip: string;
  /** The same for a row with a record, where the button has only an icon. */
  readonly changeRecordFor: string;
  readonly changeRecordTip: string;
  /** The button that chooses a picture for a record without one: label, name, and tooltip. */
  readonly choosePicture: string;
  readonly choosePictureFor: string;
  readonly choosePictureTip: string;
  /** The name of the button that accepts a suggested record: its label, and the file. */
  readonly nearFor: string;
  readonly openRecord: string;
  readonly openRecordOf: string;
  /** The buttons that undo and retry a row: name, and tooltip. */
  readonly undoOf: string;
  readonly undoTip: string;
  readonly retryOf: string;
  readonly retryTip: string;
  /** `Matches “A-102”`: why a row has its record. */
  readonly matches: string;
  /** `3 selected` */
  readonly selected: string;
  /** A file or a state, and its note. */
  readonly noteOf: string;
  /** For screen readers: `photo: Yes` */
  readonly photo: string;
  readonly yes: string;
  readonly no: string;
  readonly unknown: string;
  /** The same in narrow windows. */
  readonly hasPhoto: string;
  readonly photoUnknown: string;
}

/** The state of a picture before, during, and after the run. */
export const ROW_STATES = [
  'ready',
  /** It will be converted into a picture that Zoho accepts. */
  'to-resize',
  'no-record',
  'several-records',
  /** Neither its name nor the table names a record. */
  'not-matched',
  /** Another picture is selected for its record. */
  'not-selected',
  /** The record's photo has changed in the CRM since the last upload: somebody should look. */
  'changed-in-crm',
  /** The record already has this picture, so it is skipped. (If it is sent anyway: `ready`.) */
  'unchanged',
  /** It can't be read, or Zoho doesn't accept it. */
  'unreadable',
  /** Not a picture, but a record that has no photo and no picture. */
  'without-photo',
  'waiting',
  'uploading',
  'done',
  'awaiting-approval',
  'skipped',
  /** Only records without a photo are wanted, and this one has one. */
  'has-photo',
  'failed',
  /** It was sent, but the answer never came. */
  'unknown',
  'canceled',
  'undone',
] as const;

export type RowState = (typeof ROW_STATES)[number];

/** One picture, or a record that has no photo and no picture (`without-photo`). */
export interface BatchRow {
  /** Its number, from 0, which identifies it. */
  readonly n: number;
  /** Its path in the chosen folder; empty for a record. */
  readonly file: string;
  /** `204 KB`; empty if it is unknown. */
  readonly size: string;
  /** The URL of the picture; missing for formats that browsers can't show. */
  readonly picture?: string;
  readonly record?: RowRecord;
  /** What its record matched, as the file's name or the table has it; missing if a person chose it. */
  readonly value?: string;
  /** For a row without a record, what one click does: `Use “Müller, Anna”`. */
  readonly near?: string;
  readonly state: RowState;
  /** Details, such as why it failed; may be empty. */
  readonly note: string;
  /** Whether the person excluded it: then it isn't sent, whatever its state. */
  readonly isExcluded: boolean;
  /** Whether its upload can be undone, and whether it can be tried again, once the run rests. */
  readonly canUndo?: boolean;
  readonly canRetry?: boolean;
}

/** What can be done with rows by a command, a key, or a button in the row. */
export type RowAction =
  | 'exclude'
  | 'include'
  | 'change-record'
  | 'choose-picture'
  | 'open-record'
  | 'show-picture'
  | 'undo'
  | 'retry';

export interface RowRecord {
  /** Its name, or its ID if the name is unknown. */
  readonly name: string;
  readonly id: string;
  /** Undefined if nobody has checked. */
  readonly hasPhoto?: boolean;
}

/** A button above the table. */
export interface BatchButton {
  readonly action: BatchAction;
  readonly label: string;
  /** Why it can't be pressed now; shown next to it. */
  readonly disabled?: string;
  /** Makes it a switch: whether it is on. */
  readonly pressed?: boolean;
}

export const ACTIONS = [
  'start',
  'cancel',
  'pause',
  'resume',
  'skip-unchanged',
  'only-without-photo',
  'skip-automations',
  'check-for-photos',
  'find-without-photo',
  'save-without-photo',
  'heic-setting',
  'save-unmatched',
  'save-result',
  'save-mapping',
  'match-differently',
  'retry-failed',
  'undo-all',
  'show-log',
] as const;

export type BatchAction = (typeof ACTIONS)[number];

/** Everything above the table. */
export interface BatchFacts {
  /** The page's heading: `Upload 30 photos to Products?` */
  readonly title: string;
  /** The short title of its tab: `Review: shots → Products` */
  readonly tab: string;
  readonly organization: string;
  /** `PRODUCTION` (shown as a warning), `SANDBOX northwindsandbox` */
  readonly environment: string;
  readonly isProduction: boolean;
  /** The summary, a sentence each: counts, size, time, credits, automations. */
  readonly lines: readonly string[];
  /** What people must not miss: backups that don't fit, why the run stopped. */
  readonly warnings: readonly string[];
  readonly actions: readonly BatchButton[];
  /** Whether rows can be excluded and given another record: only before the run. */
  readonly isReview: boolean;
  /** Whether pictures can be undone and retried: while nothing is in progress. */
  readonly isResting?: boolean;
}

/** Shown while something is in progress. */
export interface BatchProgress {
  /** 0 to 1; undefined if the total is unknown. */
  readonly fraction?: number;
  /** `120 of 900 pictures, 36 of 270 MB, 4 minutes left` */
  readonly text: string;
}

export type ToBatchPage =
  | {
      readonly kind: 'all';
      readonly facts: BatchFacts;
      /** In the order in which they are shown. */
      readonly rows: readonly BatchRow[];
      readonly texts: PageTexts;
      /** The run's ID. The page keeps it, to be restored after a restart of VS Code. */
      readonly run?: string;
    }
  | { readonly kind: 'facts'; readonly facts: BatchFacts }
  /** The rows that changed; each keeps its place. */
  | { readonly kind: 'rows'; readonly rows: readonly BatchRow[] }
  /** Without `progress`, nothing is in progress anymore. */
  | { readonly kind: 'progress'; readonly progress?: BatchProgress }
  /** Chosen in VS Code's menu, for the rows that the page has selected. */
  | { readonly kind: 'row-action'; readonly action: RowAction }
  /** Answers a `ping`. */
  | { readonly kind: 'pong' };

export type FromBatchPage =
  /** The page was loaded, or loaded again, and needs everything. */
  | { readonly kind: 'ready' }
  /** Sent every few seconds (hostWatch.ts). */
  | { readonly kind: 'ping' }
  | { readonly kind: 'action'; readonly action: BatchAction }
  | { readonly kind: 'exclude'; readonly ns: readonly number[]; readonly isExcluded: boolean }
  | { readonly kind: 'change-record'; readonly n: number }
  /** For a record without a photo. */
  | { readonly kind: 'choose-picture'; readonly n: number }
  | { readonly kind: 'drop-picture'; readonly n: number; readonly dropped: DroppedPicture }
  /** Accepts the suggested record, or asks which one if there are several. */
  | { readonly kind: 'use-near'; readonly n: number }
  | { readonly kind: 'open-record'; readonly ns: readonly number[] }
  | { readonly kind: 'show-picture'; readonly ns: readonly number[] }
  | { readonly kind: 'undo'; readonly ns: readonly number[] }
  | { readonly kind: 'retry'; readonly ns: readonly number[] };

/** What was dropped on the row of a record without a photo. */
export type DroppedPicture =
  /** A file of the editor's explorer, as the text of its URI. */
  | { readonly kind: 'uri'; readonly uri: string }
  /** A file of another program: the page knows only its name. */
  | { readonly kind: 'bytes'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: 'several' | 'too-large' | 'none' };

/** The most bytes that are taken from a drop: they are in memory, here and on the page. */
export const MOST_DROPPED_BYTES = 64_000_000;

/** What is asked for several rows at once. */
export type RowsRequest = 'open-record' | 'show-picture' | 'undo' | 'retry';
