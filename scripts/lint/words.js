/** @import { Rule, Scope } from 'eslint' */
/** @import { Node, Property } from 'estree' */

/**
 * @typedef {object} Parent what a node stands in, as far as it is looked at
 * @property {string} type
 * @property {Parent} parent
 * @property {string} [operator]
 * @property {Node} [key]
 * @property {Node} [callee]
 */

/** What VS Code, our questions and pages show, by the names of properties. */
const SHOWN = new Set([
  'ariaLabel',
  'cancelLabel',
  'confirmText',
  'description',
  'detail',
  'invocationMessage',
  'label',
  'message',
  'openLabel',
  'placeHolder',
  'placeholder',
  'prompt',
  'remedy',
  'saveLabel',
  'short',
  'textContent',
  'title',
  'tooltip',
  'what',
]);

/** Calls whose texts people read, each with the first arguments that are such. */
const TELLING = new Map([
  ['info', 1],
  ['meanwhile', 1],
  ['report', 1],
  ['setStatusBarMessage', 1],
  ['showErrorMessage', Infinity],
  ['showInformationMessage', Infinity],
  ['showWarningMessage', Infinity],
  ['warn', 1],
  ['withProgress', 1],
]);

/** `Sign In`, `Not signed in`: a capital and at least two words. */
const BEGINS = /^\p{Lu}[\p{Ll}’']* \p{L}/u;

/** `Zoho Books`, `Product Code`: below the interface, the name of a product or field. */
const NAME = /^\p{Lu}[\p{L}’]*(?: \p{Lu}[\p{L}’]*)+$/u;

/** `in another program.`, `Delete…`, `Retry?`; one word with a full stop is none (`name.`). */
const ENDS = /\p{L}.* .*\p{L}[”’)]*[.!?]$|\p{Ll}[ ”]*(?:…|\?)$/u;

/** `has no photo`: three words in a row, none of them a keyword of a machine's language. */
const PHRASE = /(?:^|[ “(])\p{L}[\p{L}’']* \p{L}[\p{L}’']* \p{L}[\p{L}’']*/u;

/** Languages of machines that have words: queries, styles, signatures in files. */
const OF_MACHINES =
  /^(?:\/\/|#) |\b(?:select|where|order by|limit|from)\b.*[(){}'=]|[;{}]\s*$|^@|: .*;|=>|^Bearer |^\(?[a-z]+\s*:/;

const TAG = /<\/?[a-z][^<>]*>/;
const ATTRIBUTE = /\b(?:alt|aria-label|placeholder|title)="([^"]*)"/g;
const LETTERS = /\p{L}{2}/u;

const MESSAGE =
  'A text for people stands in a words file (words.ts, words/, …Words.ts), through l10n.t.';

/**
 * @param {boolean} belowTheInterface there, properties have what Zoho or a file calls them: only
 *   sentences are texts
 * @returns {Rule.RuleModule}
 */
const onlyInWordsFiles = (belowTheInterface) => ({
  meta: { type: 'problem', schema: [] },
  create: (context) => {
    /** @type {Set<Node>} */
    const told = new Set();

    /** @param {Node} node */
    const tell = (node) => {
      if (!told.has(node)) {
        told.add(node);
        context.report({ node, message: MESSAGE });
      }
    };

    /**
     * Reports each text that an expression may have for its value.
     *
     * @param {Node | null | undefined} node
     */
    const shown = (node) => {
      for (const text of textsOf(node, (name) => initOf(context.sourceCode.getScope(name), name))) {
        if (LETTERS.test(wordsIn(text))) {
          tell(text);
        }
      }
    };

    /** @param {Node} node */
    const look = (node) => {
      const text = textOf(node);
      const isName = belowTheInterface && NAME.test(text ?? '');
      if (text !== undefined && reads(text) && !isName && !isForMachines(node, parentOf(node))) {
        tell(node);
      }
    };

    return {
      Literal: look,
      TemplateLiteral: look,
      'Property, PropertyDefinition': (/** @type {Property} */ node) => {
        if (!belowTheInterface && SHOWN.has(nameOf(node.key)) && !node.computed) {
          shown(node.value);
        }
      },
      AssignmentExpression: (node) => {
        if (node.left.type === 'MemberExpression' && SHOWN.has(nameOf(node.left.property))) {
          shown(node.right);
        }
      },
      CallExpression: (node) => {
        for (const argument of node.arguments.slice(0, TELLING.get(calledBy(node)) ?? 0)) {
          shown(argument);
        }
      },
      ImportSpecifier: (node) => {
        if (nameOf(node.imported) === 'l10n') {
          tell(node);
        }
      },
      MemberExpression: (node) => {
        if (nameOf(node.property) === 'l10n') {
          tell(node);
        }
      },
    };
  },
});

/**
 * The literals and templates that an expression may evaluate to. Those inside calls and objects
 * are checked on their own.
 *
 * @param {Node | null | undefined} node
 * @param {(name: Node & { type: 'Identifier' }) => Node | undefined} valueOf
 * @returns {Node[]}
 */
function textsOf(node, valueOf) {
  switch (node?.type) {
    case 'Literal':
    case 'TemplateLiteral':
      return [node];
    case 'ConditionalExpression':
      return [...textsOf(node.consequent, valueOf), ...textsOf(node.alternate, valueOf)];
    case 'LogicalExpression':
    case 'BinaryExpression':
      return [...textsOf(node.left, valueOf), ...textsOf(node.right, valueOf)];
    case 'ArrowFunctionExpression':
      return node.body.type === 'BlockStatement' ? [] : textsOf(node.body, valueOf);
    case 'ArrayExpression':
      return node.elements.flatMap((element) => textsOf(element, valueOf));
    case 'SpreadElement':
      return textsOf(node.argument, valueOf);
    case 'Identifier': {
      const value = valueOf(node);
      return value?.type === 'Literal' || value?.type === 'TemplateLiteral' ? [value] : [];
    }
    default:
      return [];
  }
}

/**
 * @param {Scope.Scope} scope
 * @param {Node & { type: 'Identifier' }} name
 * @returns {Node | undefined} what a constant of the same file was set to
 */
function initOf(scope, name) {
  for (let at = /** @type {Scope.Scope | null} */ (scope); at !== null; at = at.upper) {
    const definition = at.set.get(name.name)?.defs[0];
    if (definition !== undefined) {
      return definition.type === 'Variable' ? (definition.node.init ?? undefined) : undefined;
    }
  }
  return undefined;
}

/**
 * @param {Node} node
 * @returns {string | undefined} a template's with `{}` in place of each value
 */
function textOf(node) {
  if (node.type === 'Literal') {
    return typeof node.value === 'string' ? node.value : undefined;
  }
  return node.type === 'TemplateLiteral'
    ? node.quasis.map(({ value }) => value.cooked ?? '').join('{}')
    : undefined;
}

/** @param {Node} node */
function wordsIn(node) {
  return (textOf(node) ?? '').replaceAll('{}', ' ');
}

/**
 * Whether a text reads as one for people; of HTML, what stands between the tags and is shown of them.
 *
 * @param {string} text
 */
function reads(text) {
  const line = text.trim();
  if (OF_MACHINES.test(line)) {
    return false;
  }
  if (TAG.test(line)) {
    const attributes = [...line.matchAll(ATTRIBUTE)].map(([, value = '']) => value);
    const between = line.replace(/<(style|script)\b.*?(?:<\/\1>|$)/gs, '').split(/<[^<>]*>?/);
    return [...attributes, ...between].some((part) => LETTERS.test(part.replaceAll('{}', '')));
  }
  return BEGINS.test(line) || ENDS.test(line) || PHRASE.test(line);
}

/** Calls that compare their arguments with something. */
const COMPARING = new Set(['endsWith', 'has', 'includes', 'indexOf', 'startsWith']);

/**
 * @param {Node} node
 * @returns {Parent}
 */
function parentOf(node) {
  return /** @type {{ parent: Parent }} */ (/** @type {unknown} */ (node)).parent;
}

/**
 * Whether it stands where only machines look: types, imports, keys, comparisons, and what is thrown
 * where something is a bug.
 *
 * @param {unknown} node
 * @param {Parent} parent
 * @returns {boolean}
 */
function isForMachines(node, parent) {
  switch (parent.type) {
    case 'ImportDeclaration':
    case 'ExpressionStatement':
    case 'SwitchCase':
    case 'TaggedTemplateExpression':
    case 'ThrowStatement':
    case 'TSLiteralType':
      return true;
    case 'BinaryExpression':
      return parent.operator !== '+' || isForMachines(parent, parent.parent);
    case 'Property':
      return parent.key === node;
    case 'CallExpression':
      return parent.callee?.type === 'Super' || COMPARING.has(calledBy(parent));
    case 'NewExpression':
      return parent.parent.type === 'ThrowStatement' || /Error$|^Set$/.test(calledBy(parent));
    case 'ArrayExpression':
    case 'ConditionalExpression':
    case 'SpreadElement':
    case 'TemplateLiteral':
      return isForMachines(parent, parent.parent);
    default:
      return false;
  }
}

/** @param {{ callee?: Node }} call */
function calledBy({ callee }) {
  if (callee === undefined) {
    return '';
  }
  return nameOf(callee.type === 'MemberExpression' ? callee.property : callee);
}

/** @param {Node} node */
function nameOf(node) {
  switch (node.type) {
    case 'Identifier':
    case 'PrivateIdentifier':
      return node.name;
    case 'Literal':
      return String(node.value);
    default:
      return '';
  }
}

export const wordsRules = {
  rules: {
    'only-in-words-files': onlyInWordsFiles(false),
    'no-sentences': onlyInWordsFiles(true),
  },
};
