import { asAllowed, needIn } from '../commands/fitter.ts';
import type { Services } from '../commands/services.ts';
import { plain } from '../ui/plain.ts';
import { wordsOfFacts } from '../ui/words/fit.ts';
import { sizeWords } from '../ui/words/picture.ts';
import type { HeldPicture } from './heldPictures.ts';
import type { ShownPasted } from './page/messages.ts';
import { outlookOf, refusedOutlook, removeLabel } from './words.ts';

/** What the page shows of a picture. */
export function shownPasted(services: Services, { id, file }: HeldPicture): ShownPasted {
  const { size } = file;
  const inspected = asAllowed(services, file.inspected);
  const name = plain(file.name);
  const facts = 'refusal' in inspected ? inspected.fittable : inspected;
  const need = needIn(services, inspected);
  const refusal = 'refusal' in inspected && need === undefined ? inspected.refusal : undefined;
  return {
    id,
    name,
    facts: facts === undefined ? sizeIfKnown(size) : wordsOfFacts(facts),
    outlook:
      refusal === undefined
        ? outlookOf(need, services.settings.fitPictures())
        : refusedOutlook(refusal),
    isRefused: refusal !== undefined,
    remove: removeLabel(plain(file.name, 40)),
  };
}

/** Empty for a file that can’t be read. */
function sizeIfKnown(size: number | undefined): string {
  return size === undefined ? '' : sizeWords(size);
}
