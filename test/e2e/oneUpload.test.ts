import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { packToolCaller } from '../vscode/toolCaller.ts';
import { filesToUpload } from './oneUpload/upload.ts';
import { filesNamedLikeRecords } from './oneUpload/findRecord.ts';
import { filesForTools } from './oneUpload/uploadTool.ts';
// The last one: it stops the CRM.
import './oneUpload/failures.ts';
import { shareStage } from './sharedStage.ts';
import { openSignedInStage } from './stage.ts';

shareStage(async () => {
  const caller = await mkdtemp(path.join(tmpdir(), 'caller-'));
  const stage = await openSignedInStage({
    helpers: [await packToolCaller(caller)],
    files: {
      ...(await filesToUpload()),
      ...(await filesNamedLikeRecords()),
      ...(await filesForTools()),
    },
  });
  await rm(caller, { recursive: true });
  return stage;
});
