import type { Environment } from './dataCenter.ts';
import type { PictureFormat } from './picture.ts';

export interface UserProfile {
  id: string;
  name: string;
  /** `Crm_Implied_Api_Access`: required for any API call. */
  apiAccess: boolean;
  /** API names of modules whose records it can see but not edit. */
  readOnlyModules: string[];
  /** API names of modules where it can edit records, but not the field Record_Image. */
  readOnlyPhotos: string[];
  /** API names of modules that it can't see. */
  hiddenModules: string[];
}

export interface User {
  id: string;
  zuid: string;
  first_name: string;
  last_name: string;
  email: string;
  role: { name: string; id: string };
  profile: UserProfile;
}

export interface CrmModule {
  id: string;
  api_name: string;
  /** Its name in the web app's URLs. */
  module_name: string;
  singular_label: string;
  plural_label: string;
  generated_type: 'default' | 'custom';
  api_supported: boolean;
  /** The field that people identify a record by. */
  display_field: string;
  /** The first API version in which its records support photos; null: none. */
  photosFrom: 'v2' | 'v5' | null;
  /** Whether the photo is turned on in its layout. */
  image_enable: boolean;
}

export interface StoredPhoto {
  /** As uploaded. */
  bytes: Buffer;
  fileName: string;
  format: PictureFormat;
  width: number;
  height: number;
  /** The value of Record_Image. */
  fileId: string;
  /** Held by image validation until someone approves it. */
  pending: boolean;
}

export interface CrmRecord {
  id: string;
  module: CrmModule;
  fields: Record<string, unknown>;
  photo: StoredPhoto | null;
  /** Milliseconds since 1970; null: long ago. */
  madeAt: number | null;
}

export interface Organization {
  id: string;
  zgid: string;
  company_name: string;
  domain_name: string;
  type: Environment;
  edition: 'free' | 'standard' | 'professional' | 'enterprise' | 'ultimate';
  primary_email: string;
  country_code: string;
  time_zone: string;
  /** By default, the first one consents. */
  users: User[];
  modules: CrmModule[];
  records: CrmRecord[];
}

/** Concurrent requests, and API credits per 24 hours without the per-user part. */
export const EDITIONS: Readonly<
  Record<Organization['edition'], { paidType: string; concurrency: number; credits: number }>
> = {
  free: { paidType: 'free', concurrency: 5, credits: 5_000 },
  standard: { paidType: 'standard', concurrency: 10, credits: 50_000 },
  professional: { paidType: 'professional', concurrency: 15, credits: 50_000 },
  enterprise: { paidType: 'enterprise', concurrency: 20, credits: 50_000 },
  ultimate: { paidType: 'ultimate', concurrency: 25, credits: 50_000 },
};

/** The name that people identify the record by. */
export function displayName(record: CrmRecord): string {
  const name = record.fields[record.module.display_field];
  return typeof name === 'string' ? name : record.id;
}
