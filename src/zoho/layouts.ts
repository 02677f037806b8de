import { isObject } from './answer.ts';
import { LOOKUP_VERSION } from './apiVersion.ts';
import type { Crm } from './crm.ts';
import type { Result } from './failure.ts';
import { success } from './failure.ts';
import type { Row } from './rows.ts';
import { rowsIn } from './rows.ts';
import { LAYOUTS_SCOPE } from './scopes.ts';
import { flagIn } from './value.ts';

/** Why no record of a module gets a photo from this person. */
export type PhotoObstacle =
  /** An administrator has turned off photos in the module's layouts. */
  | 'turned-off'
  /** The person's profile may read the photo, but not change it. */
  | 'read-only';

/**
 * What prevents photos in all layouts of a module; undefined if one of them supports photos, or
 * doesn’t say that it doesn’t. It isn’t documented that an answer without `Record_Image` means no
 * photos.
 * Source: `GET /crm/v8/settings/layouts?module=`, the field `Record_Image` and `image_enable`.
 */
export async function findPhotoObstacle(
  crm: Crm,
  module: string,
  signal: AbortSignal,
): Promise<Result<PhotoObstacle | undefined>> {
  const answer = await crm.ask({
    call: 'settings',
    method: 'GET',
    version: LOOKUP_VERSION,
    path: ['settings', 'layouts'],
    query: { module },
    personal: true,
    scope: LAYOUTS_SCOPE,
    signal,
  });
  if (!answer.ok) {
    return answer;
  }
  const rows = rowsIn(answer.value, 'layouts');
  if (!rows.ok) {
    return rows;
  }
  const bars = rows.value.map(barIn);
  if (bars.length === 0 || bars.includes(undefined)) {
    return success(undefined);
  }
  return success(bars.includes('read-only') ? 'read-only' : 'turned-off');
}

function barIn({ image_enable, sections }: Row): PhotoObstacle | undefined {
  const photo = objectsIn(sections)
    .flatMap(({ fields }) => objectsIn(fields))
    .find(({ api_name }) => api_name === 'Record_Image');
  if (flagIn(image_enable) === false || flagIn(photo?.image_enable) === false) {
    return 'turned-off';
  }
  return flagIn(photo?.read_only) === true || flagIn(photo?.field_read_only) === true
    ? 'read-only'
    : undefined;
}

/** The objects in a list, or a single one. */
function objectsIn(value: unknown): readonly Row[] {
  return [value].flat().filter(isObject);
}
