// Windows programs on Linux, in a wine prefix of their own in the cache, which ends with this process.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { here, winePlace } from '../needs.mjs';
import { cachedFolder } from '../node.mjs';
import { forwardingLibrary } from './forwardingLibrary.ts';

/** Where temporary files go: a name like real ones, with spaces and letters of all kinds. */
const TEMP = 'C:\\Temp\\Bilder für 写真';

/** The path of a file on this machine, as Windows programs see it. */
export function windowsPath(file: string): string {
  return `Z:${path.resolve(file).replaceAll('/', '\\')}`;
}

export function windowsUrl(file: string): string {
  return `file:///Z:${pathToFileURL(file).pathname}`;
}

export class Wine {
  readonly #folder: string;
  readonly #prefix: string;

  /** Makes the wine prefix, which takes some seconds and 700 MB the first time. */
  constructor() {
    const folder = winePlace(here());
    if (folder === undefined) {
      throw new Error('wine is missing.');
    }
    this.#folder = folder;
    this.#prefix = cachedFolder('windows', (unfinished) => {
      console.error('Preparing wine in .cache/windows …');
      this.#make(unfinished);
    });
  }

  /**
   * Runs a program to its end. Its output goes to files: wine gives this machine's pipes no names,
   * and Node opens none without.
   *
   * @returns its exit code
   */
  async run(
    [program, ...args]: readonly [string, ...string[]],
    {
      folder,
      env = {},
      outputs,
    }: {
      folder: string;
      env?: NodeJS.ProcessEnv;
      outputs: { readonly out: string; readonly err: string };
    },
  ): Promise<number> {
    const [out, err] = [openSync(outputs.out, 'w'), openSync(outputs.err, 'w')];
    const child = spawn(path.join(this.#folder, 'wine64'), [program, ...args], {
      cwd: folder,
      env: { ...env, ...this.#environment(this.#prefix) },
      stdio: ['ignore', out, err],
    });
    try {
      return await new Promise((resolve, reject) => {
        child.on('error', reject);
        child.on('exit', (code) => {
          resolve(code ?? 1);
        });
      });
    } finally {
      closeSync(out);
      closeSync(err);
    }
  }

  /** Ends everything that still runs in this prefix, and nothing else. */
  end(): void {
    this.#wait(this.#prefix, '-k');
  }

  #make(prefix: string): void {
    mkdirSync(path.join(prefix, 'home'), { recursive: true });
    this.#setUp(prefix, 'wineboot', '--init');
    // wine's default is too old for Node.
    this.#set(prefix, 'HKCU\\Software\\Wine', 'Version', 'win10');
    for (const name of ['TEMP', 'TMP']) {
      this.#set(prefix, 'HKCU\\Environment', name, TEMP);
    }
    this.#wait(prefix, '-w');
    const drive = path.join(prefix, 'drive_c');
    mkdirSync(path.join(drive, ...TEMP.split('\\').slice(1)), { recursive: true });
    // Rust libraries, such as one of sharp's, get random numbers from a library that wine 8 lacks.
    writeFileSync(
      path.join(drive, 'windows', 'system32', 'bcryptprimitives.dll'),
      forwardingLibrary('bcryptprimitives.dll', 'ProcessPrng', 'advapi32.SystemFunction036'),
    );
  }

  #set(prefix: string, key: string, name: string, value: string): void {
    this.#setUp(prefix, 'reg', 'add', key, '/v', name, '/t', 'REG_SZ', '/d', value, '/f');
  }

  #setUp(prefix: string, ...args: string[]): void {
    const { status, stderr, error } = spawnSync(path.join(this.#folder, 'wine64'), args, {
      env: this.#environment(prefix),
      encoding: 'utf8',
    });
    if (status !== 0) {
      throw new Error(`wine ${args.join(' ')} failed: ${error?.message ?? stderr}`);
    }
  }

  #wait(prefix: string, flag: '-k' | '-w'): void {
    spawnSync(path.join(this.#folder, 'wineserver'), [flag], { env: this.#environment(prefix) });
  }

  #environment(prefix: string): NodeJS.ProcessEnv {
    // No display, no developer settings, no links to the user's own folders.
    const { PATH, LANG = 'C.UTF-8' } = process.env;
    return {
      PATH,
      LC_ALL: LANG.includes('UTF-8') ? LANG : 'C.UTF-8',
      HOME: path.join(prefix, 'home'),
      DISPLAY: undefined,
      WINEPREFIX: prefix,
      WINEDEBUG: '-all',
      WINEDLLOVERRIDES: 'mscoree,mshtml=;winemenubuilder.exe=d',
    };
  }
}
