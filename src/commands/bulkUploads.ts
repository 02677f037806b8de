/** The bulk uploads of an account, as a list shows them and acts on them. */
export interface BulkUploads {
  /** How many of an account are stored. Reads none of them. */
  count(account: string): Promise<number>;
  /**
   * Those of an account: what runs, then what was interrupted, then the latest of the rest.
   *
   * @param finished how many that are finished
   */
  of(account: string, finished: number): Promise<ListedUploads>;
  /** An upload as it is now, which costs nothing; undefined if this window doesn't follow it. */
  now(upload: BulkUpload): BulkUpload | undefined;
  /** Does something with an upload. Where it no longer can be done, the person is told. */
  act(id: string, action: UploadAction): Promise<void>;
  /**
   * Calls back with an upload's ID when anything about it changes here: many times a second. With its
   * account, too, while this window follows it.
   */
  onDidChange(listener: (id: string, account: string | undefined) => void): { dispose(): void };
}

export interface ListedUploads {
  readonly uploads: readonly BulkUpload[];
  /** How many more are stored. */
  readonly more: number;
}

/** What can be done with an upload. */
export type UploadAction = 'show' | 'pause' | 'resume' | 'cancel' | 'retry' | 'undo' | 'delete';

/** What commands of the palette do, with an upload that they ask for. */
export type AskingUploadAction = Extract<UploadAction, 'pause' | 'cancel' | 'undo' | 'delete'>;

/** What an upload is doing: in this window, unless it's `elsewhere`. */
export type UploadStatus =
  | 'running'
  | 'paused'
  | 'canceling'
  | 'undoing'
  | 'elsewhere'
  | 'interrupted'
  /** Everything was uploaded or skipped. */
  | 'done'
  /** Nothing is left but what failed. */
  | 'failed';

/** A bulk upload in a list, with its texts. */
export interface BulkUpload {
  readonly id: string;
  /** When it was started, in milliseconds since 1970. */
  readonly at: number;
  readonly status: UploadStatus;
  /** `30 photos to Products` */
  readonly label: string;
  /** How far it is, or how it ended. */
  readonly description: string;
  /** Everything about it, in lines. */
  readonly details: string;
  /** What can be done with it now. */
  readonly actions: readonly UploadAction[];
}
