import { reportRemoval } from '../ui/changeReport.ts';
import { organisationName } from '../ui/names.ts';
import { askRemoval } from '../ui/photoQuestions.ts';
import { plain } from '../ui/plain.ts';
import { withUploadProgress } from '../ui/uploadProgress.ts';
import { remove } from '../upload/remove.ts';
import { askRecord } from './askRecord.ts';
import { changeOptionsOf } from './changeOptions.ts';
import type { Parts } from './parts.ts';
import { undoChanges } from './undo.ts';

/** *Remove Photo…* */
export async function removePhoto(parts: Parts): Promise<void> {
  const asked = await askRecord(parts, 'Remove photo', true);
  if (asked === undefined) {
    return;
  }
  const { account, key } = asked;
  const recent = parts.recent.of(account.id);
  const known = recent.find(({ module, id }) => module === key.module && id === key.id)?.name;
  const named = `${plain(key.module)} ${key.id}`;
  if (!(await askRemoval(account, known === undefined ? named : `${plain(known)} (${named})`))) {
    return;
  }
  const title = `Removing a photo in ${organisationName(account)}`;
  const removal = await withUploadProgress(title, (signal, show) => {
    show(0, named);
    return remove(parts.sessions.crmOf(account), key, changeOptionsOf(parts, account, signal));
  });
  parts.log.info(`remove ${key.module} ${key.id}: ${removal.kind}`);
  if (removal.kind === 'removed') {
    await parts.lastChanges.set([removal.change]);
  }
  const choice = await reportRemoval(account, key, removal);
  if (choice === 'undo' && removal.kind === 'removed') {
    await undoChanges(parts, account, [removal.change]);
  } else if (choice === 'retry') {
    await removePhoto(parts);
  } else if (choice === 'show-log') {
    parts.log.show();
  }
}
