/** An encoding that spreadsheets and shops use for tables. */
export interface Encoding {
  readonly id: EncodingId;
  /** VS Code's display languages for which it is likely. */
  readonly languages: readonly string[];
}

/** `TextDecoder`'s name, or a code page of DOS. */
export type EncodingId = keyof typeof LANGUAGES;

/** The languages of each encoding. The likeliest encoding comes first. */
const LANGUAGES = {
  'windows-1252': [],
  shift_jis: ['ja'],
  gb18030: ['zh-cn'],
  big5: ['zh-tw'],
  'euc-kr': ['ko'],
  'windows-1250': ['cs', 'hu', 'pl'],
  'windows-1251': ['bg', 'ru', 'uk'],
  'windows-1254': ['tr'],
  'windows-1253': ['el'],
  'windows-1255': ['he'],
  'windows-1256': ['ar', 'fa'],
  'windows-1257': ['et', 'lt', 'lv'],
  'windows-1258': ['vi'],
  'windows-874': ['th'],
  macintosh: [],
  cp850: [],
  cp437: [],
  cp852: [],
  'euc-jp': ['ja'],
  'koi8-r': [],
  ibm866: [],
  'x-mac-cyrillic': [],
  'iso-8859-15': [],
  'iso-8859-2': [],
  'utf-8': [],
} satisfies Readonly<Record<string, readonly string[]>>;

export const ENCODINGS: readonly Encoding[] = Object.entries<readonly string[]>(LANGUAGES).map(
  ([id, languages]) => ({ id: id as EncodingId, languages }),
);

/**
 * Characters from 0x80 on in the code pages of Excel's “CSV (MS-DOS)”, which `TextDecoder` lacks.
 */
const DOS: Readonly<Record<string, string>> = {
  cp437:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0',
  cp850:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00AD±‗¾¶§÷¸°¨·¹³²■\u00A0',
  cp852:
    'ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u00AD˝˛ˇ˘§÷¸°¨˙űŘř■\u00A0',
};

/**
 * Decodes bytes without a BOM. Never fails: what the encoding lacks becomes U+FFFD.
 *
 * @param id of one of `ENCODINGS`, or another that `TextDecoder` knows
 */
export function decoded(bytes: Uint8Array, id: string): string {
  const table = DOS[id];
  return table === undefined
    ? new TextDecoder(id).decode(bytes)
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
        .toString('latin1')
        .replace(/[\u0080-\u00FF]/g, (one) => table.charAt(one.charCodeAt(0) - 0x80));
}
