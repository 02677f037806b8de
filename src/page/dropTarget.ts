import type { Given } from './givenPictures.ts';
import { givenIn, mayGivePictures } from './givenPictures.ts';

interface Drops<Place extends Element> {
  /** What a picture would be dropped on; undefined where none can be. */
  readonly placeOf: (event: DragEvent) => Place | undefined;
  readonly onDrop: (given: Given, place: Place) => void;
}

/**
 * Lets pictures be dropped in an area of the page. The place under the mouse has the class
 * `drop-target`. The editor passes drags on to a page only while the Shift key is held.
 */
export function receiveDrops<Place extends Element>(
  area: HTMLElement,
  { placeOf, onDrop }: Drops<Place>,
): void {
  let marked: Place | undefined;
  const mark = (place: Place | undefined): void => {
    if (place !== marked) {
      marked?.classList.remove('drop-target');
      place?.classList.add('drop-target');
      marked = place;
    }
  };
  const over = (event: DragEvent): void => {
    const { dataTransfer } = event;
    const place =
      dataTransfer !== null && mayGivePictures(dataTransfer) ? placeOf(event) : undefined;
    mark(place);
    if (place !== undefined && dataTransfer !== null) {
      event.preventDefault();
      dataTransfer.dropEffect = 'copy';
    }
  };
  area.addEventListener('dragenter', over);
  area.addEventListener('dragover', over);
  area.addEventListener('dragleave', ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && area.contains(relatedTarget))) {
      mark(undefined);
    }
  });
  area.addEventListener('drop', (event) => {
    const place = placeOf(event);
    mark(undefined);
    if (place !== undefined && event.dataTransfer !== null) {
      event.preventDefault();
      onDrop(givenIn(event.dataTransfer), place);
    }
  });
}
