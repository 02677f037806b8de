/** Renews the parts of README.md that are made from the code: `node scripts/run.mjs scripts/documents/write.ts`. */
import { writeFile } from 'node:fs/promises';
// The words are VS Code's to translate, which is not here.
import '../../test/unit/stubbedVscode.ts';

const { README, readme } = await import('./readme.ts');
await writeFile(README, (await readme()).due);
