/** Comments in copied code, which is in English: what an SDK does differently. */
export function otherVersion(sdkVersion: string, version: string): string {
  return `This SDK uploads with ${sdkVersion}, not ${version}.`;
}

export const NO_DEALS = 'This SDK refuses photos of Deals.';
