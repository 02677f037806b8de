import { execFileSync } from 'node:child_process';
import process from 'node:process';

interface Listed {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** Kills the extension hosts started by this process, like a crash. Not on Windows. */
export function killExtensionHosts(): void {
  const all = listed();
  const childrenOf = (pid: number): Listed[] =>
    all.filter(({ parent }) => parent === pid).flatMap((one) => [one, ...childrenOf(one.pid)]);
  const hosts = childrenOf(process.pid).filter(({ command }) =>
    command.includes('--type=extensionHost'),
  );
  if (hosts.length === 0) {
    throw new Error('no extension host is running');
  }
  for (const { pid } of hosts) {
    process.kill(pid, 'SIGKILL');
  }
}

function listed(): Listed[] {
  const text = execFileSync('ps', ['-axo', 'pid=,ppid=,command='], { encoding: 'utf8' });
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [pid = '', parent = '', ...command] = line.trim().split(/\s+/);
      return { pid: Number(pid), parent: Number(parent), command: command.join(' ') };
    });
}
