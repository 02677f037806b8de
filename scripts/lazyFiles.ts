/** Gathers what the extension imports lazily into a few files: one for each part of it. */
import path from 'node:path';
import type { BuildOptions, Plugin } from 'esbuild';
import { build } from 'esbuild';

/** What each file holds of src/. What is imported lazily from elsewhere is in `commands`. */
const FILES: Readonly<Record<string, RegExp>> = {
  badges: /^src\/badges\//,
  batch: /^src\/batch\//,
  code: /^src\/code\//,
  paste: /^src\/paste\//,
  tools: /^src\/tools\//,
  undici: /^src\/zoho\/undiciSender\.ts$/,
  view: /^src\/view\//,
};
const REST = 'commands';

/** What a window may load by itself as soon as it shows a picture, so without the rest. */
const FIRST = 'badges';

const NAMESPACE = 'lazy';

interface Options extends BuildOptions {
  readonly absWorkingDir: string;
  readonly entryPoints: Record<string, string>;
}

/**
 * Makes each `import('…')` import the file of its part, which exports what all of them ask for.
 * On its own, esbuild makes a file for each of them, and one for each set of them that shares code:
 * more than a hundred files, each looked up, read, and compiled separately.
 *
 * @param options of the build; a first run with them finds out what is imported lazily
 * @throws where two modules of one file export the same name
 */
export async function lazyFiles(options: Options): Promise<Plugin> {
  const root = options.absWorkingDir;
  const entries = Object.values(options.entryPoints);
  const exported = await lazyExports(options);
  const contents = new Map([...Object.keys(FILES), REST].map((file) => [file, [] as string[]]));
  const owners = new Map<string, string>();
  for (const [module, names] of exported) {
    const file = fileOf(module);
    for (const name of names) {
      const owner = owners.get(`${file} ${name}`);
      if (owner !== undefined) {
        throw new Error(`${module} and ${owner} are both imported lazily and export ${name}.`);
      }
      owners.set(`${file} ${name}`, module);
    }
    contents.get(file)?.push(`export { ${names.join(', ')} } from './${module}';`);
  }
  return {
    name: 'lazy files',
    setup(building) {
      building.onResolve({ filter: /^\./ }, ({ kind, resolveDir, path: imported }) => {
        const module = relative(root, path.resolve(resolveDir, imported));
        return kind === 'dynamic-import' && exported.has(module)
          ? { path: fileOf(module), namespace: NAMESPACE }
          : undefined;
      });
      building.onResolve({ filter: /^lazy:/ }, ({ path: file }) => ({
        path: file.slice('lazy:'.length),
        namespace: NAMESPACE,
      }));
      building.onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ path: file }) => ({
        contents: [
          ...(contents.get(file) ?? []),
          // Code that only some files share would be its own chunk: so each imports those before it.
          ...(file === FIRST ? entries.map((own) => `import './${own}';`) : []),
          ...(file === REST ? [`import 'lazy:${FIRST}';`] : []),
          ...([FIRST, REST].includes(file) ? [] : [`import 'lazy:${REST}';`]),
        ].join('\n'),
        resolveDir: root,
        loader: 'js',
      }));
    },
  };
}

/** What each module of src/ that is imported lazily exports. */
async function lazyExports(options: Options): Promise<Map<string, readonly string[]>> {
  const { metafile } = await build({
    ...options,
    metafile: true,
    write: false,
    // Whatever it has to say is said by the build itself.
    logLevel: 'error',
  });
  const own = Object.values(options.entryPoints);
  const lazy = Object.values(metafile.outputs).flatMap(({ entryPoint = '', exports }) =>
    entryPoint.startsWith('src/') && !own.includes(entryPoint)
      ? [[entryPoint, exports] as const]
      : [],
  );
  return new Map(lazy.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function fileOf(module: string): string {
  return Object.entries(FILES).find(([, pattern]) => pattern.test(module))?.[0] ?? REST;
}

function relative(root: string, file: string): string {
  return path.relative(root, file).replaceAll(path.sep, '/');
}
