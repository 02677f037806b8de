import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import type * as vscodeTypes from 'vscode';
import { sha256Of } from '../../../src/storage/sha256.ts';
import { chair, mug } from '../../drawings.ts';
import { sampleAccount } from '../auth/sampleAccount.ts';
import { vscode } from '../stubbedVscode.ts';
import { shownInputs } from '../ui/quickInputs.ts';
import { until } from '../until.ts';
import { AMELIA, commandInTest } from './commandInTest.ts';
import { asked, executed, openMessages, told } from './person.ts';

vscode.ViewColumn = { Active: -1 };

const { uploadForLink } = await import('../../../src/commands/uploadForLink.ts');
const { Automation } = await import('../../../src/ui/automation.ts');
const { type } = await import('../../../src/ui/step.ts');

const LINK = `module=Contacts&id=${AMELIA}`;
const WHICH = /^Which picture/;

describe('a link that was opened', () => {
  const command = commandInTest();
  let folder: string;
  let picture: vscodeTypes.Uri;
  /** What the page that asks before the upload is answered with; undefined closes it. */
  let answer: 'confirm' | undefined;
  /** HTML of those pages. */
  let pages: string[];
  let statusBar: string[];

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'pictures-'));
    const file = path.join(folder, 'mug.png');
    await writeFile(file, await mug());
    picture = (vscode.Uri as typeof vscodeTypes.Uri).file(file);
  });

  after(() => rm(folder, { recursive: true }));

  beforeEach(() => {
    answer = 'confirm';
    pages = [];
    statusBar = [];
    Object.assign(vscode.window as object, {
      showOpenDialog: () => Promise.resolve([picture]),
      setStatusBarMessage: (text: string) => statusBar.push(text),
      createWebviewPanel: () => panel(),
    });
  });

  function panel(): object {
    const closed: (() => void)[] = [];
    const received: ((message: unknown) => void)[] = [];
    setImmediate(() => {
      if (answer === undefined) {
        closed.forEach((listener) => {
          listener();
        });
      } else {
        received.forEach((listener) => {
          listener({ kind: 'answer', answer });
        });
      }
    });
    return {
      visible: true,
      webview: {
        set html(html: string) {
          pages.push(html);
        },
        onDidReceiveMessage: (listener: () => void) => received.push(listener),
        asWebviewUri: String,
        cspSource: '',
      },
      onDidChangeViewState: () => ({ dispose: () => undefined }),
      onDidDispose: (listener: () => void) => closed.push(listener),
      dispose: () => undefined,
    };
  }

  function open(query: string, where = '/upload'): Promise<void> {
    return uploadForLink(command.services, { path: where, query });
  }

  async function requests(): Promise<number> {
    return (await command.world.control.requests()).length;
  }

  it('asks for the picture and before the upload, whatever the settings say', async () => {
    command.settings.confirmUpload = () => 'never';
    const done = open(LINK);
    const input = await asked(WHICH);
    assert.equal(input.title, `Photo for Contacts ${AMELIA} → Northwind Traders (PRODUCTION)`);
    assert.equal(await requests(), 0, 'nothing is requested before a picture is chosen');
    input.choose('Choose a picture…');
    (await told(/^mug\.png is now the photo of Amelia Fischer in Contacts/)).press();
    await done;
    assert.match(pages[0] ?? '', /Amelia Fischer.*Northwind Traders \(PRODUCTION\)/s);
    assert.equal(await command.stored(), sha256Of(await mug()));
  });

  it('changes nothing if the person cancels', async () => {
    const left = open(LINK);
    (await asked(WHICH)).hide();
    await left;
    Object.assign(vscode.window as object, { showOpenDialog: () => Promise.resolve(undefined) });
    const canceled = open(LINK);
    (await asked(WHICH)).choose('Choose a picture…');
    await canceled;
    Object.assign(vscode.window as object, { showOpenDialog: () => Promise.resolve([picture]) });
    answer = undefined;
    const closed = open(LINK);
    (await asked(WHICH)).choose('Choose a picture…');
    (await told(/^mug\.png wasn’t uploaded/)).press();
    await closed;
    assert.equal(await command.stored(), undefined);
    assert.deepEqual(openMessages(), []);
  });

  it('is one question, however many links are opened', async () => {
    const first = open(LINK);
    await asked(WHICH);
    const others = Array.from({ length: 100 }, () =>
      open('module=Contacts&id=4876876000000624002'),
    );
    await Promise.all(others);
    assert.equal(shownInputs.length, 1);
    assert.equal(shownInputs.at(0)?.isOver, false);
    assert.match(statusBar[0] ?? '', /^Answer the open question/);
    shownInputs[0]?.choose('Choose a picture…');
    const report = await told(/is now the photo of Amelia Fischer/);
    // The report may stay open for hours: the next link is followed.
    const next = open(LINK);
    const input = await asked(WHICH);
    assert.match(input.title, /^Photo for Amelia Fischer in Contacts/);
    input.hide();
    await next;
    report.press();
    await first;
    assert.deepEqual(openMessages(), []);
  });

  it('doesn’t take the place of an open question', async () => {
    const typed = type({
      title: 'Sign in',
      step: 1,
      steps: 1,
      prompt: 'Client ID',
      problem: () => undefined,
    });
    await open(LINK);
    assert.equal(shownInputs.length, 1);
    assert.match(command.log.join('\n'), /ignored, because a question was open/);
    shownInputs[0]?.hide();
    assert.equal(await typed, undefined);
  });

  it('doesn’t take the place of VS Code’s own list either', async () => {
    const chosen = Promise.withResolvers<undefined>();
    Object.assign(vscode.window as object, { showQuickPick: () => chosen.promise });
    const choosing = new Automation('v8', [], undefined).ask('Mug');
    await open(LINK);
    assert.deepEqual(shownInputs, []);
    chosen.resolve(undefined);
    await choosing;
    const done = open(LINK);
    (await asked(WHICH)).hide();
    await done;
  });

  it('says that a record isn’t found, as everywhere', async () => {
    const done = open('module=Contacts&id=4876876000000999999');
    (await asked(WHICH)).choose('Choose a picture…');
    const message = await told(/^mug\.png wasn’t uploaded/);
    assert.ok(message.buttons.includes('Choose Another Record'));
    message.press();
    await done;
  });

  it('of another organization leads to its account, which the person chooses', async () => {
    const other = sampleAccount({
      ...command.account,
      organization: { id: '60001234567', name: 'Contoso', domain: 'org60001234567' },
    });
    const { accounts, workspaceAccount } = command.services;
    await accounts.save(other);
    await workspaceAccount.bind({ id: command.account.id, name: 'Northwind Traders' });
    const left = open(`${LINK}&org=60001234567`);
    const which = await asked(/^Which organization/);
    assert.equal(which.visible[0]?.detail?.includes('another organization'), true);
    which.hide();
    await left;
    assert.equal(workspaceAccount.get()?.id, command.account.id);
    const done = open(`${LINK}&org=60001234567`);
    (await asked(/^Which organization/)).choose('Use it in Contoso (PRODUCTION)');
    const input = await asked(WHICH);
    assert.match(input.title, /→ Contoso \(PRODUCTION\)$/);
    assert.equal(workspaceAccount.get()?.id, other.id);
    input.hide();
    await done;
  });

  it('of another organization leads to a sign-in; another one’s account isn’t used', async () => {
    command.signsIn = () => command.account;
    const done = open(`${LINK}&org=60001234567`);
    (await asked(/^Which organization/)).choose('Sign in to the organization of this URL…');
    (await told(/^Nothing was sent: you signed in to Northwind/)).press();
    await done;
    assert.deepEqual(openMessages(), []);
  });

  it('signs in first, if nobody has', async () => {
    await command.services.accounts.remove(command.account.id);
    command.signsIn = () => command.account;
    const done = open(`${LINK}&org=${command.account.organization.id}`);
    const input = await asked(WHICH);
    input.choose('Choose a picture…');
    (await told(/is now the photo of Amelia Fischer/)).press();
    await done;
  });

  it('that can’t be followed is explained in one message, and logged without its content', async () => {
    const done = open('module=Evil[link](command:x)&id=1');
    const message = await told(/^Nothing was uploaded: this link/);
    assert.deepEqual(message.buttons, ['Learn More']);
    message.press();
    await done;
    assert.deepEqual(command.log, ['A link to upload a photo can’t be followed: module']);
    const list = open(`url=${command.world.emulator.servers.web}/crm/org1/tab/Contacts/list`);
    (await told(/^Nothing was uploaded\. This URL opens a list, not a record\.$/)).press();
    await list;
    assert.equal(await requests(), 0);
    assert.deepEqual(executed, []);
  });

  it('that can’t be followed is explained once, however many are opened', async () => {
    const all = Array.from({ length: 100 }, (_, at) => open(`url=https://${at}.example/a`));
    const message = await told(/^Nothing was uploaded\./);
    await until('they are over', () => command.log.length === 100);
    assert.equal(openMessages().length, 0);
    message.press();
    await Promise.all(all);
    assert.match(statusBar[0] ?? '', /^Nothing was uploaded\./);
    const next = open('url=https://next.example/a');
    (await told(/^Nothing was uploaded\./)).press();
    await next;
  });

  it('to a module without photos is refused before anything is asked', async () => {
    const done = open(`module=Tasks&id=${AMELIA}`);
    (await told(/have no photos/)).press();
    await done;
    assert.deepEqual(shownInputs, []);
  });

  it('shows the record’s photo next to the picture that replaces it', async () => {
    await command.world.control.putPhoto('Contacts', AMELIA, await chair());
    const done = open(`url=${command.world.emulator.servers.web}/crm/tab/Contacts/${AMELIA}`);
    (await asked(WHICH)).choose('Choose a picture…');
    await until('it is asked', () => pages.length > 0);
    assert.match(pages[0] ?? '', /Replace the photo of Amelia Fischer\?/);
    (await told(/is now the photo/)).press();
    await done;
  });
});
