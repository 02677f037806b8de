import { badgeFiles } from './onePicture/badges.ts';
import { filesThatDoNotFit } from './onePicture/fit.ts';
import './onePicture/fromUrl.ts';
import './onePicture/paste.ts';
import './onePicture/copyAsCode.ts';
import { shareStage } from './sharedStage.ts';
import { openSignedInStage } from './stage.ts';

shareStage(async () =>
  openSignedInStage({
    files: { ...(await badgeFiles()), ...(await filesThatDoNotFit()) },
    settings: { 'zohoCrmPhotos.allowLoopbackUrls': true },
  }),
);
