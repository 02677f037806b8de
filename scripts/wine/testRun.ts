import { styleText } from 'node:util';
import type { Count } from '../testing/count.ts';

/** One test, as reporter.mjs reports it. */
export interface Told {
  /** From the repository's root, with slashes. */
  readonly file: string;
  /** With the names of the suites around it, joined by ` > `. */
  readonly test: string;
  readonly result: 'passed' | 'failed' | 'skipped';
  readonly error?: string;
}

/** A test that can't pass in Node for Windows under wine. */
export interface Exception {
  readonly file: string;
  /** Its name, or the start of it: a suite's name stands for everything in it. */
  readonly test: string;
  readonly why: string;
  /** It fails only sometimes. */
  readonly sometimes?: true;
}

/** A test run, compared with the list of tests that can't pass. */
export class TestRun {
  readonly #exceptions: readonly Exception[];
  readonly #files = new Set<string>();
  readonly #failed = new Set<Exception>();
  readonly #print: (line: string) => void;
  #passed = 0;
  #wrong = 0;
  #excepted = 0;

  constructor(exceptions: readonly Exception[], print: (line: string) => void = console.log) {
    this.#exceptions = exceptions;
    this.#print = print;
  }

  take({ file, test, result, error = '' }: Told): void {
    this.#files.add(file);
    if (result === 'passed') {
      this.#passed += 1;
    }
    if (result !== 'failed') {
      return;
    }
    const exception = this.#exceptions.find(
      (one) => one.file === file && (test === one.test || test.startsWith(`${one.test} > `)),
    );
    if (exception !== undefined) {
      this.#failed.add(exception);
      this.#excepted += 1;
      this.#print(`${styleText('yellow', '-')} ${file}: ${test}: ${exception.why}`);
    } else {
      this.#wrong += 1;
      this.#print(`${styleText('red', '✖')} ${file}: ${test}\n${error}`);
    }
  }

  /** In the files that ran, a listed test that hasn't failed counts as a failure. */
  end(): Count & { readonly excepted: number } {
    for (const exception of this.#exceptions) {
      const { file, test, sometimes } = exception;
      if (sometimes !== true && this.#files.has(file) && !this.#failed.has(exception)) {
        this.#wrong += 1;
        this.#print(`✖ ${file}: ${test}: it is on the list of what cannot hold, and did not fail`);
      }
    }
    return { passed: this.#passed, failed: this.#wrong, excepted: this.#excepted };
  }
}
