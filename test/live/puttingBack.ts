import { counted } from './consent.ts';
import type { OriginalPhoto, Restored } from './originalPhoto.ts';
import { RESTORING_CALLS } from './originalPhoto.ts';
import type { Person } from './person.ts';
import { restoredText } from './report.ts';
import { ZohoFailure } from './zohoFailure.ts';

interface Ends {
  readonly person: Person;
  /** Aborted if the questions were interrupted. */
  readonly signal: AbortSignal;
  /** Aborted if nobody wants to wait for the photo. */
  readonly giveUp: AbortSignal;
}

/** Puts the photo back, whatever happened, and says where its copy is if that isn't certain. */
export async function putBack(
  { person, signal, giveUp }: Ends,
  original: OriginalPhoto,
): Promise<Restored> {
  person.say(
    `\nPutting the photo back, and reading it: up to ${counted(RESTORING_CALLS, 'API call')}.` +
      (signal.aborted ? ' Please wait. Press Ctrl+C again only to give up.' : ''),
  );
  const restored = await original.restore(giveUp).catch((error: unknown): Restored => {
    person.say(`   > ${error instanceof ZohoFailure ? error.message : 'given up'}`);
    return 'failed';
  });
  const verified =
    restored === 'awaiting approval' && !signal.aborted
      ? await approved(person, original, signal, giveUp)
      : restored;
  person.say(`   > Photo: ${restoredText(verified)}`);
  const { file } = original;
  if (['same bytes', 'same picture', 'no photo'].includes(verified)) {
    await original.deleteFile();
  } else if (file === undefined) {
    person.say('   The record had no photo before. Remove the one that is there now in the CRM.');
  } else {
    person.say(
      `   Its copy stays in ${file}${verified === 'failed' ? '. Upload it in the CRM.' : ''}`,
    );
  }
  return verified;
}

async function approved(
  person: Person,
  original: OriginalPhoto,
  signal: AbortSignal,
  giveUp: AbortSignal,
): Promise<Restored> {
  let restored: Restored = 'awaiting approval';
  while (restored === 'awaiting approval') {
    const line = await person
      .line('Approve the restored photo in the CRM, then press Enter (s = skip): ', signal)
      .catch(() => 's');
    if (/^s/i.test(line.trim())) {
      return restored;
    }
    restored = await original.verify(giveUp).catch((): Restored => 'awaiting approval');
  }
  return restored;
}
