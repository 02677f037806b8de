import type { Consent } from './consent.ts';
import type { CrmModule, Organization, UserProfile } from './organization.ts';
import type { Switches } from './profile.ts';

/** What field and layout metadata say about `Record_Image`, for the caller's profile. */
export function photoField(
  module: CrmModule,
  { organization, user }: Consent,
  { photosOffShows }: Switches,
): Record<string, unknown> {
  const readOnly = isReadOnly(module, user.profile);
  return {
    api_name: 'Record_Image',
    field_label: `${module.singular_label} Image`,
    data_type: 'profileimage',
    json_type: 'string',
    length: 255,
    ui_type: 66,
    column_name: 'PHOTO_FILEID',
    read_only: readOnly,
    field_read_only: false,
    filterable: false,
    profiles: permissions(module, organization),
    ...(photosOffShows === 'in field' ? { image_enable: module.image_enable } : {}),
  };
}

function permissions(module: CrmModule, { users }: Organization): object[] {
  return users.map(({ profile }) => ({
    permission_type: isReadOnly(module, profile) ? 'read_only' : 'read_write',
    name: profile.name,
    id: profile.id,
  }));
}

function isReadOnly(
  { api_name }: CrmModule,
  { readOnlyModules, readOnlyPhotos }: UserProfile,
): boolean {
  return readOnlyModules.includes(api_name) || readOnlyPhotos.includes(api_name);
}
