/**
 * Lints everything and checks its types, in one process: the linter asks for nearly all types, so
 * that the compiler’s own errors then cost little. Says what `eslint .` and `tsc -p …` say.
 */
import path from 'node:path';
import { exit, stdout } from 'node:process';
import { ESLint } from 'eslint';
import ts from 'typescript';

const root = path.resolve(import.meta.dirname, '..', '..');

/** The folders with a tsconfig.json. A file belongs to the nearest above it. */
const PROJECTS = ['.', 'src/page', 'src/batch/page', 'src/paste/page'] as const;

const host: ts.FormatDiagnosticsHost = {
  getCanonicalFileName: (file) => file,
  getCurrentDirectory: () => root,
  getNewLine: () => '\n',
};

function programOf(folder: string): ts.Program {
  const parsed = ts.getParsedCommandLineOfConfigFile(
    path.join(root, folder, 'tsconfig.json'),
    undefined,
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
        throw new Error(ts.formatDiagnostic(diagnostic, host));
      },
    },
  );
  if (parsed === undefined) {
    throw new Error(`${folder} has no tsconfig.json.`);
  }
  const { fileNames: rootNames, options, errors: configFileParsingDiagnostics } = parsed;
  const program = ts.createProgram({ rootNames, options, configFileParsingDiagnostics });
  program.getTypeChecker(); // the linter needs each node’s parent, which this sets
  return program;
}

const programs = PROJECTS.map((folder) => ({ folder, program: programOf(folder) }));

const eslint = new ESLint({
  cwd: root,
  overrideConfig: programs.map(({ folder, program }) => ({
    ...(folder === '.' ? {} : { files: [`${folder}/**`] }),
    languageOptions: { parserOptions: { projectService: false, programs: [program] } },
  })),
});
const results = await eslint.lintFiles(['.']);
const linted = (await eslint.loadFormatter('stylish')).format(results);

const wrong = ts.sortAndDeduplicateDiagnostics(
  programs.flatMap(({ program }) => [...ts.getPreEmitDiagnostics(program)]),
);
const format = stdout.isTTY ? ts.formatDiagnosticsWithColorAndContext : ts.formatDiagnostics;
stdout.write(`${await linted}${format(wrong, host)}`);
exit(wrong.length > 0 || results.some(({ errorCount }) => errorCount > 0) ? 1 : 0);
