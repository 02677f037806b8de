import path from 'node:path';
import ts from 'typescript';

const root = path.resolve(import.meta.dirname, '../../..');

/** What `src/` uses of VS Code's API: `lm.registerTool`, and the files (relative to `src/`) using it. */
export function usedMembers(): ReadonlyMap<string, ReadonlySet<string>> {
  const { config } = ts.readConfigFile(path.join(root, 'tsconfig.json'), (file) =>
    ts.sys.readFile(file),
  ) as {
    config: object;
  };
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const sources = fileNames.filter((file) => path.relative(root, file).startsWith('src'));
  const program = ts.createProgram(sources, options);
  const checker = program.getTypeChecker();
  const names = namesIn(program.getSourceFiles().filter(isOfVscode));
  const used = new Map<string, Set<string>>();
  for (const source of program.getSourceFiles()) {
    const file = path.relative(path.join(root, 'src'), source.fileName).replaceAll('\\', '/');
    if (!file.startsWith('..')) {
      look(source, file);
    }
  }
  return used;

  function look(node: ts.Node, file: string): void {
    // Most names can't be members, and what one refers to takes long to find out.
    if (ts.isIdentifier(node) && names.has(node.text)) {
      const name = memberOf(symbolOf(node));
      if (name !== undefined) {
        used.set(name, (used.get(name) ?? new Set()).add(file));
      }
    }
    ts.forEachChild(node, (child) => {
      look(child, file);
    });
  }

  /** What a name refers to; for a destructured name, the property. */
  function symbolOf(node: ts.Identifier): ts.Symbol | undefined {
    const { parent } = node;
    if (ts.isBindingElement(parent) && ts.isObjectBindingPattern(parent.parent)) {
      const property = parent.propertyName ?? parent.name;
      if (property === node) {
        return checker.getTypeAtLocation(parent.parent).getProperty(node.text);
      }
    }
    // An object literal's properties are declared by the type that receives it.
    if (ts.isPropertyAssignment(parent) && parent.name === node) {
      return checker.getContextualType(parent.parent)?.getProperty(node.text);
    }
    return checker.getSymbolAtLocation(node);
  }
}

function isOfVscode({ fileName }: ts.SourceFile): boolean {
  return /@types[\\/]vscode/.test(fileName);
}

/** Everything that is called something there. */
function namesIn(sources: readonly ts.SourceFile[]): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      names.add(node.text);
    }
    ts.forEachChild(node, visit);
  };
  sources.forEach(visit);
  return names;
}

/** `window.createQuickPick`, `SecretStorage.keys`; undefined for types and non-VS Code names. */
function memberOf(symbol: ts.Symbol | undefined): string | undefined {
  const declaration = symbol?.declarations?.[0];
  if (
    symbol === undefined ||
    declaration === undefined ||
    !isOfVscode(declaration.getSourceFile()) ||
    (symbol.flags & (ts.SymbolFlags.Value & ~ts.SymbolFlags.NamespaceModule)) === 0
  ) {
    return undefined;
  }
  for (let node: ts.Node = declaration.parent; !ts.isSourceFile(node); node = node.parent) {
    if (
      (ts.isModuleDeclaration(node) ||
        ts.isInterfaceDeclaration(node) ||
        ts.isClassDeclaration(node) ||
        ts.isEnumDeclaration(node)) &&
      node.name?.text !== 'vscode'
    ) {
      return `${node.name?.text ?? ''}.${symbol.name}`;
    }
  }
  return symbol.name;
}
