import type { Account } from '../auth/account.ts';
import type { Inspected } from '../image/inspect.ts';
import type { Choice } from '../ui/report.ts';
import type { UploadResult } from '../ui/uploadResult.ts';
import type { Change } from '../upload/change.ts';
import type { Finished, Job } from '../upload/run.ts';
import type { RestrictTrigger } from '../zoho/apiVersion.ts';
import type { RecordKey } from '../zoho/photo.ts';

/** The next step of an upload, which each step returns; undefined at the end. */
export type Next =
  /** Inspect the files, for the first time or again. */
  | { readonly step: 'inspect' }
  /** Choose a record for each picture. */
  | ({ readonly step: 'choose-records' } & Chosen)
  | {
      readonly step: 'upload';
      readonly account: Account;
      readonly jobs: readonly Job[];
      readonly refused: readonly UploadResult[];
      /** How many pictures the person chose no record for. */
      readonly skipped?: number;
    }
  /** Show the results, and let the person choose what is next. */
  | {
      readonly step: 'report';
      readonly results: readonly UploadResult[];
      readonly account?: Account;
      readonly skipped: number;
      readonly next: (choice: Choice) => Next;
    }
  /** Sign in again, then upload what failed. */
  | { readonly step: 'sign-in'; readonly account: Account; readonly all: readonly Finished[] }
  /** Resize what Zoho refused for its size, then upload it. */
  | { readonly step: 'resize'; readonly account: Account; readonly tooLarge: readonly Job[] }
  | { readonly step: 'undo'; readonly account: Account; readonly changes: readonly Change[] }
  | { readonly step: 'open-record'; readonly account: Account; readonly key: RecordKey }
  /** All settings, if none is named. */
  | { readonly step: 'open-settings'; readonly setting?: string }
  /** Open the setting for HEIC, and offer to begin again. */
  | { readonly step: 'heic-setting' }
  | undefined;

/** Pictures whose records are still to be chosen. */
export interface Chosen {
  readonly account: Account;
  readonly pictures: readonly Inspected[];
  /** Refused earlier, to be reported with the rest. */
  readonly refused: readonly UploadResult[];
  /** The automations to skip, unless others are chosen. */
  readonly restricted?: readonly RestrictTrigger[] | undefined;
}
