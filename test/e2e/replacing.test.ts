import './replacing/undo.ts';
import { heavyFile } from './replacing/replace.ts';
import { shareStage } from './sharedStage.ts';
import { openStage } from './stage.ts';

shareStage(async () => openStage({ files: await heavyFile() }));
