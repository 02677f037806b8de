import { badgeFiles } from './onePicture/badges.ts';
// Needs a window without an upload, as it is after the reload of the badges.
import './onePicture/copyAsCode.ts';
import { filesThatDoNotFit } from './onePicture/fit.ts';
import './onePicture/fromUrl.ts';
import './onePicture/paste.ts';
import { shareStage } from './sharedStage.ts';
import { openSignedInStage } from './stage.ts';

shareStage(async () =>
  openSignedInStage({
    files: { ...(await badgeFiles()), ...(await filesThatDoNotFit()) },
    settings: { 'zohoCrmPhotos.allowLoopbackUrls': true },
  }),
);
