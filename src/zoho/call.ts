/** What the CRM is asked. One code, or one status, means different things for different calls. */
export type Call =
  /** A picture is sent to become a record's photo. */
  | 'upload'
  /** A photo is read or deleted. */
  | 'photo'
  /** Records by their IDs. */
  | 'record'
  | 'search'
  /** COQL. */
  | 'query'
  /** Modules, their fields and layouts. */
  | 'settings'
  /** Who signed in, and where. */
  | 'identity';
