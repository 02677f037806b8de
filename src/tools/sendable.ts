import { asAllowed, makeVersion, needIn, wishesOf } from '../commands/fitter.ts';
import type { Services } from '../commands/services.ts';
import type { Inspected, Refused } from '../image/inspect.ts';
import { inspect } from '../image/inspect.ts';
import { findPersonalData } from '../image/personalPicture.ts';
import { fileOf, pictureInMemory } from '../image/picture.ts';
import { Unreadable } from '../image/unreadable.ts';
import type { ToolChange } from './uploadWords.ts';
import type { Reason } from '../upload/outcome.ts';

interface Refusing {
  readonly reason: Reason;
}

/** A picture to send, in memory, and how it differs from the file. */
interface Sendable {
  readonly picture: Inspected;
  readonly changes: readonly ToolChange[];
}

/** What is to be sent, as far as it is known without decoding anything. */
interface Intended {
  /** How it will differ from the file. */
  readonly changes: readonly ToolChange[];
  /** @throws the signal's reason, when it is aborted */
  readonly make: (signal: AbortSignal) => Promise<Sendable | Refusing>;
}

/**
 * Finds out what would be sent of a picture in memory, for a question that says it. Only after the
 * answer is anything decoded: a file that a model names may be made to harm a decoder.
 */
export async function intended(
  services: Services,
  found: Inspected | Refused,
): Promise<Intended | Refusing> {
  const inspected = asAllowed(services, found);
  const wishes = {
    ...wishesOf(services),
    withoutCmyk: services.settings.convertCmyk() !== 'never',
  };
  const need = needIn(services, inspected, wishes);
  if (need !== undefined) {
    return {
      changes: [{ kind: 'to-fit', before: need.fittable }],
      make: async (signal) => {
        const made = await makeVersion(services, need, signal);
        return 'reason' in made
          ? made
          : { picture: made.inspected, changes: [{ kind: 'fitted', fitted: made.fitted }] };
      },
    };
  }
  if ('refusal' in inspected) {
    return refusing(inspected);
  }
  const clean = await withoutPersonalData(inspected, services.settings.removePersonalData());
  return 'reason' in clean ? clean : { changes: clean.changes, make: () => Promise.resolve(clean) };
}

/** The person can't be asked about a location separately, so it is removed unless the setting keeps it. */
async function withoutPersonalData(
  { picture }: Inspected,
  mode: ReturnType<Services['settings']['removePersonalData']>,
): Promise<Sendable | Refusing> {
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

function refusing({ refusal }: Pick<Refused, 'refusal'>): Refusing {
  return { reason: { kind: 'refusal', refusal } };
}
