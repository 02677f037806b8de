import type { NoBackup } from '../../upload/noBackup.ts';
import { plain } from '../plain.ts';
import { wordsOfFailure } from './failure.ts';

/** Why the photo that a record has could not be kept, as a sentence. */
export function wordsOfNotKept(why: NoBackup): string {
  switch (why.kind) {
    case 'not-fetched':
      return `Its present photo could not be fetched: ${wordsOfFailure(why.failure).what}`;
    case 'no-room':
      return `Its present photo does not fit into the ${why.megabytes} MB that the setting “Keep Photos Megabytes” allows.`;
    case 'not-written':
      return why.code === 'ENOSPC'
        ? 'Its present photo could not be kept: the disk is full.'
        : `Its present photo could not be kept on this machine${why.code === '' ? '' : ` (${plain(why.code)})`}.`;
  }
}
