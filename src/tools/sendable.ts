import { isFittingOn, makeVersion, wishesOf } from '../commands/fitter.ts';
import type { Services } from '../commands/services.ts';
import type { Inspected, Refused } from '../image/inspect.ts';
import { inspect } from '../image/inspect.ts';
import { needOf } from '../image/need.ts';
import { findPersonalData } from '../image/personalPicture.ts';
import { pictureInMemory } from '../image/picture.ts';
import { Unreadable } from '../image/unreadable.ts';
import type { ToolChange } from './uploadWords.ts';
import type { Reason } from '../upload/outcome.ts';

/** A picture as it is to be sent, in memory, and what is different in it. */
export interface Sendable {
  readonly picture: Inspected;
  readonly changes: readonly ToolChange[];
}

/**
 * What is to be sent of a picture: what is confirmed is that, whatever becomes of the file. VS
 * Code's question is the only one there is, and says what is different.
 *
 * @throws the signal's reason, when it is aborted
 */
export async function sendable(
  services: Services,
  inspected: Inspected | Refused,
  signal: AbortSignal,
): Promise<Sendable | { readonly reason: Reason }> {
  const wishes = {
    ...wishesOf(services),
    withoutCmyk: services.settings.convertCmyk() !== 'never',
  };
  const need = isFittingOn(services) ? needOf(inspected, wishes) : undefined;
  if (need !== undefined) {
    const made = await makeVersion(services, need, signal);
    return 'reason' in made
      ? made
      : { picture: made.inspected, changes: [{ kind: 'fitted', fitted: made.fitted }] };
  }
  if ('refusal' in inspected) {
    return refusing(inspected);
  }
  return discreet(inspected, services.settings.removePersonalData());
}

/** Nobody can be asked about a place alone, so that it is left out, unless the setting keeps it. */
async function discreet(
  { picture }: Inspected,
  mode: ReturnType<Services['settings']['removePersonalData']>,
): Promise<Sendable | { readonly reason: Reason }> {
  try {
    const { location, other, without } = await findPersonalData(picture);
    const tells = mode === 'always' ? other : mode !== 'never' && location;
    if (tells && without === undefined) {
      return refusing({ refusal: { kind: 'unreadable', reason: 'telling' } });
    }
    const meant = tells && without !== undefined ? without : picture;
    const sent = await inspect(pictureInMemory(picture.name, await meant.read()));
    const place = { kind: tells ? 'place-left-out' : 'place-told' } as const;
    return 'refusal' in sent ? refusing(sent) : { picture: sent, changes: location ? [place] : [] };
  } catch (error) {
    if (error instanceof Unreadable) {
      return refusing(error);
    }
    throw error;
  }
}

function refusing({ refusal }: Pick<Refused, 'refusal'>): { readonly reason: Reason } {
  return { reason: { kind: 'refusal', refusal } };
}
