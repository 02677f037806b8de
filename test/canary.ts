// Looks for secrets in everything that a test run wrote.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright';

export interface Written {
  readonly folders: readonly string[];
  /** By their names in the report. */
  readonly texts: Readonly<Record<string, string>>;
}

/** The browser's profile is checked from inside (`kept`); installed extensions write nothing. */
const PASSED_OVER = new Set(['browser', 'extensions']);

/** Where a secret was found: names of files and texts. */
export async function leaks(secrets: readonly string[], written: Written): Promise<string[]> {
  const found = Object.entries(written.texts)
    .filter(([, text]) => secrets.some((secret) => text.includes(secret)))
    .map(([name]) => name);
  for (const folder of written.folders) {
    for (const file of await filesIn(folder)) {
      // A log may be replaced between listing and reading it.
      const bytes = await readFile(file).catch(() => Buffer.alloc(0));
      if (secrets.some((secret) => bytes.includes(secret))) {
        found.push(path.relative(folder, file));
      }
    }
  }
  return found;
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const folders = entries.filter((entry) => entry.isDirectory() && !PASSED_OVER.has(entry.name));
  const inFolders = await Promise.all(folders.map(({ name }) => filesIn(path.join(folder, name))));
  return [...files.map(({ name }) => path.join(folder, name)), ...inFolders.flat()];
}

/**
 * All state that VS Code's page stores in the browser, which is where a VS Code server stores
 * extension state. Excludes the secret storage, which may contain secrets.
 */
export async function kept(page: Page): Promise<Record<string, string>> {
  return page.evaluate<Record<string, string>>(KEPT);
}

/** Runs in the page. */
const KEPT = `(async () => {
  const texts = {};
  for (let index = 0; index < localStorage.length; index += 1) {
    const key = localStorage.key(index);
    if (key !== 'secrets.provider') {
      texts['localStorage ' + key] = localStorage.getItem(key);
    }
  }
  const asked = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  for (const { name } of await indexedDB.databases()) {
    const database = await asked(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const objects = database.transaction(store).objectStore(store);
      const [keys, values] = await Promise.all([asked(objects.getAllKeys()), asked(objects.getAll())]);
      values.forEach((value, index) => {
        const text = value instanceof Uint8Array ? new TextDecoder().decode(value) : JSON.stringify(value);
        texts['indexedDB ' + name + ' ' + store + ' ' + String(keys[index])] = text ?? '';
      });
    }
    database.close();
  }
  return texts;
})()`;
