/** Names, which are no language's. */
export const PRODUCT = 'Photo Uploader for Zoho CRM';
export const CATEGORY = 'Zoho CRM Photos';
export const CRM = 'Zoho CRM';
