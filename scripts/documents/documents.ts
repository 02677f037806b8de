import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { format } from 'prettier';
import { hosts } from './hosts.ts';
import { mappingSchema } from './mappingSchema.ts';
import { policySchema, policyTables } from './policy.ts';
import { settingsTable } from './settingsTable.ts';
import { troubleshooting } from './troubleshooting.ts';

export const ROOT = path.resolve(import.meta.dirname, '..', '..');

/**
 * What is made from the code: in `file`, between `<!-- name: … -->` and `<!-- end of name -->`.
 */
const PARTS = [
  { file: 'README.md', name: 'settings', made: settingsTable },
  { file: 'docs/privacy.md', name: 'hosts', made: hosts },
  { file: 'docs/administrators.md', name: 'policy', made: policyTables },
  { file: 'docs/troubleshooting.md', name: 'troubleshooting', made: troubleshooting },
] as const;

export interface GeneratedDocument {
  readonly file: string;
  /** The current content. */
  readonly present: string;
  /** The content that the code generates. */
  readonly due: string;
}

/** What is made from the code as a whole. */
const WHOLE = [
  { file: 'media/zoho-crm-photos.schema.json', made: mappingSchema },
  { file: 'media/policy.schema.json', made: policySchema },
] as const;

/** Every document that is made from the code, or has a part that is. */
export async function documents(): Promise<GeneratedDocument[]> {
  return [...(await parts()), ...(await Promise.all(WHOLE.map(whole)))];
}

async function whole({ file, made }: (typeof WHOLE)[number]): Promise<GeneratedDocument> {
  const present = await readFile(path.join(ROOT, file), 'utf8').catch(() => '');
  return { file, present, due: await format(made(), { parser: 'json' }) };
}

function parts(): Promise<GeneratedDocument[]> {
  return Promise.all(
    PARTS.map(async ({ file, name, made }) => {
      const present = await readFile(path.join(ROOT, file), 'utf8');
      const marks = new RegExp(`(<!-- ${name}: .* -->\n)[^]*(<!-- end of ${name} -->)`);
      if (!marks.test(present)) {
        throw new Error(`${file} has no marks around “${name}”.`);
      }
      const due = present.replace(
        marks,
        (_, start: string, end: string) => `${start}\n${made()}\n\n${end}`,
      );
      return { file, present, due: await format(due, { parser: 'markdown' }) };
    }),
  );
}
