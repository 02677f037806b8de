import { remove } from '../../../src/upload/remove.ts';
import { upload } from '../../../src/upload/upload.ts';
import { shown } from '../ui/stubbedMessages.ts';
import type { Cell } from './scene.ts';
import type { Call, Told } from './call.ts';
import { PROMPTS } from './call.ts';

const { report } = await import('../../../src/ui/report.ts');
const { reportRemoval } = await import('../../../src/ui/changeReport.ts');

function changeOptions({ clock, scene, signal }: Cell): Parameters<typeof remove>[2] {
  const { keeping } = scene;
  return { version: 'v2', restrictTriggers: [], signal, clock, prompts: PROMPTS, keeping };
}

function claimOf(outcome: {
  kind: string;
  reason?: { kind: string; photo?: string };
}): Told['claim'] {
  return outcome.kind !== 'failed'
    ? 'done'
    : outcome.reason?.photo === 'unknown'
      ? 'unknown'
      : 'failed';
}

function uploading(name: string, size: 'large' | 'small'): Call {
  return {
    name,
    kind: 'upload',
    server: 'api',
    method: 'POST',
    path: '/photo',
    covers: ['postPhoto'],
    isLarge: size === 'large',
    persists: true,
    record: 'without-photo',
    run: async (cell: Cell): Promise<Told> => {
      const picture = cell.scene[size];
      const outcome = await upload(cell.crm, picture, cell.record, {
        ...changeOptions(cell),
        onStage: () => undefined,
      });
      void report([{ picture: picture.picture.name, key: cell.record, outcome }], cell.account);
      return { claim: claimOf(outcome), message: shown.pop()?.text ?? '' };
    },
  };
}

/** What changes something in the CRM. */
export const CHANGES: readonly Call[] = [
  uploading('upload', 'small'),
  uploading('upload of 9.9 MB', 'large'),
  {
    name: 'remove',
    kind: 'removal',
    server: 'api',
    method: 'DELETE',
    path: '/photo',
    covers: ['deletePhoto'],
    persists: true,
    record: 'with-photo',
    run: async (cell: Cell): Promise<Told> => {
      const removal = await remove(cell.crm, cell.record, changeOptions(cell));
      void reportRemoval(cell.account, cell.record, removal);
      return { claim: claimOf(removal), message: shown.pop()?.text ?? '' };
    },
  },
];
