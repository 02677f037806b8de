import { fetchPicture } from '../download/fetchPicture.ts';
import { askPictureAddress, tellFetchProblem } from '../ui/pictureAddress.ts';
import { plain } from '../ui/plain.ts';
import { withProgress } from '../ui/progress.ts';
import type { Services } from './services.ts';
import { uploadLookedAt } from './uploadPhoto.ts';

/** *Upload Photo from URL…* */
export async function uploadFromUrl(services: Services): Promise<void> {
  const { settings, userAgent, log } = services;
  const loopback = settings.allowLoopbackUrls();
  const address = await askPictureAddress({ loopback });
  if (address === undefined) {
    return;
  }
  const title = `Fetching the picture from ${plain(address.host)}`;
  const fetched = await withProgress(title, (signal) =>
    fetchPicture(address, { userAgent, timeLimit: settings.timeLimit(), loopback, signal }),
  );
  if (fetched === undefined) {
    return;
  }
  if (fetched.ok) {
    await uploadLookedAt(services, () => Promise.resolve([fetched]));
    return;
  }
  log.info(`Picture of ${address.host}: ${fetched.problem.kind}`);
  if (await tellFetchProblem(address, fetched.problem)) {
    await uploadFromUrl(services);
  }
}
