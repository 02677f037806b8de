import { filesOfPeople } from './manyPictures/peoplesFiles.ts';
import { compareFiles } from './manyPictures/compare.ts';
import { filesToMap } from './manyPictures/mappingFile.ts';
import { shareStage } from './sharedStage.ts';
import { openStage } from './stage.ts';

shareStage(async () =>
  openStage({
    files: {
      ...(await filesOfPeople()),
      ...(await compareFiles()),
      ...(await filesToMap()),
    },
    settings: { 'zohoCrmPhotos.allowLoopbackUrls': true },
  }),
);
