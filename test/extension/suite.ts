import { readdirSync } from 'node:fs';
import path from 'node:path';

/** Runs the test files of its folder. VS Code's test driver calls it inside the extension host. */
export async function run(): Promise<void> {
  // Imported as an ES module, because the oldest host can't require it.
  const { default: Mocha } = await import('mocha');
  // Generous, because the machine may be slow. The product's own timeouts end what hangs.
  const mocha = new Mocha({ ui: 'bdd', timeout: 120_000, color: false });
  for (const file of readdirSync(__dirname).filter((name) => name.endsWith('.test.mjs'))) {
    mocha.addFile(path.join(__dirname, file));
  }
  await mocha.loadFilesAsync();
  await new Promise<void>((resolve, reject) => {
    const runner = mocha.run((failures) => {
      const passed = runner.stats?.passes ?? 0;
      console.log(`suite: ${passed} passed, ${failures} failed`);
      if (failures > 0 || passed === 0) {
        reject(new Error(`${failures} tests failed`));
      } else {
        resolve();
      }
    });
  });
}
