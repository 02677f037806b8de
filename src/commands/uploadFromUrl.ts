import { fetchPicture } from '../download/fetchPicture.ts';
import { askPictureUrl, showFetchProblem } from '../ui/pictureUrl.ts';
import { plain } from '../ui/plain.ts';
import { withProgress } from '../ui/progress.ts';
import { downloadingFrom, downloadLine } from '../ui/words/download.ts';
import { showRefusal } from './accountPolicy.ts';
import type { Services } from './services.ts';
import { uploadFiles } from './uploadFiles.ts';

/** *Upload Picture from URL…* */
export async function uploadFromUrl(services: Services): Promise<void> {
  for (let retry = true; retry;) {
    retry = await uploadFromOne(services);
  }
}

/** @returns whether the person wants to try another URL */
async function uploadFromOne(services: Services): Promise<boolean> {
  const { settings, policy, userAgent, log } = services;
  const refusal = (await policy.now()).refusalOfUse('uploadFromUrl');
  if (refusal !== undefined) {
    showRefusal(refusal);
    return false;
  }
  const loopback = settings.allowLoopbackUrls();
  const address = await askPictureUrl({ loopback });
  if (address === undefined) {
    return false;
  }
  const title = downloadingFrom(plain(address.host));
  const fetched = await withProgress(title, (signal) =>
    fetchPicture(address, { policy, userAgent, timeLimit: settings.timeLimit(), loopback, signal }),
  );
  if (fetched === undefined) {
    return false;
  }
  if (fetched.ok) {
    await uploadFiles(services, () => Promise.resolve([fetched]));
    return false;
  }
  log.info(downloadLine(address.host, fetched.problem.kind));
  return showFetchProblem(address, fetched.problem);
}
