import type { Result } from './result.ts';

export interface BenchOptions {
  /** Whether to start VS Code for benches that don't require it. */
  readonly vscode: boolean;
  /** How often to run each subject; undefined: the bench's default. */
  readonly rounds: number | undefined;
  /** A folder for files; removed when this process ends. */
  readonly folder: string;
}

export interface Bench {
  readonly name: string;
  /** Measures, prints its tables, and returns their results. */
  run(options: BenchOptions): Promise<readonly Result[]>;
}
