import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type * as vscodeTypes from 'vscode';
import type { Account } from '../../../src/auth/account.ts';
import { SCOPES } from '../../../src/zoho/scopes.ts';
import { chair, mug } from '../../drawings.ts';
import { sampleAccount } from '../auth/sampleAccount.ts';
import { vscode } from '../stubbedVscode.ts';
import type { QuickInput } from '../ui/quickInputs.ts';
import { shownInputs } from '../ui/quickInputs.ts';
import { until } from '../until.ts';
import { AMELIA, commandInTest } from './commandInTest.ts';
import { asked, openMessages, told } from './person.ts';

const { uploadPhoto } = await import('../../../src/commands/uploadPhoto.ts');

/** Mateo’s record. */
const MATEO = '4876876000000624002';

describe('the records of several pictures', () => {
  const command = commandInTest();
  let folder: string;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'pictures-'));
    await writeFile(path.join(folder, 'a.png'), await mug());
    await writeFile(path.join(folder, 'b.png'), await chair());
    await writeFile(path.join(folder, 'c.png'), await mug());
    await writeFile(path.join(folder, 'notes.png'), 'text');
  });

  after(() => rm(folder, { recursive: true }));

  function begin(...names: string[]): Promise<void> {
    const uris = names.map((name) =>
      (vscode.Uri as typeof vscodeTypes.Uri).file(path.join(folder, name)),
    );
    return uploadPhoto(command.services, uris[0], uris);
  }

  async function uploads(): Promise<string[]> {
    const all = await command.world.control.requests();
    return all
      .filter(({ method, path: where }) => method === 'POST' && where.endsWith('/photo'))
      .map(({ path: where }) => where.split('/').at(-2) ?? '');
  }

  /** The question for a picture's record. */
  async function askedFor(title: string): Promise<QuickInput> {
    await until(`it is asked for ${title}`, () => {
      const last = shownInputs.at(-1);
      return last?.title.startsWith(title) === true && !last.isOver;
    });
    return command.askedForRecord();
  }

  async function choose(title: string, id = AMELIA): Promise<void> {
    const input = await askedFor(title);
    input.type(`zcrm_${id}`);
    input.choose(`Contacts ${id}`);
  }

  it('can be left out: skipped pictures are counted', async () => {
    const done = begin('a.png', 'b.png', 'c.png');
    await choose('a.png (1 of 3)');
    (await askedFor('b.png (2 of 3)')).choose('Skip this picture');
    const last = await askedFor('c.png (3 of 3)');
    last.choose('Contacts');
    (await asked(/name, email/)).press('Skip This Picture');
    (await told(/^1 of 3 pictures uploaded to .*2 skipped\.$/)).press();
    await done;
    assert.deepEqual(await uploads(), [AMELIA]);
  });

  it('can all be left out, which uploads nothing and reports what was refused', async () => {
    const done = begin('a.png', 'b.png');
    (await askedFor('a.png')).choose('Skip this picture');
    (await askedFor('b.png')).choose('Skip this picture');
    await done;
    assert.deepEqual(openMessages(), []);
    const refused = begin('a.png', 'notes.png');
    assert.equal(
      (await askedFor('a.png')).visible.some(({ label }) => label.startsWith('Skip')),
      false,
    );
    await choose('a.png');
    (await told(/Skipped notes\.png/)).press();
    await refused;
  });

  it('are shown again on the way back, and Enter keeps them', async () => {
    const done = begin('a.png', 'b.png', 'c.png');
    const first = await askedFor('a.png (1 of 3)');
    assert.equal(
      first.buttons.includes((vscode.QuickInputButtons as { Back: object }).Back),
      false,
    );
    await choose('a.png (1 of 3)');
    (await askedFor('b.png (2 of 3)')).choose('Skip this picture');
    (await askedFor('c.png (3 of 3)')).goBack();
    const second = await askedFor('b.png (2 of 3)');
    assert.deepEqual(
      second.activeItems.map(({ label }) => label),
      ['Skip this picture'],
    );
    second.goBack();
    const again = await askedFor('a.png (1 of 3)');
    const [chosen] = again.visible;
    assert.equal(chosen?.label, `Contacts ${AMELIA}`);
    assert.equal(chosen.description, undefined);
    again.choose(`Contacts ${AMELIA}`);
    await choose('b.png (2 of 3)', MATEO);
    (await askedFor('c.png (3 of 3)')).choose('Skip this picture');
    (await told(/^2 of 3 pictures uploaded to .*1 skipped\.$/)).press();
    await done;
    assert.deepEqual(await uploads(), [AMELIA, MATEO]);
  });

  describe('when the person cancels', () => {
    it('are gone at once if there are none', async () => {
      const done = begin('a.png', 'b.png');
      (await askedFor('a.png')).choose('Skip this picture');
      (await askedFor('b.png')).hide();
      await done;
      assert.deepEqual(openMessages(), []);
    });

    it('are kept unless the person discards them', async () => {
      const done = begin('a.png', 'b.png');
      await choose('a.png');
      (await askedFor('b.png')).hide();
      const question = await asked(/^1 of 2 pictures has a record in /);
      assert.equal(question.title, 'Discard 1 Answer?');
      assert.equal(question.visible[0]?.label, 'Continue choosing');
      question.hide();
      (await askedFor('b.png (2 of 2)')).hide();
      (await asked(/has a record/)).choose('Continue choosing');
      (await askedFor('b.png (2 of 2)')).hide();
      (await asked(/has a record/)).choose('Discard 1 answer');
      await done;
      assert.deepEqual(await uploads(), []);
      assert.deepEqual(openMessages(), []);
    });

    it('can be uploaded', async () => {
      const done = begin('a.png', 'b.png', 'c.png');
      await choose('a.png');
      await choose('b.png', MATEO);
      (await askedFor('c.png')).hide();
      const question = await asked(/^2 of 3 pictures have records in /);
      const [, upload] = question.visible;
      assert.match(upload?.description ?? '', /^to .*\(PRODUCTION\) · 1 skipped$/);
      assert.equal(upload?.detail, `a.png → Contacts ${AMELIA}, b.png → Contacts ${MATEO}`);
      question.choose('Upload 2 now');
      (await told(/^2 of 3 pictures uploaded to .*1 skipped\.$/)).press();
      await done;
      assert.deepEqual(await uploads(), [AMELIA, MATEO]);
    });
  });

  describe('when the person switches accounts', () => {
    async function beginWithTwoAccounts(): Promise<Promise<void>[]> {
      await command.services.accounts.save(contoso());
      await command.services.workspaceAccount.bind({ id: command.account.id, name: 'Northwind' });
      const done = begin('a.png', 'b.png');
      await choose('a.png (1 of 2)');
      (await askedFor('b.png (2 of 2)')).choose('Switch account…');
      return [done];
    }

    function contoso(): Account {
      const { place } = command.account;
      const organization = { ...command.account.organization, id: '900000001', name: 'Contoso' };
      return sampleAccount({ place, organization, scopes: [...SCOPES] });
    }

    it('are only discarded after the person was told', async () => {
      const [done] = await beginWithTwoAccounts();
      const question = await asked(/^The record you chose is in .*\(PRODUCTION\)$/);
      assert.equal(question.title, 'Switch Accounts?');
      question.choose('Switch accounts…');
      (await asked(/account/i)).choose(/^Contoso/);
      const first = await askedFor('a.png (1 of 2)');
      assert.match(first.title, /Contoso/);
      first.hide();
      await done;
      assert.deepEqual(await uploads(), []);
    });

    it('are kept if the person doesn’t switch, or cancels that', async () => {
      const [done] = await beginWithTwoAccounts();
      (await asked(/^The record you chose/)).choose('Continue choosing');
      (await askedFor('b.png (2 of 2)')).choose('Switch account…');
      (await asked(/^The record you chose/)).choose('Switch accounts…');
      (await asked(/account/i)).hide();
      (await askedFor('b.png (2 of 2)')).choose('Switch account…');
      (await asked(/^The record you chose/)).choose('Switch accounts…');
      (await asked(/account/i)).choose(/^Northwind/);
      await choose('b.png (2 of 2)', MATEO);
      (await told(/^2 of 2/)).press();
      await done;
      assert.deepEqual(await uploads(), [AMELIA, MATEO]);
    });
  });

  it('don’t skip what the last upload skipped in another organization', async () => {
    const { account, services, world } = command;
    const organization = { id: '2', name: 'Contoso', domain: 'org2' };
    await services.accounts.save({ ...account, id: 'contoso', organization });
    await services.workspaceAccount.bind({ id: account.id, name: 'Northwind' });
    const record = { module: 'Contacts', id: AMELIA };
    const last = { fileName: 'a.png', contentType: 'image/png', version: 'v8' } as const;
    const { servers } = world.emulator;
    services.lastUpload.set({ ...last, servers, record, restrictTriggers: ['workflow'] });
    await services.recent.add(account.id, { ...record, name: 'Amelia' });
    await services.recent.add('contoso', { module: 'Contacts', id: MATEO, name: 'Mateo' });
    const done = begin('a.png', 'b.png');
    const input = await askedFor('a.png (1 of 2)');
    assert.match(input.visible[0]?.detail ?? '', /^Same record again, skipping workflow/);
    input.type(`${servers.web}/crm/org2/tab/Contacts/${MATEO}`);
    input.choose('Use it in Contoso (PRODUCTION)');
    const [first] = (await askedFor('b.png (2 of 2)')).visible;
    assert.deepEqual([first?.label, first?.detail], ['Mateo', 'Same record again']);
    (await askedFor('b.png (2 of 2)')).hide();
    (await asked(/has a record/)).choose('Discard 1 answer');
    await done;
  });
});
