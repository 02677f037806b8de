// Finds the runtime of a language, or installs it once: as root on Debian, from its packages.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';

/** Programs that the copied code is tested with, and the Debian packages that contain them. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  curl: ['curl'],
  javac: ['default-jdk-headless'],
  mcs: ['mono-mcs', 'mono-runtime', 'libmono-system-net-http4.0-cil'],
  php: ['php-cli', 'php-curl'],
  // Debian has none.
  pwsh: [],
  python3: ['python3-minimal'],
  ruby: ['ruby'],
  // A terminal for a program that has none.
  script: ['bsdutils'],
};

/** Starting it is the check: a name in PATH may be a stub. */
function starts(program: string): boolean {
  const { status } = spawnSync(program, ['--version'], { stdio: 'ignore', timeout: 20_000 });
  return status === 0;
}

/**
 * Which of the programs exist, after installing the missing ones from Debian's packages if
 * possible (three minutes at most).
 */
export function availableRuntimes(): ReadonlySet<string> {
  const missing = Object.keys(PACKAGES).filter((program) => !starts(program));
  const wanted = missing.flatMap((program) => PACKAGES[program] ?? []);
  if (wanted.length > 0 && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.error(`Installing ${wanted.join(', ')} with apt-get, to try the copied code …`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const options = { env, stdio: 'ignore', timeout: 90_000 } as const;
    spawnSync('apt-get', ['update'], options);
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', ...wanted], options);
  }
  return new Set(
    Object.keys(PACKAGES).filter((program) => !missing.includes(program) || starts(program)),
  );
}
