import { fourCc } from './latin1.ts';
import { cicpOfAv1 } from './av1.ts';
import type { Box } from './box.ts';
import { find, FULL_BOX } from './box.ts';
import type { Colors } from './colors.ts';
import { colorsOfCicp } from './colors.ts';
import { viewOf } from './header.ts';
import type { MainItem } from './heif.ts';
import { mainItemOf } from './heif.ts';
import { startOfItem } from './heifItem.ts';

/** What a HEIC or AVIF says about its main picture's colors. */
interface HeifColors {
  /** ICC profile, which takes precedence over the numbers. */
  readonly profile?: Uint8Array;
  readonly colors?: Colors;
}

/**
 * Source: ISO/IEC 14496-12, 12.1.5 color information box. AV1 says the same in its own header,
 * which counts if there is no such box (AVIF, 2.2.1).
 */
export function heifColors(bytes: Uint8Array): HeifColors {
  const main = mainItemOf(bytes);
  if (main === undefined) {
    return {};
  }
  const told = main.properties.filter(({ type }) => type === 'colr');
  const profile = told.flatMap((box) => iccOf(bytes, box) ?? [])[0];
  const colors = told.flatMap((box) => nclxOf(bytes, box) ?? [])[0] ?? av1Colors(bytes, main);
  return { ...(profile && { profile }), ...(colors && { colors }) };
}

function iccOf(bytes: Uint8Array, { content, end }: Box): Uint8Array | undefined {
  const kind = fourCc(bytes, content);
  return kind === 'prof' || kind === 'rICC' ? bytes.subarray(content + 4, end) : undefined;
}

function nclxOf(bytes: Uint8Array, { content, end }: Box): Colors | undefined {
  if (fourCc(bytes, content) !== 'nclx' || end < content + 8 || end > bytes.length) {
    return undefined;
  }
  const view = viewOf(bytes);
  return colorsOfCicp(view.getUint16(content + 4), view.getUint16(content + 6));
}

/** From the header among the properties, or else before the picture itself. */
function av1Colors(bytes: Uint8Array, { item, meta, properties }: MainItem): Colors | undefined {
  const config = properties.find(({ type }) => type === 'av1C');
  if (config === undefined) {
    return undefined;
  }
  const location = find(bytes, meta.content + FULL_BOX, meta.end, 'iloc');
  const start = location && startOfItem(bytes, location, item);
  const cicp =
    cicpOfAv1(bytes.subarray(config.content + 4, config.end)) ??
    (start === undefined ? undefined : cicpOfAv1(bytes.subarray(start)));
  return cicp && colorsOfCicp(cicp.primaries, cicp.transfer);
}
