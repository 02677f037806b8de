/** Comments in copied code, which is in English. */
export const OTHERWISE_FROM_FOLDER = 'Otherwise, Python would load a uuid.py from this folder.';

export const BY_NAME =
  'By name, so that no System.class in this folder is taken for the one of Java.';

/** What an SDK does differently. */
export function otherVersion(sdkVersion: string, version: string): string {
  return `This SDK uploads with ${sdkVersion}, not ${version}.`;
}

export const NO_DEALS = 'This SDK refuses photos of Deals.';
