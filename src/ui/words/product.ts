/** Names, which aren't translated. */
export const PRODUCT = 'Photo Uploader for Zoho CRM';
export const CATEGORY = 'Zoho CRM Photos';
export const CRM = 'Zoho CRM';
