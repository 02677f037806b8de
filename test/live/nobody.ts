// What certainly doesn't exist at Zoho, to ask for what isn't there.

/** As long as Zoho's IDs, but of no organization: theirs come before it. */
export const noSuchRecord = '1000000000000000001';

export const malformedId = 'not-an-id';

export const noSuchModule = 'No_Such_Module_Here';

/** A text that no record has. */
export const noSuchText = 'zzqx-no-such-text-zzqx';
