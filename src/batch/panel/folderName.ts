/** A picture, and how it is named within the folder that was chosen. */
export interface PlacedPicture {
  /** Its URI. */
  readonly place: string;
  /** Relative to the chosen folder. */
  readonly path: string;
}

/**
 * The name of the folder that pictures were chosen in: a page that VS Code restores knows only where
 * they are. Undefined for those that were never in a folder, such as pictures named by URL.
 */
export function picturesFolderName(pictures: readonly PlacedPicture[]): string | undefined {
  for (const { place, path } of pictures) {
    const whole = decoded(place);
    const folder = whole.endsWith(`/${path}`) ? whole.slice(0, -path.length - 1) : '';
    const name = folder.slice(folder.lastIndexOf('/') + 1);
    if (path !== '' && name !== '') {
      return name;
    }
  }
  return undefined;
}

/** The URL of a picture that was never downloaded may be encoded wrongly. */
function decoded(place: string): string {
  try {
    return decodeURIComponent(place);
  } catch {
    return place;
  }
}
