/** Renews the parts of documents that are made from the code: `node scripts/run.mjs scripts/documents/write.ts`. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
// The words are VS Code's to translate, which is not here.
import '../../test/unit/stubbedVscode.ts';

const { documents, ROOT } = await import('./documents.ts');
for (const { file, due } of await documents()) {
  await writeFile(path.join(ROOT, file), due);
}
