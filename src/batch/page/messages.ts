/**
 * What the page of a batch and the extension say to each other. The page has no words of its own:
 * what it says comes with the messages.
 */

/** What the page says by itself; `{0}` stands for what it puts in: see texts.ts. */
export interface PageTexts {
  /** The names of states, on rows and filters. */
  readonly groups: Readonly<Record<RowState | 'out', string>>;
  /** The filter that lets all through. */
  readonly all: string;
  /** How many rows a filter shows, of how many. */
  readonly shown: string;
  /** The checkbox of a file, and the button that shows it. */
  readonly upload: string;
  readonly showPicture: string;
  /** The button that gives a file without a record one: its label, its name with the file, its tip. */
  readonly chooseRecord: string;
  readonly chooseRecordFor: string;
  readonly chooseRecordTip: string;
  /** The same where there is a record; the button then has an icon alone. */
  readonly changeRecordFor: string;
  readonly changeRecordTip: string;
  /** The button for a record that may be meant, and the file. */
  readonly nearFor: string;
  readonly openRecord: string;
  readonly openRecordOf: string;
  /** A file or a state, and what is said of it. */
  readonly noteOf: string;
  /** For whoever has the page read to them: `photo: Yes` */
  readonly photo: string;
  readonly yes: string;
  readonly no: string;
  readonly unknown: string;
  /** The same where there is little room. */
  readonly hasPhoto: string;
  readonly photoUnknown: string;
  readonly kilobytes: string;
  readonly megabytes: string;
}

/** Where one picture stands: before the run, in it, and after it. */
export const ROW_STATES = [
  'ready',
  /** A version is made that Zoho takes. */
  'to-resize',
  'no-record',
  'several-records',
  /** Neither its name nor the table says a record. */
  'not-matched',
  /** Another picture is the one for its record. */
  'left-over',
  /** The record has this very picture already: it is not sent. One that is to be sent is `ready`. */
  'same',
  /** It cannot be read, or is none that Zoho takes. */
  'unreadable',
  'waiting',
  'uploading',
  'done',
  'awaiting-approval',
  'skipped',
  'failed',
  /** All of it was sent, and the answer never came. */
  'unknown',
  'canceled',
  'undone',
] as const;

export type RowState = (typeof ROW_STATES)[number];

/** One picture. */
export interface BatchRow {
  /** Its number, from 0, by which it is known: rows stand in this order. */
  readonly n: number;
  /** Its path in the chosen folder. */
  readonly file: string;
  /** Bytes. */
  readonly size: number;
  /** An address that the page may show it by; none for formats that browsers do not know. */
  readonly picture?: string;
  readonly record?: RowRecord;
  /** Where there is no record: what one click does about it, such as `Use “Müller, Anna”`. */
  readonly near?: string;
  readonly state: RowState;
  /** More of the state, in words: why it failed, how large it becomes; empty where nothing is to be said. */
  readonly note: string;
  /** Whether the person has excluded it: it is not sent, whatever its state. */
  readonly out: boolean;
}

export interface RowRecord {
  /** What people call it; its ID where the name is not known. */
  readonly name: string;
  readonly id: string;
  /** Undefined where nobody has looked. */
  readonly hasPhoto?: boolean;
}

/** A button above the table. */
export interface BatchButton {
  readonly action: BatchAction;
  readonly label: string;
  /** Said beside it, for those that cannot be pressed now: why. */
  readonly disabled?: string;
  /** A switch: whether it is on. */
  readonly pressed?: boolean;
}

export const ACTIONS = [
  'start',
  'cancel',
  'pause',
  'resume',
  'only-changed',
  'automation',
  'look-at-photos',
  'save-unmatched',
  'save-result',
  'save-mapping',
  'retry-failed',
  'undo-all',
  'show-log',
] as const;

export type BatchAction = (typeof ACTIONS)[number];

/** All that stands above the table. */
export interface BatchFacts {
  /** The page's heading: `Upload 30 photos to Products?` */
  readonly title: string;
  /** What its tab is called, among others and short: `Upload to Products` */
  readonly tab: string;
  readonly organization: string;
  /** `PRODUCTION`, `SANDBOX northwindsandbox`: large, in the color of a warning for production. */
  readonly environment: string;
  readonly isProduction: boolean;
  /** What is said of the whole: counts, megabytes, time, credits, workflows; one sentence each. */
  readonly lines: readonly string[];
  /** What must not be overlooked: photos that cannot be kept, a lost connection. */
  readonly warnings: readonly string[];
  readonly actions: readonly BatchButton[];
  /** Whether rows may be taken out and have their record changed: before the run only. */
  readonly isReview: boolean;
}

/** While something goes on. */
export interface BatchProgress {
  /** 0 to 1; undefined where nobody knows how much there is. */
  readonly fraction?: number;
  /** `120 of 900 pictures, 36 of 270 MB, 4 minutes left` */
  readonly text: string;
}

export type ToBatchPage =
  | {
      readonly kind: 'all';
      readonly facts: BatchFacts;
      readonly rows: readonly BatchRow[];
      readonly texts: PageTexts;
      /** Kept by the page, so that it can be brought back after a restart of VS Code. */
      readonly run?: string;
    }
  | { readonly kind: 'facts'; readonly facts: BatchFacts }
  /** Those that have changed. */
  | { readonly kind: 'rows'; readonly rows: readonly BatchRow[] }
  /** Undefined: nothing goes on any more. */
  | { readonly kind: 'progress'; readonly progress?: BatchProgress }
  /** The extension is there. */
  | { readonly kind: 'here' };

export type FromBatchPage =
  /** It is there, for the first time or once more: it wants everything. */
  | { readonly kind: 'ready' }
  /** Whether the extension is there, every few seconds (hostWatch.ts). */
  | { readonly kind: 'are-you-there' }
  | { readonly kind: 'action'; readonly action: BatchAction }
  | { readonly kind: 'take-out'; readonly ns: readonly number[]; readonly out: boolean }
  | { readonly kind: 'change-record'; readonly n: number }
  /** Takes the record that is nearest to what the picture says, or asks which of them. */
  | { readonly kind: 'take-near'; readonly n: number }
  | { readonly kind: 'open-record'; readonly n: number }
  | { readonly kind: 'show-picture'; readonly n: number };
