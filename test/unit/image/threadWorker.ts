// Replaces worker.ts in tests of threads rather than pictures: does what the file says.
import { writeFileSync } from 'node:fs';
import { parentPort, threadId } from 'node:worker_threads';
import type { FitAnswer, FitJob } from '../../../src/image/fitting.ts';

parentPort?.on('message', ({ bytes }: FitJob) => {
  const [what, file = ''] = Buffer.from(new Uint8Array(bytes)).toString().split(': ');
  switch (what) {
    case 'hang':
      // So that it is known when it does.
      if (file !== '') {
        writeFileSync(file, '');
      }
      for (;;) {
        // until it is ended
      }
    case 'wait':
      // Hangs as well, but leaves the processor to others.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
      break;
    case 'throw':
      throw new Error('no memory');
    case 'exit':
      process.exit(3);
      break;
    case 'break':
      answer({ kind: 'broken', detail: 'half of it' });
      break;
    case 'exit after answer':
      setTimeout(() => process.exit(0), 20);
      answer(thread());
      break;
    default:
      answer(thread());
  }
});

/** Identifies the thread by the picture's width. */
function thread(): FitAnswer {
  const bytes = Buffer.alloc(1);
  return { kind: 'fitted', bytes, format: 'JPEG', width: threadId, height: 1, warnings: [] };
}

function answer(given: FitAnswer): void {
  parentPort?.postMessage(given);
}
