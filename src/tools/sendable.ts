import { asAllowed, makeVersion, needIn, wishesOf } from '../commands/fitter.ts';
import type { Services } from '../commands/services.ts';
import type { Inspected, Refused } from '../image/inspect.ts';
import { inspect } from '../image/inspect.ts';
import { findPersonalData } from '../image/personalPicture.ts';
import { fileOf, pictureInMemory } from '../image/picture.ts';
import { Unreadable } from '../image/unreadable.ts';
import type { ToolChange } from './uploadWords.ts';
import type { Reason } from '../upload/outcome.ts';

/** A picture to send, in memory, and how it differs from the file. */
interface Sendable {
  readonly picture: Inspected;
  readonly changes: readonly ToolChange[];
}

/**
 * Prepares what is sent, in memory: the person confirms exactly this, even if the file changes
 * later. VS Code's question is the only one, so it says what differs.
 *
 * @throws the signal's reason, when it is aborted
 */
export async function sendable(
  services: Services,
  found: Inspected | Refused,
  signal: AbortSignal,
): Promise<Sendable | { readonly reason: Reason }> {
  const inspected = asAllowed(services, found);
  const wishes = {
    ...wishesOf(services),
    withoutCmyk: services.settings.convertCmyk() !== 'never',
  };
  const need = needIn(services, inspected, wishes);
  if (need !== undefined) {
    const made = await makeVersion(services, need, signal);
    return 'reason' in made
      ? made
      : { picture: made.inspected, changes: [{ kind: 'fitted', fitted: made.fitted }] };
  }
  if ('refusal' in inspected) {
    return refusing(inspected);
  }
  return withoutPersonalData(inspected, services.settings.removePersonalData());
}

/** The person can't be asked about a location separately, so it is removed unless the setting keeps it. */
async function withoutPersonalData(
  { picture }: Inspected,
  mode: ReturnType<Services['settings']['removePersonalData']>,
): Promise<Sendable | { readonly reason: Reason }> {
  try {
    const { location, other, without } = await findPersonalData(picture);
    const removes = mode === 'always' ? other : mode !== 'never' && location;
    if (removes && without === undefined) {
      return refusing({ refusal: { kind: 'unreadable', reason: 'personal-data' } });
    }
    const chosen = removes && without !== undefined ? without : picture;
    const read = pictureInMemory(picture.name, await chosen.read());
    const sent = await inspect({ ...read, ...fileOf(picture) });
    const change = { kind: removes ? 'location-removed' : 'location-kept' } as const;
    return 'refusal' in sent
      ? refusing(sent)
      : { picture: sent, changes: location ? [change] : [] };
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
