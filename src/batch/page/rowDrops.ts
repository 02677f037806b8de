import { receiveDrops } from '../../page/dropTarget.ts';
import type { Given } from '../../page/givenPictures.ts';
import type { DroppedPicture, FromBatchPage } from './messages.ts';
import { MOST_DROPPED_BYTES } from './messages.ts';

/**
 * Lets a picture be dropped on a row.
 *
 * @param body contains the rows
 * @param takes whether the row with a number takes one
 */
export function receivePictures(
  body: HTMLElement,
  takes: (n: number) => boolean,
  say: (said: FromBatchPage) => void,
): void {
  receiveDrops<HTMLElement>(body, {
    placeOf: ({ target }) => {
      const row = target instanceof Element ? target.closest<HTMLElement>('[data-n]') : null;
      return row !== null && takes(numberOf(row)) ? row : undefined;
    },
    onDrop: (given, row) => {
      // The element may show another row by the time the picture has been read.
      const n = numberOf(row);
      void droppedOf(given).then((dropped) => {
        say({ kind: 'drop-picture', n, dropped });
      });
    },
  });
}

function numberOf(row: HTMLElement): number {
  return Number(row.dataset.n);
}

/** A row takes one picture. */
async function droppedOf(given: Given): Promise<DroppedPicture> {
  switch (given.kind) {
    case 'uris': {
      const [uri, ...others] = given.uris;
      return uri === undefined || others.length > 0 ? { kind: 'several' } : { kind: 'uri', uri };
    }
    case 'files': {
      const [file, ...others] = given.files;
      if (file === undefined || others.length > 0) {
        return { kind: 'several' };
      }
      if (file.blob.size > MOST_DROPPED_BYTES) {
        return { kind: 'too-large' };
      }
      try {
        const bytes = new Uint8Array(await file.blob.arrayBuffer());
        return { kind: 'bytes', name: file.name, bytes };
      } catch {
        // A folder, or a file that is gone: browsers don't say which.
        return { kind: 'none' };
      }
    }
    default:
      return { kind: 'none' };
  }
}
