import * as v from 'valibot';
import { LOOKUP_VERSION } from './apiVersion.ts';
import type { Crm } from './crm.ts';
import { valueOf } from './crm.ts';
import type { Result } from './failure.ts';
import { success } from './failure.ts';
import { LAYOUTS_SCOPE } from './scopes.ts';

/** Why no record of a module gets a photo from this person. */
export type PhotoBar =
  /** An administrator has turned photos off in the module's layouts. */
  | 'turned-off'
  /** The person's profile may read the photo, but not change it. */
  | 'read-only';

const Field = v.looseObject({
  api_name: v.string(),
  image_enable: v.optional(v.boolean()),
  read_only: v.optional(v.boolean()),
  field_read_only: v.optional(v.boolean()),
});

const Shape = v.object({
  layouts: v.array(
    v.object({
      image_enable: v.optional(v.boolean()),
      sections: v.array(v.object({ fields: v.optional(v.array(Field), []) })),
    }),
  ),
});

type Layout = v.InferOutput<typeof Shape>['layouts'][number];

/**
 * What bars photos in all layouts of a module; undefined where one of them takes photos, or does
 * not say that it takes none. That an answer without `Record_Image` means no photos is not
 * documented.
 * Source: `GET /crm/v8/settings/layouts?module=`, the field `Record_Image` and `image_enable`.
 */
export async function findPhotoBar(
  crm: Crm,
  module: string,
  signal: AbortSignal,
): Promise<Result<PhotoBar | undefined>> {
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
  if (answer.value.status === 204) {
    return success(undefined);
  }
  const found = valueOf(answer.value, Shape);
  if (!found.ok) {
    return found;
  }
  const bars = found.value.layouts.map(barIn);
  if (bars.length === 0 || bars.includes(undefined)) {
    return success(undefined);
  }
  return success(bars.includes('read-only') ? 'read-only' : 'turned-off');
}

function barIn({ image_enable, sections }: Layout): PhotoBar | undefined {
  const photo = sections
    .flatMap(({ fields }) => fields)
    .find(({ api_name }) => api_name === 'Record_Image');
  if (image_enable === false || photo?.image_enable === false) {
    return 'turned-off';
  }
  return photo?.read_only === true || photo?.field_read_only === true ? 'read-only' : undefined;
}
