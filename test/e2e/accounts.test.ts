import './accounts/signIn.ts';
import './accounts/waysIn.ts';
import './accounts/links.ts';
import './accounts/access.ts';
import { oddFiles } from './accounts/oddAnswers.ts';
import { shareStage } from './sharedStage.ts';
import { openStage } from './stage.ts';

shareStage(async () => openStage({ files: await oddFiles() }));
