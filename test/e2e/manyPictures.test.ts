import { filesOfPeople } from './manyPictures/peoplesFiles.ts';
import { compareFiles } from './manyPictures/compare.ts';
import { filesToMap } from './manyPictures/mappingFile.ts';
import { shareStage } from './sharedStage.ts';
import { openSignedInStage } from './stage.ts';

shareStage(async () =>
  openSignedInStage({
    files: {
      ...(await filesOfPeople()),
      ...(await compareFiles()),
      ...(await filesToMap()),
    },
    settings: { 'zohoCrmPhotos.allowLoopbackUrls': true },
  }),
);
