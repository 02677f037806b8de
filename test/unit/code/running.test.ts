import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { promisify } from 'node:util';
import type { Language } from '../../../src/code/languages.ts';
import { LANGUAGE_TRAITS } from '../../../src/code/languages.ts';
import { safeFileName } from '../../../src/zoho/photoForm.ts';
import { png } from '../../pictures.ts';
import { launchBrowser } from '../../vscode/browser.ts';
import { CrmClient } from '../emulator/crmClient.ts';
import { until } from '../until.ts';
import { HOSTILE_NAME, KEYS_IN_NAME, RECORD, request } from './hostile.ts';
import { availableRuntimes } from './runtimes.ts';
import { C_SHARP, JAVA_FILES } from './sdkDeclarations.ts';

const run = promisify(execFile);
const ENVIRONMENT = {
  ...process.env,
  LC_ALL: 'C.UTF-8',
  // Programs that live for a second aren’t worth being optimized.
  JAVA_TOOL_OPTIONS: '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC',
};
const runtimes = availableRuntimes();

interface Code {
  /** The program that is required; Node always exists. */
  readonly needs?: string;
  readonly file: string;
}

interface Runner extends Code {
  /** Commands in order, run in the folder of the file and picture. */
  readonly commands: readonly (readonly [string, ...string[]])[];
}

const MONO = ['-r:System.Net.Http.dll', '-out:upload.exe'];
const RUNNERS = {
  curl: { needs: 'curl', file: 'upload.sh', commands: [['sh', 'upload.sh']] },
  powershell: {
    needs: 'pwsh',
    file: 'upload.ps1',
    commands: [['pwsh', '-NoProfile', '-NonInteractive', '-File', 'upload.ps1']],
  },
  java: { needs: 'javac', file: 'UploadPhoto.java', commands: [['java', 'UploadPhoto.java']] },
  php: { needs: 'php', file: 'upload.php', commands: [['php', 'upload.php']] },
  csharp: {
    needs: 'mcs',
    file: 'upload.cs',
    commands: [
      ['mcs', ...MONO, 'upload.cs'],
      ['mono', 'upload.exe'],
    ],
  },
  python: { needs: 'python3', file: 'upload.py', commands: [['python3', 'upload.py']] },
  nodejs: { file: 'upload.mjs', commands: [[process.execPath, 'upload.mjs']] },
  'nodejs-sdk': { file: 'upload.cjs', commands: [[process.execPath, 'upload.cjs']] },
  ruby: { needs: 'ruby', file: 'upload.rb', commands: [['ruby', 'upload.rb']] },
} satisfies Partial<Record<Language, Runner>>;

interface HostileFolder extends Runner {
  /** Files, by path, that the language might load: each writes a file `owned` then. */
  readonly hostile: Readonly<Record<string, string>>;
  /** Commands that make more of them. */
  readonly before?: readonly (readonly [string, ...string[]])[];
  /** The code lies elsewhere and may fail, because Zoho's SDK isn't here. */
  readonly away?: true;
}

const OWNED_BY_PYTHON = "open('owned', 'w').close()\n";
const OWNED_BY_RUBY = "File.write('owned', '')\n";
const OWNED_BY_NODE = "require('node:fs').writeFileSync('owned', '');\n";
const OWNED_BY_PHP = "<?php touch('owned');\n";
const HOSTILE_FOLDERS: Partial<Record<Language, HostileFolder>> = {
  curl: {
    ...RUNNERS.curl,
    hostile: { '.curlrc': 'output = "owned"\n', _curlrc: 'output = "owned"\n' },
  },
  java: {
    ...RUNNERS.java,
    hostile: {
      'System.java':
        'public class System { static { try { java.nio.file.Files.createFile(java.nio.file.Path.of("owned")); } catch (java.io.IOException e) {} } public static java.io.PrintStream out = java.lang.System.out; public static String getenv(String name) { return java.lang.System.getenv(name); } }\n',
    },
    before: [['javac', 'System.java']],
  },
  php: {
    ...RUNNERS.php,
    hostile: { 'php.ini': 'auto_prepend_file=evil.php\n', 'evil.php': OWNED_BY_PHP },
  },
  'php-sdk': {
    needs: 'php',
    file: 'upload.php',
    commands: [['php', 'upload.php']],
    hostile: { 'vendor/autoload.php': OWNED_BY_PHP },
    away: true,
  },
  python: {
    ...RUNNERS.python,
    hostile: {
      'uuid.py': OWNED_BY_PYTHON,
      'urllib/__init__.py': OWNED_BY_PYTHON,
      'os.py': OWNED_BY_PYTHON,
      'sitecustomize.py': OWNED_BY_PYTHON,
    },
  },
  'python-sdk': {
    needs: 'python3',
    file: 'upload.py',
    commands: [['python3', 'upload.py']],
    hostile: { 'tempfile.py': OWNED_BY_PYTHON, 'zohocrmsdk/__init__.py': OWNED_BY_PYTHON },
    away: true,
  },
  nodejs: {
    ...RUNNERS.nodejs,
    hostile: { 'node_modules/fs/index.js': OWNED_BY_NODE },
  },
  'nodejs-sdk': {
    file: 'upload.cjs',
    commands: [[process.execPath, 'upload.cjs']],
    hostile: {
      'node_modules/@zohocrm/nodejs-sdk-2.0/routes/initialize_builder.js': OWNED_BY_NODE,
    },
    away: true,
  },
  ruby: {
    ...RUNNERS.ruby,
    hostile: { 'net/http.rb': OWNED_BY_RUBY, 'uri.rb': OWNED_BY_RUBY, Gemfile: OWNED_BY_RUBY },
  },
};

interface Parser extends Code {
  /** Gets the path of the code as the last argument. */
  readonly command: readonly [string, ...string[]];
  /** More files next to the code, by path. */
  readonly beside?: Readonly<Record<string, string>>;
}

/** SDKs that this machine may be unable to download: their code is only compiled or parsed. */
const PARSERS: Partial<Record<Language, Parser>> = {
  'java-sdk': {
    needs: 'javac',
    file: 'UploadPhoto.java',
    command: ['javac', '-Werror', '-proc:none'],
    beside: JAVA_FILES,
  },
  'php-sdk': { needs: 'php', file: 'upload.php', command: ['php', '-l'] },
  'csharp-sdk': {
    needs: 'mcs',
    file: 'upload.cs',
    command: ['mcs', '-warnaserror', '-out:upload.exe', 'sdk.cs'],
    beside: { 'sdk.cs': C_SHARP },
  },
  'python-sdk': { needs: 'python3', file: 'upload.py', command: ['python3', '-m', 'py_compile'] },
  'ruby-sdk': { needs: 'ruby', file: 'upload.rb', command: ['ruby', '-wc'] },
  'browser-sdk': { file: 'upload.js', command: [process.execPath, '--check'] },
};

/** Why code can't be run here; false if it can. */
function missing({ needs }: Code): string | false {
  return needs === undefined || runtimes.has(needs) ? false : `${needs} is not on this machine`;
}

const windows =
  process.platform === 'win32' ? 'Windows has no such file names, nor a sh' : undefined;

describe('copied code, run', { skip: windows }, () => {
  let crm: CrmClient;
  let folder: string;
  let picture: Buffer;
  let token: string;

  before(async () => {
    crm = await CrmClient.start();
    picture = await png({ width: 40, height: 30 });
  });
  after(() => crm.close());
  beforeEach(async () => {
    await crm.reset();
    token = await crm.control.issueAccessToken();
    folder = await mkdtemp(path.join(tmpdir(), 'code-'));
    // Not like Windows, which unit tests otherwise imitate: it has no such name.
    writeFileSync(path.join(folder, HOSTILE_NAME), picture);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function stored(fileName: string, restricts: boolean): Promise<void> {
    const photo = await crm.control.photo(RECORD.module, RECORD.id);
    const bytes = await crm.control.photoBytes(RECORD.module, RECORD.id);
    assert.ok(photo !== null && bytes !== null, 'a photo is stored');
    assert.deepEqual(Buffer.from(bytes), picture);
    const sent = (await crm.control.requests()).find(({ part }) => part !== undefined);
    assert.equal(sent?.part?.name, 'file');
    assert.equal(sent.part.fileName, fileName);
    assert.equal(sent.part.contentType, 'image/png');
    assert.equal(sent.path.includes('restrict_triggers=workflow'), restricts);
  }

  for (const [language, runner] of Object.entries<Runner>(RUNNERS)) {
    const { file, commands } = runner;
    const skip = missing(runner);
    it(`stores exactly the bytes, whatever the file name: ${language}`, { skip }, async () => {
      const { write } = LANGUAGE_TRAITS[language as Language];
      const servers = crm.emulator.servers;
      await writeFile(path.join(folder, file), write(request({ servers })));
      await symlink(path.resolve('node_modules'), path.join(folder, 'node_modules'));
      const env = { ...ENVIRONMENT, NODE_NO_WARNINGS: '1', ZOHO_ACCESS_TOKEN: token };
      let output = '';
      for (const [program, ...parameters] of commands) {
        output += (await run(program, parameters, { cwd: folder, env, timeout: 60_000 })).stdout;
      }
      assert.match(output, /SUCCESS/);
      await stored(safeFileName(HOSTILE_NAME), language !== 'nodejs-sdk');
      assert.ok(!(await readdir(folder)).includes('owned'), 'nothing in the name has run');
    });
  }

  for (const [language, { hostile, ...runner }] of Object.entries(HOSTILE_FOLDERS)) {
    const skip = missing(runner);
    it(`loads nothing that lies beside it: ${language}`, { skip }, async () => {
      const { servers } = crm.emulator;
      const picturePath = path.join(folder, 'photo.png');
      writeFileSync(picturePath, picture);
      for (const [name, content] of Object.entries(hostile)) {
        await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
        await writeFile(path.join(folder, name), content);
      }
      for (const [program, ...parameters] of runner.before ?? []) {
        await run(program, parameters, { cwd: folder, env: ENVIRONMENT, timeout: 60_000 });
      }
      const text = LANGUAGE_TRAITS[language as Language].write(
        request({ servers, fileName: 'photo.png' }),
      );
      // Outside, as told, or else beside all that.
      const own = runner.away === true ? await mkdtemp(path.join(tmpdir(), 'own-')) : folder;
      await writeFile(path.join(own, runner.file), text);
      const env = { ...ENVIRONMENT, ZOHO_ACCESS_TOKEN: token };
      const [program = '', ...parameters] = runner.commands[0] ?? [];
      const parametersThere = parameters.map((one) =>
        one === runner.file ? path.join(own, one) : one,
      );
      await run(program, parametersThere, { cwd: folder, env, timeout: 60_000 }).catch(
        (error: unknown) => {
          assert.ok(runner.away, String(error));
        },
      );
      assert.ok(!(await readdir(folder)).includes('owned'), 'nothing beside it has run');
      if (runner.away === true) {
        await rm(own, { recursive: true });
      } else {
        await stored('photo.png', true);
      }
    });
  }

  const noTerminal = ['curl', 'script']
    .map((needs) => missing({ needs, file: '' }))
    .find((why) => why !== false);
  it(
    'runs nothing of a file name that is pasted into a terminal',
    { skip: noTerminal ?? false },
    async () => {
      const { servers } = crm.emulator;
      writeFileSync(path.join(folder, KEYS_IN_NAME), picture);
      const text = LANGUAGE_TRAITS.curl.write(request({ servers, fileName: KEYS_IN_NAME }));
      const env = { ...ENVIRONMENT, ZOHO_ACCESS_TOKEN: token, HISTFILE: '' };
      const shell = spawn('script', ['-qec', 'bash --norc --noprofile -i', '/dev/null'], {
        cwd: folder,
        env,
      });
      let output = '';
      shell.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
      const ended = once(shell, 'close');
      try {
        await until('a prompt', () => Promise.resolve(/[$#] $/.test(output)));
        shell.stdin.write(text);
        const owned = async (): Promise<boolean> => (await readdir(folder)).includes('owned');
        await until('an answer', async () => /SUCCESS|curl: /.test(output) || (await owned()));
      } finally {
        // Its terminal is gone then, and the shell with it.
        shell.kill();
        await ended;
      }
      assert.ok(!(await readdir(folder)).includes('owned'), output);
      await stored(safeFileName(KEYS_IN_NAME), true);
    },
  );

  it('stores exactly the bytes from a page of an allowed origin: browser', async () => {
    const { servers } = crm.emulator;
    const chromium = await launchBrowser();
    try {
      const page = await chromium.newPage();
      const address = `${servers.api}/page.html`;
      // A page of the API's own origin: like Zoho, the emulator allows no other origin.
      await page.route(address, (route) =>
        route.fulfill({ contentType: 'text/html', body: '<input type="file" id="photo">' }),
      );
      await page.goto(address);
      await page.evaluate(`sessionStorage.setItem('ZOHO_ACCESS_TOKEN', '${token}')`);
      await page.addScriptTag({ content: LANGUAGE_TRAITS.browser.write(request({ servers })) });
      const told = page.waitForEvent('console', (message) => message.text().startsWith('200'));
      await page.setInputFiles('#photo', {
        name: 'фото.png',
        mimeType: 'image/png',
        buffer: picture,
      });
      assert.match((await told).text(), /SUCCESS/);
      await stored('фото.png', true);
    } finally {
      await chromium.close();
    }
  });
});

describe('copied code, compiled or parsed', { skip: windows }, () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'code-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  for (const [language, parser] of Object.entries(PARSERS)) {
    const { file, command, beside = {} } = parser;
    const [program, ...parameters] = command;
    const skip = missing(parser);
    it(`is valid in its language, whatever the file name: ${language}`, { skip }, async () => {
      for (const [name, content] of Object.entries(beside)) {
        await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
        await writeFile(path.join(folder, name), content);
      }
      const { write } = LANGUAGE_TRAITS[language as Language];
      const parse = (code: string): Promise<unknown> =>
        writeFile(path.join(folder, file), code).then(() =>
          run(program, [...parameters, file], { cwd: folder, env: ENVIRONMENT, timeout: 60_000 }),
        );
      await parse(write(request()));
      await parse(write(request({ version: 'v8', restrictTriggers: [] })));
      await assert.rejects(parse(`${write(request())})`), 'and would tell what is none');
    });
  }
});
