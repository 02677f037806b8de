import { BUTTONS } from '../ui/words/buttons.ts';
import type { GivenRecord } from './askTargetRecord.ts';
import { askTargetRecord } from './askTargetRecord.ts';
import { openRecord } from './openRecord.ts';
import type { Services } from './services.ts';

/** *Open Record…*: asks for the record, unless it's given. */
export async function openTargetRecord(services: Services, given?: GivenRecord): Promise<void> {
  const target = await askTargetRecord(services, BUTTONS['open-record'], false, given);
  if (target !== undefined) {
    await openRecord(target.account, target.key);
  }
}
