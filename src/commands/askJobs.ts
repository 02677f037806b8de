import type { Account } from '../auth/account.ts';
import type { Inspected } from '../image/inspect.ts';
import { Automation } from '../ui/automation.ts';
import { showPicture } from '../ui/showPicture.ts';
import type { Job } from '../upload/run.ts';
import type { RestrictTrigger } from '../zoho/apiVersion.ts';
import { serversOf } from '../zoho/dataCenter.ts';
import { askKey } from './askKey.ts';
import type { Services } from './services.ts';

/**
 * Asks for the record of each picture, one after another.
 *
 * @param restricted the automations to skip, unless others are chosen; by default the setting's
 * @returns undefined if the person cancels
 */
export async function askJobs(
  services: Services,
  account: Account,
  pictures: readonly Inspected[],
  restricted: readonly RestrictTrigger[] = services.settings.restrictTriggers(),
): Promise<Job[] | 'switch-account' | undefined> {
  const { lastUpload, recent, settings } = services;
  const last = lastUpload.restrictedFor(serversOf(account.place), recent.of(account.id)[0]);
  const automation = new Automation(settings.apiVersion(), restricted, last);
  const jobs: Job[] = [];
  for (const [index, picture] of pictures.entries()) {
    if (pictures.length > 1) {
      await showPicture(picture.picture);
    }
    const position = pictures.length === 1 ? undefined : { number: index + 1, of: pictures.length };
    const key = await askKey(services, account, {
      picture: picture.picture.name,
      position,
      changing: true,
      automation,
    });
    if (key === undefined || key === 'switch-account') {
      return key;
    }
    jobs.push({ picture, key, restrictTriggers: automation.restricted });
  }
  return jobs;
}
