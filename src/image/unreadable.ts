import type { Refusal, UnreadableReason } from './refusal.ts';

/** Thrown by a Picture that can’t be read, or no longer: a problem of the file, not a bug. */
export class Unreadable extends Error {
  readonly refusal: Refusal & { kind: 'unreadable' };

  /** @param code the system's own, if there is one: `EBUSY` */
  constructor(reason: UnreadableReason, code?: string) {
    super(reason);
    this.refusal = { kind: 'unreadable', reason, ...(code === undefined ? {} : { code }) };
  }
}

/** Whether a check of a picture found that it is only in the cloud. */
export function isInCloud(inspected: object): boolean {
  const refusal = 'refusal' in inspected ? (inspected.refusal as Refusal) : undefined;
  return refusal?.kind === 'unreadable' && refusal.reason === 'in-cloud';
}
