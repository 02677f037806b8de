import type { Refusal, UnreadableReason } from './refusal.ts';

/** Thrown by a Picture that cannot be read (any more): about the file, and no mistake of ours. */
export class Unreadable extends Error {
  readonly refusal: Refusal & { kind: 'unreadable' };

  /** @param code the system's own, where it gave one: `EBUSY` */
  constructor(reason: UnreadableReason, code?: string) {
    super(reason);
    this.refusal = { kind: 'unreadable', reason, ...(code === undefined ? {} : { code }) };
  }
}

/** Whether what became of a look at a picture is that it is only in the cloud. */
export function isInCloud(inspected: object): boolean {
  const refusal = 'refusal' in inspected ? (inspected.refusal as Refusal) : undefined;
  return refusal?.kind === 'unreadable' && refusal.reason === 'in-cloud';
}
