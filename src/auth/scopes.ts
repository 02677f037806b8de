/**
 * What the extension asks to be allowed: photos of records in every module, and the names of
 * organisation and person, so that each question can say whose records they are.
 */
export const SCOPES = ['ZohoCRM.modules.ALL', 'ZohoCRM.org.READ', 'ZohoCRM.users.READ'] as const;
