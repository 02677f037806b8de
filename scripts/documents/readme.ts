import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { format } from 'prettier';
import { hosts } from './hosts.ts';
import { troubleshooting } from './troubleshooting.ts';

export const README = path.resolve(import.meta.dirname, '..', '..', 'README.md');
/** What is made from the code, by the marks around it. */
const PARTS = [
  {
    marks:
      /(<!-- troubleshooting: made from src\/ui\/words -->\n)[^]*(<!-- end of troubleshooting -->)/,
    made: troubleshooting,
  },
  {
    marks: /(<!-- hosts: made from src\/zoho\/dataCenter.ts -->\n)[^]*(<!-- end of hosts -->)/,
    made: hosts,
  },
];

/** README as it is, and as the code would have it. */
export async function readme(): Promise<{ present: string; due: string }> {
  const present = await readFile(README, 'utf8');
  const due = PARTS.reduce(
    (text, { marks, made }) =>
      text.replace(marks, (_, start: string, end: string) => `${start}\n${made()}\n\n${end}`),
    present,
  );
  return { present, due: await format(due, { parser: 'markdown' }) };
}
