import type { FileUpload } from '../../upload/uploadedFiles.ts';
import type { RunState } from './runState.ts';
import { itemChange } from './runState.ts';

/** The files of a run that are the photos of their records, as far as it knows. */
export function uploadsOf(state: RunState): FileUpload[] {
  return state.items.flatMap((item): FileUpload[] => {
    const { place, key, shown, ended, endedAt, why, file: stamp } = item;
    if (place === '' || stamp === undefined || endedAt === undefined) {
      return [];
    }
    const about = { place, ...key, name: shown?.name, stamp, at: endedAt };
    if (ended === 'skipped' && why === undefined) {
      return [{ ...about, photo: { kind: 'unknown' }, isFound: true }];
    }
    const change = itemChange(state, item);
    return change === undefined ? [] : [{ ...about, photo: change.after }];
  });
}
