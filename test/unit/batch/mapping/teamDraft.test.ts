import assert from 'node:assert/strict';
import { symlink } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, it } from 'node:test';
import type { TeamMapping } from '../../../../src/batch/mappingFile/teamMapping.ts';
import type { ChosenMapping } from '../../../../src/batch/mapping/draft.ts';
import { reopened } from '../../../../src/batch/mapping/draft.ts';
import type { MappingQuestion } from '../../../../src/batch/mapping/question.ts';
import type { Rule } from '../../../../src/batch/match/mapping.ts';
import { removeFolder } from '../../../../src/storage/busyFile.ts';
import { noLinks } from '../../../links.ts';
import { sampleAccount } from '../../auth/sampleAccount.ts';
import { vscode } from '../../stubbedVscode.ts';
import type { QuickInput } from '../../ui/quickInputs.ts';
import { shownInputs } from '../../ui/quickInputs.ts';
import { until } from '../../until.ts';
import { BY_CODE } from '../mappingFile/sampleMappings.ts';
import { workbookOf } from '../table/workbooks.ts';
import { DiskWorkspace } from './diskWorkspace.ts';

const shown: string[] = [];
const show = (message: string): Promise<undefined> => {
  shown.push(message);
  return Promise.resolve(undefined);
};
vscode.ProgressLocation = { Notification: 15 };
Object.assign(vscode.window as object, {
  showErrorMessage: show,
  showInformationMessage: show,
  showWarningMessage: show,
});
const skip = await noLinks();
const { askTeamMapping } = await import('../../../../src/batch/mapping/teamDraft.ts');
const { mappingsFiles } = await import('../../../../src/batch/mapping/workspaceMappings.ts');

const CODE = { kind: 'field', field: 'Product_Code', type: 'text', ignoreCase: true } as const;
const BY_LIST: TeamMapping = {
  name: 'By list',
  folder: '',
  mapping: {
    module: 'Products',
    rule: { kind: 'table', fileColumn: 'File', recordColumn: 'Code', by: CODE },
    several: { kind: 'none' },
  },
  table: { file: 'list.csv' },
  isSeveralChosen: false,
};
const LIST = 'File;Code\r\na.jpg;A-1\r\n';

describe('the answers of a workspace’s mapping', () => {
  let workspace: DiskWorkspace;

  afterEach(async () => {
    shown.length = 0;
    shownInputs.length = 0;
    await removeFolder(workspace.parent);
  });

  function ask(
    team: TeamMapping,
    pictures: readonly string[],
  ): Promise<ChosenMapping | 'unusable' | undefined> {
    Object.assign(workspace, { getConfiguration: () => ({ get: () => 'utf8' }) });
    const [file] = mappingsFiles();
    assert.ok(file);
    const question = {
      account: sampleAccount(),
      candidates: pictures.map((name, n) => ({ n, path: name, size: 1000 })),
    } as unknown as MappingQuestion;
    return askTeamMapping(question, { team, file }, undefined);
  }

  /** The only question that is open. */
  async function question(): Promise<QuickInput> {
    await until('it is asked', () => shownInputs.length === 1);
    const [input] = shownInputs.splice(0);
    assert.ok(input);
    return input;
  }

  it('need no question if the file says everything', async () => {
    workspace = await DiskWorkspace.of(['shop'], { 'shop/list.csv': LIST });
    const byName = await ask(BY_CODE, ['A-1_a.jpg', 'A-1_front.jpg']);
    assert.ok(typeof byName === 'object');
    assert.deepEqual(byName.mapping, BY_CODE.mapping);
    const byList = await ask(BY_LIST, ['a.jpg']);
    assert.ok(typeof byList === 'object');
    assert.deepEqual(byList.mapping, BY_LIST.mapping);
    assert.deepEqual(byList.table, { columns: ['File', 'Code'], rows: [['a.jpg', 'A-1']] });
    assert.deepEqual(shownInputs, []);
    // They lead to the same mapping when they are asked about again.
    const again = reopened(byList.draft);
    assert.equal(again.reused, undefined);
    assert.deepEqual(
      [again.module, again.fileColumn, again.recordColumn, again.file?.name],
      ['Products', 'File', 'Code', 'list.csv'],
    );
  });

  it('ask which of several pictures, unless that was chosen', async () => {
    workspace = await DiskWorkspace.of(['shop']);
    const { mapping } = BY_CODE;
    const open: TeamMapping = {
      ...BY_CODE,
      mapping: { ...mapping, several: { kind: 'none' } },
      isSeveralChosen: false,
    };
    const pictures = ['A-1_a.jpg', 'A-1_b.jpg'];
    const asked = ask(open, pictures);
    const input = await question();
    assert.match(input.placeholder, /^Which picture\?/);
    input.choose('The largest');
    const answer = await asked;
    assert.deepEqual(typeof answer === 'object' && answer.mapping.several, { kind: 'largest' });
    const none = await ask({ ...open, isSeveralChosen: true }, pictures);
    assert.deepEqual(typeof none === 'object' && none.mapping.several, { kind: 'none' });
    assert.deepEqual(shownInputs, []);
    const canceled = ask(open, pictures);
    (await question()).hide();
    assert.equal(await canceled, undefined);
    assert.deepEqual(shown, []);
  });

  it('say how a table is read, and ask what they leave open', async () => {
    const sheets = workbookOf({
      One: { rows: [['x']] },
      Two: {
        rows: LIST.trim()
          .split('\r\n')
          .map((row) => row.split(';')),
      },
    });
    workspace = await DiskWorkspace.of(['shop'], {
      'shop/book.xlsx': sheets,
      'shop/latin.csv': Buffer.from('File;Code\r\nä.jpg;Ä-1\r\n', 'latin1'),
      'shop/bare.csv': 'a.jpg;A-1\r\nb.jpg;B-1\r\n',
    });
    const by = (table: TeamMapping['table']): TeamMapping => ({ ...BY_LIST, table });
    const inSheet = await ask(by({ file: 'book.xlsx', sheet: 'Two' }), ['a.jpg']);
    assert.deepEqual(typeof inSheet === 'object' && inSheet.table?.rows[0], ['a.jpg', 'A-1']);
    const latin = await ask(by({ file: 'latin.csv', encoding: 'windows-1252' }), ['ä.jpg']);
    assert.deepEqual(typeof latin === 'object' && latin.table?.rows, [['ä.jpg', 'Ä-1']]);
    const bare = by({ file: 'bare.csv', columnNames: false });
    assert.equal(await ask(bare, ['a.jpg']), 'unusable');
    assert.deepEqual(shownInputs, []);
    assert.deepEqual(shown.splice(0), [
      'zoho-crm-photos.json: The table “bare.csv” can’t be used. It has no columns “File” and “Code”.',
    ]);
    const asked = ask(by({ file: 'book.xlsx' }), ['a.jpg']);
    (await question()).choose('Two');
    const answer = await asked;
    assert.deepEqual(typeof answer === 'object' && answer.table?.rows[0], ['a.jpg', 'A-1']);
    assert.equal(await ask(by({ file: 'book.xlsx', sheet: 'Three' }), ['a.jpg']), 'unusable');
    assert.deepEqual(shown, [
      'zoho-crm-photos.json: The table “book.xlsx” can’t be used. It has no sheet “Three”.',
    ]);
  });

  it('can’t be used if no name matches, or the table isn’t there', async () => {
    workspace = await DiskWorkspace.of(['shop']);
    assert.equal(await ask(BY_CODE, ['a.jpg', 'b.jpg']), 'unusable');
    assert.equal(await ask(BY_LIST, ['a.jpg']), 'unusable');
    assert.deepEqual(shown, [
      'zoho-crm-photos.json: The pattern {key}_* of “Product shots” matches none of the 2 names.',
      'zoho-crm-photos.json: “list.csv” doesn’t exist.',
    ]);
  });

  it('read no table elsewhere', { skip }, async () => {
    workspace = await DiskWorkspace.of(['shop'], { 'list.csv': LIST });
    const { parent } = workspace;
    await symlink(path.join(parent, 'list.csv'), path.join(parent, 'shop', 'list.csv'));
    assert.equal(await ask(BY_LIST, ['a.jpg']), 'unusable');
    assert.deepEqual(workspace.read, []);
    assert.deepEqual(shown, [
      'zoho-crm-photos.json: “list.csv” is a link that leaves the workspace folder, so it isn’t read.',
    ]);
  });

  it('are found in time by any pattern that a file may have', async () => {
    workspace = await DiskWorkspace.of(['shop']);
    const hostile = [
      `${'*_'.repeat(148)}{key}`,
      `${'[*]?'.repeat(73)}{key}`,
      `{key}${'*'.repeat(290)}`,
    ];
    for (const pattern of hostile) {
      const { mapping } = BY_CODE;
      const rule: Rule = { kind: 'name', name: { pattern, replace: [] }, by: CODE };
      const team = { ...BY_CODE, mapping: { ...mapping, rule } };
      const names = Array.from({ length: 200 }, (_, n) => `${'_'.repeat(150 + (n % 50))}${n}.jpg`);
      assert.notEqual(await ask(team, names), undefined);
    }
  });
});
