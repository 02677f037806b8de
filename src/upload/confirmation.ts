import type { Inspected } from '../image/inspect.ts';
import { abortable } from '../async/abortable.ts';
import { sha256Of } from '../storage/sha256.ts';
import type { CrmRecord } from '../zoho/record.ts';
import type { After } from './change.ts';
import type { Present } from './keeping.ts';
import { isSamePhoto } from './keeping.ts';

/** A picture that is about to become a record's photo. */
export interface Replacement {
  readonly record: CrmRecord;
  /** As it will be sent, in memory. */
  readonly picture: Inspected;
  /** The photo that the record has now, as Zoho returns it; undefined if it has none. */
  readonly present: Uint8Array | undefined;
  /** Whether the present photo will be backed up. */
  readonly willBackUp: boolean;
  /** Whether this is asked once more, because the photo changed while the question was open. */
  readonly isRepeated: boolean;
}

/** A record and its photo as they were when this file was uploaded there. */
export interface Expected {
  readonly name: string | undefined;
  readonly photo: After;
}

/** Shows a person what is about to happen to a record's photo, and asks. */
export interface Confirmation {
  /** What the person had in mind who chose the record because this file was uploaded there before. */
  readonly expected?: Expected | undefined;
  /**
   * Whether to ask before a photo is replaced, or a record gets its first one.
   *
   * @param isExpected whether the photo is the expected one, of a record with the expected name, and
   *   will be backed up: what the person chose is all that happens, and can be undone
   */
  wanted(replaces: boolean, isExpected: boolean): boolean;
  /**
   * @param signal ends the question, like a cancel of it
   * @returns whether to continue; a no keeps the record's photo
   */
  ask(replacement: Replacement, signal: AbortSignal): Promise<boolean>;
}

/**
 * What a person has agreed to for one record. While the question is open, the record may get
 * another photo. Only then is it asked again.
 */
export class Agreement {
  readonly #confirmation: Confirmation | undefined;
  readonly #keeps: boolean;
  #agreed: Present | undefined;
  #agreedUnseen = false;

  /**
   * @param confirmation none: what was chosen is agreed to
   * @param keeps whether the present photo will be backed up
   */
  constructor(confirmation: Confirmation | undefined, keeps: boolean) {
    this.#confirmation = confirmation;
    this.#keeps = keeps;
  }

  /** Whether the present photo is needed at all, for the backup or to be shown. */
  get wantsPresent(): boolean {
    return this.#keeps || this.#confirmation?.wanted(true, false) === true;
  }

  /** The person agrees, although the photo can’t be shown. If it can be later, it is backed up. */
  agreeUnseen(): void {
    this.#agreedUnseen = true;
  }

  /** Whether to ask the person about the photo that is there now. */
  isOpen(record: CrmRecord, present: Present): boolean {
    if (this.#agreedUnseen) {
      return false;
    }
    switch (present.kind) {
      case 'none':
      case 'fetched': {
        const replaces = present.kind === 'fetched';
        const isExpected = this.#isExpected(record, present);
        const wanted = this.#confirmation?.wanted(replaces, isExpected) === true;
        return wanted && !isSamePhoto(present, this.#agreed);
      }
      case 'not-fetched':
      case 'not-wanted':
        // A photo that can’t be shown is only asked about here if it can’t be backed up.
        return false;
    }
  }

  /** @throws the signal's reason, when it is aborted meanwhile */
  async ask(
    record: CrmRecord,
    present: Present,
    picture: Inspected,
    signal: AbortSignal,
  ): Promise<boolean> {
    const replacement: Replacement = {
      record,
      picture,
      present: present.kind === 'fetched' ? present.bytes : undefined,
      willBackUp: this.#keeps,
      isRepeated: this.#agreed !== undefined,
    };
    const asked = this.#confirmation?.ask(replacement, signal) ?? Promise.resolve(true);
    const agreed = await abortable(asked, signal);
    this.#agreed = present;
    return agreed;
  }

  #isExpected({ name, photoMark }: CrmRecord, present: Present): boolean {
    const expected = this.#confirmation?.expected;
    if (expected === undefined || expected.name !== name) {
      return false;
    }
    if (present.kind !== 'fetched' || !this.#keeps) {
      return false;
    }
    const { photo } = expected;
    switch (photo.kind) {
      case 'mark':
        return photoMark === photo.mark;
      case 'bytes':
      case 'sent':
        return sha256Of(present.bytes) === photo.sha256;
      case 'none':
      case 'unknown':
        return false;
    }
  }
}
