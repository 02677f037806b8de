import { spawnSync } from 'node:child_process';
import { execPath } from 'node:process';
import type { Count } from './count.ts';

/** What reads the code instead of running it. Each counts as one test. */
const CHECKS = {
  types: ['node_modules/typescript/bin/tsc', '-p', '.'],
  'types of pages': ['node_modules/typescript/bin/tsc', '-p', 'src/page'],
  'types of the batch page': ['node_modules/typescript/bin/tsc', '-p', 'src/batch/page'],
  lint: ['node_modules/eslint/bin/eslint.js', '.'],
  format: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
};

export function check(): Promise<Count> {
  let passed = 0;
  for (const [name, args] of Object.entries(CHECKS)) {
    const { status } = spawnSync(execPath, args, { stdio: 'inherit' });
    console.log(`${status === 0 ? '✔' : '✖'} ${name}`);
    passed += status === 0 ? 1 : 0;
  }
  return Promise.resolve({ passed, failed: Object.keys(CHECKS).length - passed });
}
