import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Memory } from '../../../src/storage/memory.ts';
import { removeFolder } from '../../../src/storage/busyFile.ts';
import { vscode } from '../stubbedVscode.ts';
import { DiskWorkspace } from './mapping/diskWorkspace.ts';

const shown: string[][] = [];
const run: string[] = [];
let pressed: string | undefined;

vscode.window = {
  showInformationMessage: (...texts: string[]) => {
    shown.push(texts);
    return Promise.resolve(pressed);
  },
  showErrorMessage: (...texts: string[]) => {
    shown.push(texts);
    return Promise.resolve(pressed);
  },
};
vscode.commands = { executeCommand: (name: string) => Promise.resolve(void run.push(name)) };
const { offerCompare } = await import('../../../src/batch/offerCompare.ts');
const { compareFolder } = await import('../../../src/batch/compareFolder.ts');

const FILE = 'zoho-crm-photos.json';
const BUTTONS = ['Compare', 'Don’t Show Again'];

function fileOf(...modules: readonly string[]): string {
  const mappings = modules.map((module, n) => ({
    name: `Mapping ${n}`,
    module,
    field: 'Product_Code',
    pattern: '{key}',
  }));
  return JSON.stringify({ mappings });
}

function newMemory(): Memory {
  const kept = new Map<string, unknown>();
  return {
    get: (key) => kept.get(key),
    update: (key, value) => Promise.resolve(void kept.set(key, value)),
  };
}

/** Anything of Zoho's or of secrets would fail: there is nothing else. */
let services: { memory: Memory; workspaceMemory: Memory };
let workspace: DiskWorkspace | undefined;

beforeEach(() => {
  shown.length = 0;
  run.length = 0;
  pressed = undefined;
  services = { memory: newMemory(), workspaceMemory: newMemory() };
});

afterEach(async () => {
  await removeFolder(workspace?.parent ?? '');
});

describe('the offer to compare', () => {
  for (const [modules, says] of [
    [['Products', 'Products'], 'This workspace has photos for Products in Zoho CRM.'],
    [['Products', 'Contacts'], 'This workspace has photos for Products and Contacts in Zoho CRM.'],
    [['A', 'B', 'C', 'D'], 'This workspace has photos for records in Zoho CRM.'],
  ] as const) {
    it(`names the modules: ${modules.join()}`, async () => {
      workspace = await DiskWorkspace.of(['shop'], { [`shop/${FILE}`]: fileOf(...modules) });
      await offerCompare(services as never);
      assert.deepEqual(shown, [[says, ...BUTTONS]]);
      assert.equal(services.workspaceMemory.get('compareOffered'), true);
      assert.equal(services.memory.get('compareOffered'), undefined);
      assert.deepEqual(run, []);
    });
  }

  it('leads to the comparison, or is made nowhere again', async () => {
    workspace = await DiskWorkspace.of(['shop'], { [`shop/${FILE}`]: fileOf('Products') });
    pressed = 'Compare';
    await offerCompare(services as never);
    assert.deepEqual(run, ['zohoCrmPhotos.compareFolder']);
    pressed = 'Don’t Show Again';
    await offerCompare(services as never);
    assert.equal(services.memory.get('compareOffered'), true);
    await offerCompare(services as never);
    assert.equal(shown.length, 2);
  });

  it('isn’t made for a file that can’t be used, or in Restricted Mode', async () => {
    workspace = await DiskWorkspace.of(['shop', 'team'], {
      [`shop/${FILE}`]: '{ "mappings": [{}] }',
      [`team/${FILE}`]: '{ "mappings": [] }',
    });
    await offerCompare(services as never);
    await removeFolder(workspace.parent);
    workspace = await DiskWorkspace.of(['shop'], { [`shop/${FILE}`]: fileOf('Products') });
    workspace.isTrusted = false;
    await offerCompare(services as never);
    assert.deepEqual(shown, []);
    assert.equal(services.workspaceMemory.get('compareOffered'), undefined);
  });
});

describe('a comparison', () => {
  it('reads nothing in Restricted Mode, and says why', async () => {
    workspace = await DiskWorkspace.of(['shop'], { [`shop/${FILE}`]: fileOf('Products') });
    workspace.isTrusted = false;
    pressed = 'Manage Workspace Trust';
    await compareFolder(services as never);
    assert.deepEqual(shown, [
      [
        'zoho-crm-photos.json isn’t used in Restricted Mode. Trust this workspace to compare.',
        'Manage Workspace Trust',
      ],
    ]);
    assert.deepEqual(run, ['workbench.trust.manage']);
    assert.deepEqual(workspace.read, []);
  });

  it('says how to make a mapping, also where there is no folder', async () => {
    for (const folders of [[], ['shop']]) {
      workspace = await DiskWorkspace.of(folders);
      pressed = 'Match Folder…';
      await compareFolder(services as never);
      await removeFolder(workspace.parent);
    }
    assert.equal(shown.length, 2);
    assert.match(
      shown[0]?.[0] ?? '',
      /^This workspace has no mapping in zoho-crm-photos\.json yet/,
    );
    assert.deepEqual(run, ['zohoCrmPhotos.uploadMatching', 'zohoCrmPhotos.uploadMatching']);
  });

  it('of a button’s file is about that file alone, and of a folder that isn’t there ends', async () => {
    const gone = {
      name: 'Gone',
      folder: 'gone',
      module: 'Products',
      field: 'Product_Code',
      pattern: '{key}',
    };
    workspace = await DiskWorkspace.of(['shop', 'team'], {
      [`shop/${FILE}`]: 'oops',
      [`team/${FILE}`]: JSON.stringify({ mappings: [gone] }),
    });
    await compareFolder(services as never, workspace.uri(`team/${FILE}`));
    assert.deepEqual(
      shown.map(([text]) => text),
      [`team/${FILE}: “gone” doesn’t exist.`],
    );
  });
});
