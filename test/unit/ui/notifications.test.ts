import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { it } from 'node:test';
import ts from 'typescript';
import { sampleAccount } from '../auth/sampleAccount.ts';

const SRC = new URL('../../../src/', import.meta.url);

/** What VS Code shows of a notification without buttons: about one line. */
const LINE = 60;

const NOTIFICATIONS = new Set(['showErrorMessage', 'showInformationMessage', 'showWarningMessage']);

/** The messages that notifications without a button show, as they are in src. */
async function withoutButton(): Promise<string[]> {
  const files = await readdir(SRC, { recursive: true });
  const calls = files
    .filter((file) => file.endsWith('.ts'))
    .map(async (file) => {
      const text = await readFile(new URL(file.replaceAll(path.sep, '/'), SRC), 'utf8');
      const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
      return callsIn(source);
    });
  return (await Promise.all(calls)).flat();
}

function callsIn(source: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (
      ts.isCallExpression(node) &&
      node.arguments.length < 2 &&
      ts.isPropertyAccessExpression(node.expression) &&
      NOTIFICATIONS.has(node.expression.name.text)
    ) {
      found.push(node.arguments[0]?.getText(source) ?? '');
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The function of a words file that makes a message. */
function nameOf(message: string): string {
  return /^(?:words\.)?(\w+)/.exec(message)?.[1] ?? message;
}

/** Each with names as people have them; and how much of it matters, by default all. */
async function samples(): Promise<Record<string, string | readonly [string, RegExp]>> {
  const { organizationFirst, accountName, recordName } = await import('../../../src/ui/names.ts');
  const { workspaceUses } = await import('../../../src/ui/words/account.ts');
  const { backupGone } = await import('../../../src/ui/words/backups.ts');
  const { DIAGNOSTICS_COPIED } = await import('../../../src/ui/words/diagnostics.ts');
  const { fileChanged, fileNotDeleted } = await import('../../../src/ui/words/selfClientFile.ts');
  const { alreadySignedOut, NOT_SIGNED_IN } = await import('../../../src/ui/words/signOut.ts');
  const pictures = await import('../../../src/batch/mapping/words/pictures.ts');
  const { NOTHING_UNDONE } = await import('../../../src/ui/words/photoDeletion.ts');
  const { runIsActive, runIsElsewhere, runIsGone } =
    await import('../../../src/batch/words/report.ts');
  const { cancelBeforeDeleting } = await import('../../../src/batch/words/list.ts');
  const compare = await import('../../../src/batch/words/compare.ts');
  const { teamMappingNotSaved } = await import('../../../src/batch/mapping/words/saved.ts');
  const { couldntSave } = await import('../../../src/ui/words/download.ts');
  const drop = await import('../../../src/view/words/drop.ts');
  const { noUpload } = await import('../../../src/view/words/uploads.ts');
  const { nothingToResume } = await import('../../../src/batch/words/resume.ts');
  const review = await import('../../../src/batch/words/review.ts');
  const account = sampleAccount();
  const key = { module: 'Contacts', id: '4876876000000624001' };
  return {
    DIAGNOSTICS_COPIED,
    DROPPED_ELSEWHERE: drop.DROPPED_ELSEWHERE,
    DROPPED_NOTHING: drop.DROPPED_NOTHING,
    NOTHING_UNDONE,
    NOT_SIGNED_IN,
    alreadySignedOut: [alreadySignedOut(accountName(account)), /^Already signed out: [^·]+/],
    backupGone: backupGone(recordName({ key, name: 'Amelia Fischer' })),
    cancelBeforeDeleting: cancelBeforeDeleting(),
    couldntSave: [
      couldntSave('SHOT-0001-front.jpg', 'NoPermissions (FileSystemError): /pictures/spring'),
      /^Couldn’t save \S+/,
    ],
    dropAFile: compare.dropAFile(),
    dropOnePicture: compare.dropOnePicture(),
    dropTooLarge: compare.dropTooLarge(),
    droppedUnreadable: compare.droppedUnreadable(),
    fileChanged: fileChanged('self_client.json'),
    fileNotDeleted: fileNotDeleted('self_client.json'),
    lostRecord: review.lostRecord(
      'catalogue/spring/SHOT-0001-front.jpg',
      'catalogue/spring/SHOT-0001-back.jpg',
    ),
    noUpload: noUpload('pause'),
    noSuchRecord: review.noSuchRecord(key.id, key.module),
    nothingToResume: nothingToResume(),
    oneOrganizationOnly: review.oneOrganizationOnly(),
    runIsActive: runIsActive(),
    runIsElsewhere: runIsElsewhere(),
    runIsGone: runIsGone(),
    selectionUnreadable: [
      pictures.selectionUnreadable('EntryNotFound (FileSystemError): /pictures/spring'),
      /^.*Select it again\./,
    ],
    teamMappingNotSaved: [
      teamMappingNotSaved('zoho-crm-photos.json', 'NoPermissions (FileSystemError): /pictures'),
      /^[^.]+\.json\./,
    ],
    uploadNotSaved: review.uploadNotSaved('ENOSPC'),
    workspaceUses: [workspaceUses(organizationFirst(account)), /^.*\(PRODUCTION\)/],
  };
}

it('a notification without a button says what matters within the line that VS Code shows', async () => {
  const all = await samples();
  const calls = await withoutButton();
  assert.deepEqual(
    [...new Set(calls.map(nameOf))].sort(),
    Object.keys(all).sort(),
    'Give a long message a button by ui/offer.ts, or add a short one here.',
  );
  for (const [name, sample] of Object.entries(all)) {
    const [text, matters] = typeof sample === 'string' ? [sample, /.*/] : sample;
    const most = matters.exec(text)?.[0] ?? text;
    assert.ok(most.length <= LINE, `${name} is cut after ${LINE} characters: ${text}`);
  }
});

it('its pages are found by the extension’s ID', async () => {
  const { EXTENSION_ID } = await import('../../../src/ui/offer.ts');
  const manifest = JSON.parse(await readFile(new URL('../package.json', SRC), 'utf8')) as {
    name: string;
    publisher: string;
  };
  assert.equal(EXTENSION_ID, `${manifest.publisher}.${manifest.name}`);
});
