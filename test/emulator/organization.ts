import type { Environment } from './dataCenter.ts';
import type { PictureFormat } from './picture.ts';

export interface UserProfile {
  id: string;
  name: string;
  /** `Crm_Implied_Api_Access`: without it no call of the API at all. */
  apiAccess: boolean;
  /** API names of modules whose records it may see but not edit. */
  readOnlyModules: string[];
  /** API names of modules where it may edit records, but not the field Record_Image. */
  readOnlyPhotos: string[];
  /** API names of modules that it does not see. */
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
  /** How the web interface's addresses call it. */
  module_name: string;
  singular_label: string;
  plural_label: string;
  generated_type: 'default' | 'custom';
  api_supported: boolean;
  /** The field that a person knows a record by. */
  display_field: string;
  /** From which version of the API on its records take photos; null: never. */
  photosFrom: 'v2' | 'v5' | null;
  /** Whether its layout has the photo turned on. */
  image_enable: boolean;
}

export interface StoredPhoto {
  /** As they came in. */
  bytes: Buffer;
  fileName: string;
  format: PictureFormat;
  width: number;
  height: number;
  /** What Record_Image says of it. */
  fileId: string;
  /** Held back by image validation until somebody approves it. */
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
  /** The first one is who consents unless told otherwise. */
  users: User[];
  modules: CrmModule[];
  records: CrmRecord[];
}

/** Requests at once, and API credits in 24 hours without the part that grows with the users. */
export const EDITIONS: Readonly<
  Record<Organization['edition'], { paidType: string; concurrency: number; credits: number }>
> = {
  free: { paidType: 'free', concurrency: 5, credits: 5_000 },
  standard: { paidType: 'standard', concurrency: 10, credits: 50_000 },
  professional: { paidType: 'professional', concurrency: 15, credits: 50_000 },
  enterprise: { paidType: 'enterprise', concurrency: 20, credits: 50_000 },
  ultimate: { paidType: 'ultimate', concurrency: 25, credits: 50_000 },
};

/** The name that a person knows the record by. */
export function displayName(record: CrmRecord): string {
  const name = record.fields[record.module.display_field];
  return typeof name === 'string' ? name : record.id;
}
