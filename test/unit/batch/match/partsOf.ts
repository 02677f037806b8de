import type { NameRule } from '../../../../src/batch/match/fileKey.ts';
import { KEY, NameReader } from '../../../../src/batch/match/fileKey.ts';
import { PictureName } from '../../../../src/batch/match/pictureName.ts';

/** What a rule with one placeholder extracts from a file name or path. */
export function partsOf(
  path: string,
  rule: NameRule,
  isId = false,
  folder?: string,
): { key: string; rest: string } | undefined {
  const name = new PictureName({ path, ...(folder === undefined ? {} : { folder }) });
  const [[first] = []] = new NameReader(rule, KEY, isId).read([name]);
  return first && { key: first.parts[0] ?? '', rest: first.rest };
}
