import type { GivenRecord } from '../../commands/askTargetRecord.ts';
import { withAccount } from '../../commands/askTargetRecord.ts';
import { uploadFiles } from '../../commands/uploadFiles.ts';
import { organizationName, recordName } from '../../ui/names.ts';
import { inspectFiles } from '../../ui/pictureFile.ts';
import { askPicture } from '../../ui/pictureQuestion.ts';
import { photoForRecord } from '../../ui/words/uploadLink.ts';
import type { ViewServices } from '../services.ts';

/** *Replace Photo…*: asks for a picture, then as any upload does. */
export async function replacePhoto(services: ViewServices, given: GivenRecord): Promise<void> {
  const target = await withAccount(services, given);
  if (target === undefined) {
    return;
  }
  const { account, key } = target;
  const title = photoForRecord(recordName(target), organizationName(account));
  const picture = await askPicture(title);
  if (picture !== undefined) {
    const chosen = { account, key, suggestion: undefined };
    await uploadFiles(services, () => inspectFiles([picture]), chosen);
  }
}
