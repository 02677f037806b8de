import './recordPhotos/undo.ts';
import './recordPhotos/replace.ts';
import './recordPhotos/view.ts';
import { uploadFiles } from './recordPhotos/viewUploads.ts';
import { shareStage } from './sharedStage.ts';
import { openStage } from './stage.ts';

shareStage(async () => openStage({ files: await uploadFiles() }));
