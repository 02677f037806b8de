/** An encoding that spreadsheets and shops write tables in. */
export interface Encoding {
  /** As `TextDecoder` knows it, or one of DOS. */
  readonly id: string;
  /** As VS Code calls it. */
  readonly label: string;
  /** Of VS Code's languages, those whose tables are likeliest in it. */
  readonly languages: readonly string[];
}

/** Those that a table may be in which is not Unicode, the likeliest first. */
export const ENCODINGS: readonly Encoding[] = [
  { id: 'windows-1252', label: 'Western (Windows 1252)', languages: [] },
  { id: 'shift_jis', label: 'Japanese (Shift JIS)', languages: ['ja'] },
  { id: 'gb18030', label: 'Simplified Chinese (GB18030)', languages: ['zh-cn'] },
  { id: 'big5', label: 'Traditional Chinese (Big5)', languages: ['zh-tw'] },
  { id: 'euc-kr', label: 'Korean (EUC-KR)', languages: ['ko'] },
  { id: 'windows-1250', label: 'Central European (Windows 1250)', languages: ['cs', 'hu', 'pl'] },
  { id: 'windows-1251', label: 'Cyrillic (Windows 1251)', languages: ['bg', 'ru', 'uk'] },
  { id: 'windows-1254', label: 'Turkish (Windows 1254)', languages: ['tr'] },
  { id: 'windows-1253', label: 'Greek (Windows 1253)', languages: ['el'] },
  { id: 'windows-1255', label: 'Hebrew (Windows 1255)', languages: ['he'] },
  { id: 'windows-1256', label: 'Arabic (Windows 1256)', languages: ['ar', 'fa'] },
  { id: 'windows-1257', label: 'Baltic (Windows 1257)', languages: ['et', 'lt', 'lv'] },
  { id: 'windows-1258', label: 'Vietnamese (Windows 1258)', languages: ['vi'] },
  { id: 'windows-874', label: 'Thai (Windows 874)', languages: ['th'] },
  { id: 'macintosh', label: 'Western (Mac Roman)', languages: [] },
  { id: 'cp850', label: 'Western European DOS (CP 850)', languages: [] },
  { id: 'cp437', label: 'DOS (CP 437)', languages: [] },
  { id: 'cp852', label: 'Central European DOS (CP 852)', languages: [] },
  { id: 'euc-jp', label: 'Japanese (EUC-JP)', languages: ['ja'] },
  { id: 'koi8-r', label: 'Cyrillic (KOI8-R)', languages: [] },
  { id: 'ibm866', label: 'Cyrillic (CP 866)', languages: [] },
  { id: 'x-mac-cyrillic', label: 'Cyrillic (Mac)', languages: [] },
  { id: 'iso-8859-15', label: 'Western (ISO 8859-15)', languages: [] },
  { id: 'iso-8859-2', label: 'Central European (ISO 8859-2)', languages: [] },
  { id: 'utf-8', label: 'UTF-8, with damaged characters', languages: [] },
];

/** What Excel's “CSV (MS-DOS)” is written in; `TextDecoder` lacks these. From 0x80 on. */
const DOS: Readonly<Record<string, string>> = {
  cp437:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0',
  cp850:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00AD±‗¾¶§÷¸°¨·¹³²■\u00A0',
  cp852:
    'ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u00AD˝˛ˇ˘§÷¸°¨˙űŘř■\u00A0',
};

/**
 * Decodes without ever failing: what the encoding lacks becomes U+FFFD. A mark at the beginning goes.
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
