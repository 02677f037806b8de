import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, it } from 'node:test';
import type { MappingDraft } from '../../../../src/batch/mapping/draft.ts';
import { mappingsIn } from '../../../../src/batch/mappingFile/readMappingFile.ts';
import type { TeamMapping } from '../../../../src/batch/mappingFile/teamMapping.ts';
import { removeFolder } from '../../../../src/storage/busyFile.ts';
import { BY_CODE, BY_TABLE } from '../mappingFile/sampleMappings.ts';
import { vscode } from '../../stubbedVscode.ts';
import { DiskWorkspace } from './diskWorkspace.ts';

const shown: string[] = [];
/** What is answered to a box with a name, and to a modal question. */
let name: string | undefined;
let replaces = false;
/** What happens while the modal question is open. */
let meanwhile: () => Promise<void> = () => Promise.resolve();

const show = async (message: string, options?: { readonly modal?: boolean }): Promise<unknown> => {
  shown.push(message);
  if (options?.modal !== true) {
    return undefined;
  }
  await meanwhile();
  return replaces ? 'Replace' : undefined;
};
vscode.window = {
  showInputBox: ({ validateInput }: { validateInput: (text: string) => unknown }) => {
    const problem = validateInput(name ?? '');
    if (typeof problem === 'string') {
      shown.push(problem);
    }
    return Promise.resolve(typeof problem === 'string' ? undefined : name);
  },
  showErrorMessage: show,
  showInformationMessage: show,
  showWarningMessage: show,
};
const { fileFor, saveTeamMapping } =
  await import('../../../../src/batch/mapping/saveTeamMapping.ts');

const FILE = 'zoho-crm-photos.json';

describe('saving a mapping for everyone', () => {
  let workspace: DiskWorkspace;
  const remembered = new Map<string, unknown>();
  const workspaceMemory = {
    get: (key: string) => remembered.get(key),
    update: (key: string, value: unknown) => Promise.resolve(void remembered.set(key, value)),
  };

  afterEach(async () => {
    shown.length = 0;
    name = undefined;
    replaces = false;
    meanwhile = () => Promise.resolve();
    remembered.clear();
    await removeFolder(workspace.parent);
  });

  async function save(
    { mapping }: TeamMapping,
    draft: MappingDraft,
    folders: readonly string[],
  ): Promise<void> {
    const uris = folders.map((folder) => workspace.uri(folder)) as never[];
    const toSave = { mapping, draft, folders: uris, team: undefined };
    const file = fileFor(toSave);
    assert.ok(file);
    await saveTeamMapping({ workspaceMemory } as never, toSave, file);
  }

  async function saved(): Promise<readonly TeamMapping[]> {
    const text = await readFile(path.join(workspace.parent, 'shop', FILE), 'utf8');
    const read = mappingsIn(text);
    return read.ok ? read.mappings : [];
  }

  it('keeps the folder that has all pictures, and isn’t offered to who saved it', async () => {
    workspace = await DiskWorkspace.of(['shop']);
    name = ' Product shots ';
    await save(BY_CODE, {}, ['shop/photos/products']);
    assert.deepEqual(await saved(), [BY_CODE]);
    assert.deepEqual(shown, ['Mapping “Product shots” saved in zoho-crm-photos.json.']);
    assert.equal(remembered.get('compareOffered'), true);
    name = 'Two';
    await save(BY_CODE, {}, ['shop/photos/a', 'shop/photos/b/c']);
    assert.deepEqual(
      (await saved()).map(({ folder }) => folder),
      ['photos/products', 'photos'],
    );
  });

  it('asks before it replaces another mapping of the name', async () => {
    const text = `{"mappings":[{"name":"A","module":"Leads","field":"Email","pattern":"{key}"}]}`;
    workspace = await DiskWorkspace.of(['shop'], { [`shop/${FILE}`]: text });
    name = 'A';
    await save(BY_CODE, {}, ['shop']);
    assert.deepEqual(shown, ['Replace the mapping “A”?']);
    assert.equal((await saved())[0]?.mapping.module, 'Leads');
    replaces = true;
    await save(BY_CODE, {}, ['shop']);
    assert.deepEqual(await saved(), [{ ...BY_CODE, name: 'A', folder: '' }]);
    shown.length = 0;
    await save(BY_CODE, {}, ['shop']);
    assert.deepEqual(shown, ['Mapping “A” saved in zoho-crm-photos.json.']);
  });

  it('keeps what has come into the file while the person was asked', async () => {
    const entry = (one: string, module: string): string =>
      `{"name":"${one}","module":"${module}","field":"Email","pattern":"{key}"}`;
    const text = (...entries: readonly string[]): string => `{"mappings":[${entries.join()}]}`;
    workspace = await DiskWorkspace.of(['shop'], { [`shop/${FILE}`]: text(entry('A', 'Leads')) });
    const there = path.join(workspace.parent, 'shop', FILE);
    name = 'A';
    replaces = true;
    meanwhile = () => {
      meanwhile = () => Promise.resolve();
      return writeFile(there, text(entry('A', 'Contacts'), entry('B', 'Leads')));
    };
    await save(BY_CODE, {}, ['shop']);
    // It's another one that would be replaced now.
    assert.deepEqual(shown.slice(0, 2), ['Replace the mapping “A”?', 'Replace the mapping “A”?']);
    assert.deepEqual(
      (await saved()).map((one) => [one.name, one.mapping.module]),
      [
        ['A', BY_CODE.mapping.module],
        ['B', 'Leads'],
      ],
    );
    meanwhile = () => {
      workspace.textDocuments.push({ uri: workspace.uri(`shop/${FILE}`), isDirty: true });
      return Promise.resolve();
    };
    const before = await readFile(there, 'utf8');
    name = 'B';
    await save(BY_CODE, {}, ['shop']);
    assert.match(shown.at(-1) ?? '', /has unsaved changes/);
    assert.equal(await readFile(there, 'utf8'), before);
  });

  it('keeps how the table is read, if it’s in the workspace folder', async () => {
    workspace = await DiskWorkspace.of(['shop', 'team']);
    const draft = (file: string): MappingDraft => ({
      file: { address: workspace.uri(file).toString(), name: path.basename(file) },
      encoding: 'windows-1252',
      hasNames: true,
    });
    name = 'Portraits';
    await save(BY_TABLE, draft('shop/portraits/list.csv'), ['shop']);
    assert.deepEqual(await saved(), [BY_TABLE]);
    shown.length = 0;
    await save(BY_TABLE, draft('team/list.csv'), ['shop']);
    assert.match(shown.join(), /^The table “list\.csv” isn’t in the workspace folder/);
  });

  it('writes nothing into a file that it can’t read, or that has unsaved changes', async () => {
    workspace = await DiskWorkspace.of(['shop'], { [`shop/${FILE}`]: '{\n oops' });
    name = 'A';
    await save(BY_CODE, {}, ['shop']);
    assert.deepEqual(shown, ['zoho-crm-photos.json, line 2: this isn’t valid JSON.']);
    const uri = workspace.uri(`shop/${FILE}`);
    workspace.textDocuments.push({ uri, isDirty: true });
    shown.length = 0;
    await save(BY_CODE, {}, ['shop']);
    assert.match(shown.join(), /has unsaved changes/);
    assert.equal(await readFile(uri.fsPath, 'utf8'), '{\n oops');
  });

  it('takes no name that the file can’t have, and no folder either', async () => {
    workspace = await DiskWorkspace.of(['shop']);
    for (const wrong of ['', 'x'.repeat(81), 'a\u202Eb']) {
      name = wrong;
      await save(BY_CODE, {}, ['shop']);
    }
    assert.deepEqual(shown, [
      'Enter a name.',
      'Use up to 80 characters, without hidden ones.',
      'Use up to 80 characters, without hidden ones.',
    ]);
    name = 'A';
    shown.length = 0;
    await save(BY_CODE, {}, ['shop/a:b']);
    assert.match(shown.join(), /“folder” must be a relative path/);
    await assert.rejects(saved());
  });

  it('is for a folder of the workspace, and not in Restricted Mode', async () => {
    workspace = await DiskWorkspace.of(['shop']);
    const file = (folder: string): unknown =>
      fileFor({
        mapping: BY_CODE.mapping,
        draft: {},
        folders: [workspace.uri(folder)] as never[],
        team: undefined,
      });
    assert.notEqual(file('shop/photos'), undefined);
    assert.equal(file('elsewhere'), undefined);
    workspace.isTrusted = false;
    assert.equal(file('shop/photos'), undefined);
  });
});
