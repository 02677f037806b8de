import './dataCenters/freshInstall.ts';
import './dataCenters/hosts.ts';
import { shareStage } from './sharedStage.ts';
import { openStage } from './stage.ts';

shareStage(async () =>
  openStage({
    emulator: { proxy: true },
    settings: { 'zohoCrmPhotos.customServer': null },
    withoutPictures: true,
    files: { 'shots/notes.txt': 'No picture yet.\n' },
  }),
);
