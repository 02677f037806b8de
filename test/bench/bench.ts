import type { Result } from './result.ts';

export interface BenchOptions {
  /** Whether VS Code may be started where a bench can do without. */
  readonly vscode: boolean;
  /** How often each subject has its turn; undefined: as often as the bench thinks right. */
  readonly rounds: number | undefined;
  /** For files; removed when this process ends. */
  readonly folder: string;
}

export interface Bench {
  readonly name: string;
  /** Measures, prints its tables, and hands over what they say. */
  run(options: BenchOptions): Promise<readonly Result[]>;
}
