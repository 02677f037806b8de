import { VIEW_FILES } from './explorerView/view.ts';
import { uploadFiles } from './explorerView/viewUploads.ts';
import { shareStage } from './sharedStage.ts';
import { openStage } from './stage.ts';

shareStage(async () => openStage({ files: { ...VIEW_FILES, ...(await uploadFiles()) } }));
