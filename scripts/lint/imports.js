import { readFileSync } from 'node:fs';
import path from 'node:path';

/** @import { Rule } from 'eslint' */
/** @import { Node } from 'estree' */

/** Wings know nothing of each other, and no layer below knows of them. */
const WINGS = ['badges', 'batch', 'code', 'paste', 'tools', 'view'];

/** The folders of src/ from top to bottom: each imports only what stands below it. */
const LAYERS = [
  ['extension.ts'],
  ['contributedCommands.ts'],
  WINGS,
  ['commands'],
  ['ui'],
  ['auth', 'upload'],
  ['settings.ts', 'download'],
  ['policy'],
  ['image', 'page', 'zoho'],
  ['storage'],
  ['async'],
];

const IMPORT = /\b(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g;

/**
 * @param {string} file
 * @returns {string | undefined} the layer's or wing's folder, or the file that stands in src/ itself
 */
function partOf(file) {
  const [, part] = /[\\/]src[\\/]([^\\/]+)/.exec(file) ?? [];
  return part;
}

/** @param {string} part */
function levelOf(part) {
  return LAYERS.findIndex((layer) => layer.includes(part));
}

/**
 * @param {string} from
 * @param {string} to
 * @returns {string | undefined} what is wrong with the import
 */
function problemOf(from, to) {
  const [above, below] = [partOf(from), partOf(to)];
  if (above === undefined || below === undefined || above === below) {
    return undefined;
  }
  if (levelOf(below) === -1) {
    return `${below} stands in no layer: scripts/lint/imports.js lists them.`;
  }
  if (levelOf(above) < levelOf(below)) {
    return undefined;
  }
  return WINGS.includes(above) && WINGS.includes(below)
    ? `A wing knows no other wing: ${above}/ may not import ${below}/.`
    : `Imports run downwards only: ${above} may not import ${below}.`;
}

/**
 * Calls back with each file of ours that is imported, for its types alone or while it runs.
 *
 * @param {Rule.RuleContext} context
 * @param {(node: Node, file: string) => void} found
 * @returns {Rule.RuleListener}
 */
function imports(context, found) {
  /** @param {Node & { source?: Node | null | undefined }} node */
  const look = (node) => {
    const { source } = node;
    if (source?.type === 'Literal' && typeof source.value === 'string') {
      if (source.value.startsWith('.')) {
        found(source, path.resolve(path.dirname(context.filename), source.value));
      }
    }
  };
  return {
    ImportDeclaration: look,
    ImportExpression: look,
    ExportNamedDeclaration: look,
    ExportAllDeclaration: look,
  };
}

/** @type {Map<string, string[]>} */
const read = new Map();

/**
 * @param {string} file
 * @returns {string[]} the files that it imports
 */
function importedBy(file) {
  let imported = read.get(file);
  if (imported === undefined) {
    imported = [];
    try {
      for (const [, to = ''] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
        imported.push(path.resolve(path.dirname(file), to));
      }
    } catch {
      // A file that is not there is the compiler's to tell.
    }
    read.set(file, imported);
  }
  return imported;
}

/**
 * @param {string} from
 * @param {string} to
 * @returns {string[] | undefined} the files on the way, both ends included
 */
function wayFrom(from, to) {
  /** @type {Map<string, string | undefined>} */
  const before = new Map([[from, undefined]]);
  for (const file of before.keys()) {
    if (file === to) {
      const way = [];
      for (
        let at = /** @type {string | undefined} */ (file);
        at !== undefined;
        at = before.get(at)
      ) {
        way.unshift(at);
      }
      return way;
    }
    for (const next of importedBy(file)) {
      if (!before.has(next)) {
        before.set(next, file);
      }
    }
  }
  return undefined;
}

/** @type {Rule.RuleModule} */
const downwards = {
  create: (context) =>
    imports(context, (node, file) => {
      const message = problemOf(context.filename, file);
      if (message !== undefined) {
        context.report({ node, message });
      }
    }),
};

/** @type {Rule.RuleModule} */
const noCircle = {
  create: (context) =>
    imports(context, (node, file) => {
      const way = wayFrom(file, context.filename);
      if (way !== undefined) {
        const names = [context.filename, ...way].map((one) => path.basename(one)).join(' > ');
        context.report({ node, message: `No circle of files, not of types either: ${names}.` });
      }
    }),
};

export const importRules = { rules: { downwards, 'no-circle': noCircle } };
