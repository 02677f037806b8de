import type { Row } from './row.ts';
import { error } from './row.ts';

const REFUSED: readonly Row[] = [
  [400, error('NOT_ALLOWED'), 'permission-missing'],
  [400, error('AUTHORIZATION_FAILED'), 'permission-missing'],
  [400, error('FEATURE_NOT_SUPPORTED'), 'not-supported'],
  [400, error('NOT_SUPPORTED'), 'not-supported'],
  [400, error('DEPENDENT_PARAM_MISSING', { param_name: 'query_id' }), 'request-wrong'],
  [400, error('AMBIGUITY_DURING_PROCESSING'), 'request-wrong'],
  [400, error('PATTERN_NOT_MATCHED', { param_name: 'mode' }), 'request-wrong'],
  [400, error('INVALID_DATA', { param_name: 'status', index: 0 }), 'request-wrong'],
  [400, error('INVALID_DATA'), 'request-wrong'],
  [400, error('BAD_REQUEST'), 'request-wrong'],
  [415, error('INVALID_DATA'), 'request-wrong'],
  [413, error('FILE_SIZE_EXCEEDS'), 'limit-exceeded'],
  [405, '', 'request-wrong'],
];

const SETTINGS: readonly Row[] = [
  ...REFUSED,
  [204, '', '0'],
  [400, error('InvalidModule'), 'module-invalid'],
  [400, error('INVALID_MODULE', { resource_path_index: 2 }), 'module-invalid'],
  [400, error('INVALID_DATA', { param_name: 'module' }), 'module-invalid'],
  [400, error('REQUIRED_PARAM_MISSING', { param_name: 'module' }), 'request-wrong'],
  [404, error('NOT_FOUND'), 'module-invalid'],
];

/** Sources: `getModules`, `getFields`, `getLayouts` of Zoho's OpenAPI 2025 and 2026. */
export const MODULES: readonly Row[] = [
  ...SETTINGS,
  [200, { modules: [{ id: '4876876000000002175', api_name: 'Leads', module_name: 'Leads' }] }, '1'],
  [200, { modules: [{ id: '4876876000000002175', api_name: null }] }, '0'],
];

export const FIELDS: readonly Row[] = [
  ...SETTINGS,
  [
    200,
    { fields: [{ id: '1', api_name: 'Email', field_label: 'Email', data_type: 'email' }] },
    '1',
  ],
];

export const LAYOUTS: readonly Row[] = [
  ...REFUSED,
  [204, '', 'undefined'],
  [400, error('InvalidModule'), 'module-invalid'],
  [200, { layouts: [{ id: '1', image_enable: false, sections: [] }] }, 'turned-off'],
  [200, { layouts: [{ id: '1', sections: [{ fields: [{ api_name: 'Email' }] }] }] }, 'undefined'],
];

/** Sources: `getOrganization`, samples of v2 and v7. */
export const ORGANIZATION: readonly Row[] = [
  ...REFUSED,
  [
    200,
    { org: [{ id: '1', zgid: '808232144', company_name: 'Zylker', type: 'Production' }] },
    '808232144',
  ],
  [200, { org: [{ id: '1', zgid: '808232144', company_name: null }] }, '808232144'],
  [200, { org: [error('NOT_ALLOWED')] }, 'permission-missing'],
];

/** Source: `getUsers`. */
export const USER: readonly Row[] = [
  ...REFUSED,
  [200, { users: [{ id: '42', full_name: 'Patricia Boyle', email: 'p@zylker.example' }] }, '42'],
  [200, { users: [{ id: '42', full_name: null, email: null, first_name: 'Patricia' }] }, '42'],
  [200, { users: [error('NOT_ALLOWED')] }, 'permission-missing'],
];
