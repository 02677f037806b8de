import type { Account } from '../auth/account.ts';
import { reportNotAllowed, reportRemoval } from '../ui/changeReport.ts';
import { organizationName, recordName } from '../ui/names.ts';
import { askRemoval } from '../ui/photoQuestions.ts';
import { withProgressIfSlow } from '../ui/progress.ts';
import { withUploadProgress } from '../ui/uploadProgress.ts';
import { changeLine } from '../ui/words/logLines.ts';
import { findingRecord, REMOVE_PHOTO_TITLE, removingTitle } from '../ui/words/removal.ts';
import { recordInOrganization, removalDeletesQuestion } from '../ui/words/photoDeletion.ts';
import { readableRecord } from '../upload/readableRecord.ts';
import { remove } from '../upload/remove.ts';
import type { RecordKey } from '../zoho/photo.ts';
import type { CrmRecord } from '../zoho/record.ts';
import { mayDeletePhotos } from './allowDeleting.ts';
import type { GivenRecord } from './askTargetRecord.ts';
import { askTargetRecord } from './askTargetRecord.ts';
import { changeOptionsOf } from './changeOptions.ts';
import { openRecord } from './openRecord.ts';
import { forgetUploads } from './rememberRecords.ts';
import type { Services } from './services.ts';
import { undoChanges } from './undo.ts';

type Named = Pick<CrmRecord, 'key' | 'name'>;

/** *Remove Photo…* */
export async function removePhoto(services: Services, given?: GivenRecord): Promise<void> {
  const asked = await askTargetRecord(services, REMOVE_PHOTO_TITLE, true, given);
  if (asked === undefined) {
    return;
  }
  const { account } = asked;
  const record = await lookUp(services, asked);
  if (
    record === undefined ||
    !(await askRemoval(account, record, { keeps: services.backups.on }))
  ) {
    return;
  }
  for (let retry = true; retry;) {
    retry = await removeOnce(services, account, record);
  }
}

/** @returns whether the person wants to retry */
async function removeOnce(services: Services, account: Account, record: Named): Promise<boolean> {
  const { key } = record;
  const about = recordInOrganization(recordName(record), organizationName(account));
  if (!(await mayDeletePhotos(services, account, [key.module], about, removalDeletesQuestion))) {
    return (await reportNotAllowed('retry')) === 'retry';
  }
  const title = removingTitle(organizationName(account));
  const removal = await withUploadProgress(title, (signal, show) => {
    show(0, recordName(record));
    return remove(
      services.sessions.crmOf(account),
      key,
      changeOptionsOf(services, account, 'removal', signal),
    );
  });
  services.log.info(changeLine('remove', key, removal));
  if (removal.kind === 'removed') {
    await services.lastChanges.set([removal.change]);
    await forgetUploads(services, account, [key]);
  }
  const choice = await reportRemoval(account, key, removal);
  if (choice === 'undo' && removal.kind === 'removed') {
    await undoChanges(services, account, [removal.change]);
  } else if (choice === 'open-record') {
    await openRecord(account, key);
  } else if (choice === 'show-log') {
    services.log.show();
  }
  return choice === 'retry';
}

/**
 * The record with the name that it has now: a remembered one may be out of date. If it can't be found
 * now, the removal itself then says what is wrong.
 *
 * @returns undefined if the person cancels
 */
async function lookUp(
  { sessions }: Services,
  { account, key, name }: { account: Account; key: RecordKey; name: string | undefined },
): Promise<Named | undefined> {
  const title = findingRecord(organizationName(account));
  const found = await withProgressIfSlow(title, (signal) =>
    readableRecord(sessions.crmOf(account), key, signal),
  );
  return found && ((found.ok ? found.value : undefined) ?? { key, name });
}
