import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

/** A program that the tests of networks need, and Debian’s package with it. */
const PACKAGES = {
  ip: 'iproute2',
  mitmdump: 'mitmproxy',
  mount: 'mount',
  tinyproxy: 'tinyproxy',
  unshare: 'util-linux',
} as const;

export type Program = keyof typeof PACKAGES;

export const PROGRAMS = Object.keys(PACKAGES) as Program[];

/** Debian’s own places: a person’s PATH may lack those of an administrator. */
const PLACES = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** The path of a program; undefined if it isn’t installed. */
export function programAt(program: Program): string | undefined {
  const places = [...(process.env.PATH ?? '').split(path.delimiter), ...PLACES];
  return places.map((place) => path.join(place, program)).find((file) => existsSync(file));
}

/** The programs that are missing. As root on Debian, they are installed first. */
export function missingPrograms(): Program[] {
  const missing = PROGRAMS.filter((program) => programAt(program) === undefined);
  if (missing.length > 0 && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const names = missing.map((program) => PACKAGES[program]);
    console.error(`Installing ${names.join(', ')} with apt-get, to try VS Code behind them …`);
    const options = {
      stdio: 'ignore',
      // At this run level, no service is started: tests start their own.
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
    } as const;
    spawnSync('apt-get', ['update'], options);
    // Another test may be installing something.
    const patience = ['-o', 'DPkg::Lock::Timeout=300'];
    const args = [...patience, 'install', '-y', '--no-install-recommends', ...names];
    spawnSync('apt-get', args, options);
  }
  return missing.filter((program) => programAt(program) === undefined);
}

/** Runs a program to its end. */
export function runProgram(program: Program, ...args: string[]): void {
  execFileSync(programAt(program) ?? program, args, { stdio: ['ignore', 'inherit', 'inherit'] });
}
