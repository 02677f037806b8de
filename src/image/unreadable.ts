import type { Refusal } from './refusal.ts';

/** Thrown by a Picture that cannot be read (any more): about the file, and no mistake of ours. */
export class Unreadable extends Error {
  readonly refusal: Refusal & { kind: 'unreadable' };

  constructor(reason: Unreadable['refusal']['reason'], options?: ErrorOptions) {
    super(reason, options);
    this.refusal = { kind: 'unreadable', reason };
  }
}
