import type { UploadRequest } from '../../../src/upload/lastUpload.ts';

/** Every character with a meaning in one of the languages, and letters of several scripts. */
export const HOSTILE_NAME =
  `\\u0022 a'b"c $(touch owned) \`touch owned\` \${HOME} $x #{1} %41 {0} {{x}};type=x, ?>` +
  `<!-- *) \n\t\u2028\u202E\u{E0041} Фото 写真 é 👩‍🔧.png`;

/**
 * What a terminal takes for keys: it deletes what is typed, types a command, and presses Enter, in
 * a paste or after the end of one.
 */
export const KEYS_IN_NAME = 'a\u0015\u001B[201~\u0015touch owned\r\n!!\u0003\ntouch owned\n.png';

export const RECORD = { module: 'Contacts', id: '4876876000000624001' };

export function request(parts: Partial<UploadRequest> = {}): UploadRequest {
  return {
    servers: {
      accounts: 'https://accounts.zoho.eu',
      api: 'https://www.zohoapis.eu',
      web: 'https://crm.zoho.eu',
    },
    version: 'v2',
    record: RECORD,
    fileName: HOSTILE_NAME,
    contentType: 'image/png',
    restrictTriggers: ['workflow'],
    ...parts,
  };
}
