import type { Call } from './call.ts';
import { CHANGES } from './changes.ts';
import { DOWNLOADS } from './downloads.ts';
import { READS } from './reads.ts';
import { SIGN_INS } from './signIns.ts';

/** Every call to the outside. */
export const CALLS: readonly Call[] = [...READS, ...CHANGES, ...SIGN_INS, ...DOWNLOADS];
