import { SCOPES } from '../../../src/zoho/scopes.ts';
import { AMELIA } from '../person.ts';
import { sharedStage } from '../sharedStage.ts';
import type { Stage } from '../stage.ts';

/** The photo that the tests of this folder replace and bring back. */
export class PhotoOfAmelia {
  readonly #crm: Stage['crm'];

  constructor({ crm }: Stage) {
    this.#crm = crm;
  }

  /** SHA-256 of the photo in the CRM, if there is one. */
  async stored(): Promise<string | undefined> {
    return (await this.#crm.photo(AMELIA.module, AMELIA.id))?.sha256;
  }

  /** Stores another one, as somebody else does. @returns its SHA-256 */
  async put(bytes: Uint8Array): Promise<string | undefined> {
    await this.#crm.putPhoto(AMELIA.module, AMELIA.id, bytes);
    return this.stored();
  }
}

/** The shared stage with a new CRM, where the person has just signed in and may delete photos. */
export async function stageWithAllScopes(): Promise<Stage> {
  const stage = await sharedStage();
  const { crm, person } = stage;
  await person.leave();
  await crm.reset();
  await person.signIn(await crm.issueCode({ scopes: [...SCOPES] }));
  return stage;
}
