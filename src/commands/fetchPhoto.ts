import type { Account } from '../auth/account.ts';
import { endingOf } from '../image/ending.ts';
import { formatOf } from '../image/signature.ts';
import { offer, showLogButton } from '../ui/offer.ts';
import { organizationName, recordName } from '../ui/names.ts';
import { photoFileName, savePhoto } from '../ui/savePhoto.ts';
import { withUploadProgress } from '../ui/uploadProgress.ts';
import { BUTTONS } from '../ui/words/buttons.ts';
import {
  couldntDownload,
  DOWNLOAD_PHOTO,
  downloadingTitle,
  VIEW_PHOTO,
} from '../ui/words/download.ts';
import { wordsOfFailure } from '../ui/words/failure.ts';
import { hasNoPhoto } from '../ui/words/removal.ts';
import { recordStage } from '../ui/words/upload.ts';
import { waitWords } from '../ui/words/wait.ts';
import { inFull } from '../ui/words/words.ts';
import type { Wait } from '../upload/retry.ts';
import { withRetries } from '../upload/retry.ts';
import { systemClock } from '../async/clock.ts';
import type { Result } from '../zoho/failure.ts';
import type { RecordKey } from '../zoho/photo.ts';
import { downloadPhoto } from '../zoho/photo.ts';
import type { GivenRecord } from './askTargetRecord.ts';
import { askTargetRecord } from './askTargetRecord.ts';
import { openRecord } from './openRecord.ts';
import type { Services } from './services.ts';
import { promptsOf } from './renewAccess.ts';

/** *View Photo…*: in VS Code's own image preview. */
export async function viewPhoto(services: Services, given?: GivenRecord): Promise<void> {
  const photo = await fetchPhoto(services, VIEW_PHOTO, given);
  if (photo !== undefined) {
    const ending = endingOf(formatOf(photo.bytes));
    await services.shownPhotos.show(photo.bytes, `${photoFileName(photo.name)}.${ending}`);
  }
}

/** *Download Photo…* */
export async function saveRecordPhoto(services: Services, given?: GivenRecord): Promise<void> {
  const photo = await fetchPhoto(services, DOWNLOAD_PHOTO, given);
  if (photo !== undefined) {
    await savePhoto(photo.bytes, photo.name);
  }
}

/** Asks for a record, unless it's given, and downloads its photo. Tells the person if there is none, or if it fails. */
async function fetchPhoto(
  services: Services,
  title: string,
  given: GivenRecord | undefined,
): Promise<{ bytes: Uint8Array; name: string } | undefined> {
  const asked = await askTargetRecord(services, title, false, given);
  if (asked === undefined) {
    return undefined;
  }
  const { account, key, name } = asked;
  const record = recordName(asked);
  const fetched = await download(services, account, key, record);
  if (fetched === undefined) {
    return undefined;
  }
  if (!fetched.ok) {
    const why = inFull(wordsOfFailure(fetched.failure));
    const message = couldntDownload(record, organizationName(account), why);
    void offer('error', message, showLogButton(services.log));
    return undefined;
  }
  if (fetched.value === undefined) {
    void offer('info', hasNoPhoto(record, organizationName(account)), {
      title: BUTTONS['open-record'],
      act: () => openRecord(account, key),
    });
    return undefined;
  }
  return { bytes: fetched.value, name: name ?? `${key.module} ${key.id}` };
}

/** Undefined if canceled. */
function download(
  services: Services,
  account: Account,
  key: RecordKey,
  record: string,
): Thenable<Result<Uint8Array | undefined> | undefined> {
  const version = services.settings.apiVersion();
  const title = downloadingTitle(organizationName(account));
  return withUploadProgress(title, async (signal, show) => {
    show(0, record);
    const persistence = {
      clock: systemClock,
      prompts: promptsOf(services, account, 'download'),
      signal,
      onWait: (wait: Wait) => {
        show(0, recordStage(record, waitWords(wait)));
      },
    };
    try {
      const crm = services.sessions.crmOf(account);
      return await withRetries(() => downloadPhoto(crm, key, version, signal), persistence);
    } catch (error) {
      if (signal.aborted) {
        return undefined;
      }
      throw error;
    }
  });
}
