import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import texts from '../../package.nls.json' with { type: 'json' };

const root = path.resolve(import.meta.dirname, '..', '..');

/** Where all texts in src are; the linter holds that. */
const WORDS = ['src/**/words/**/*.ts', 'src/**/words.ts', 'src/**/*Words.ts'];

const LITERAL = /'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g;

/** What stands for a value in a text: `{0}`, or `${name}` before it is a text. */
const VALUE = /\{\w+\}|\$\{[^}]*\}/;

/** Finds out whether the product shows a text, with any values in it. */
export async function productTexts(): Promise<(text: string) => boolean> {
  const all = new Set<string>(Object.values(texts));
  for await (const file of glob(WORDS, { cwd: root })) {
    const source = await readFile(path.join(root, file), 'utf8');
    for (const [, single, double, template] of source.matchAll(LITERAL)) {
      all.add((single ?? double ?? template ?? '').replace(/\\(.)/g, '$1'));
    }
  }
  const patterns = [...all].filter(saysSomething).map(patternOf);
  return (text) => patterns.some((pattern) => pattern.test(text));
}

/** Whether there is more than values in a text: `{0} {1}` would be like any. */
function saysSomething(text: string): boolean {
  const words = text.split(VALUE);
  return words.length === 1 ? text !== '' : words.join('').replace(/\P{L}/gu, '').length > 4;
}

function patternOf(text: string): RegExp {
  const parts = text
    .split(VALUE)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.+')}$`, 'u');
}
