import { mkdir } from 'node:fs/promises';
import { openBatchStage, SCREENSHOTS } from './batchStage.ts';
import { REVIEW, reviewRows, RUNNING, runningRows, OVER, overRows } from './batchContent.ts';
import { THEMES } from './themes.ts';
await mkdir(SCREENSHOTS, { recursive: true });
const stage = await openBatchStage();
const only = process.argv[2];
for (const theme of Object.keys(THEMES)) {
  for (const size of [
    { width: 1180, height: 760 },
    { width: 620, height: 700 },
    { width: 400, height: 760 },
  ]) {
    for (const [name, facts, rows] of [
      ['review', REVIEW, reviewRows(stage)],
      ['run', RUNNING, runningRows(stage)],
      ['over', OVER, overRows(stage)],
    ] as const) {
      const file = `batch-${theme}-${size.width}-${name}`;
      if (only && !new RegExp(only).test(file)) continue;
      await stage.openNew(theme, size);
      await stage.show(facts, rows, 'run-1');
      await stage.progress(
        name === 'run'
          ? { fraction: 0.13, text: '120 of 900 pictures (1 failed), 36 of 270 MB, 4 minutes left' }
          : undefined,
      );
      await new Promise((r) => setTimeout(r, 500));
      await stage.page.screenshot({ path: `${SCREENSHOTS}/${file}.png` });
    }
  }
}
console.log(stage.complaints);
await stage.close();
