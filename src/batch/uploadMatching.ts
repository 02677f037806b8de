import * as vscode from 'vscode';
import type { Account } from '../auth/account.ts';
import type { FieldChoice, Fields } from './mapping/question.ts';
import type { ChosenMapping } from './mapping/questions.ts';
import { askMapping } from './mapping/questions.ts';
import { picturesMeantBy } from '../ui/pictures.ts';
import { organizationName } from '../ui/names.ts';
import { withCountedProgress } from '../ui/progress.ts';
import { wordsOfJunk } from './words.ts';
import { grouped } from '../ui/words/numbers.ts';
import { wordsOfFailure } from '../ui/words/failure.ts';
import type { Reviewed } from './review/reviewed.ts';
import type { MatchingField } from './match/matchingFields.ts';
import type { Candidate } from './match/match.ts';
import { SavedMappings } from './match/savedMappings.ts';
import type { Matched } from './match/matchRecords.ts';
import type { TableRow } from './match/tableRows.ts';
import { systemClock } from '../async/clock.ts';
import type { Crm } from '../zoho/crm.ts';
import type { Result } from '../zoho/failure.ts';
import { chooseAccount, switchedAccount } from '../commands/chooseAccount.ts';
import type { Chosen, LookedInto } from './mapping/chosenPictures.ts';
import { lookInto } from './mapping/chosenPictures.ts';
import { reviewBatch } from './review/batchReview.ts';
import { fetchMissing } from './review/fetchMissing.ts';
import { isFitted } from '../commands/fitter.ts';
import type { Services } from '../commands/services.ts';
import { afterAllowing, asksOf } from '../commands/renewAccess.ts';
import { namePicturesOfWeb } from './mapping/tablesOfAddresses.ts';

/** *Upload Photos to Matching Records…*: folders and pictures, each to the record that it names. */
export async function uploadMatching(
  services: Services,
  clicked?: vscode.Uri,
  selected?: readonly vscode.Uri[],
): Promise<void> {
  const uris = await pointedAt(clicked, selected);
  const chosen = uris === undefined ? undefined : await lookInto(uris);
  if (chosen === undefined) {
    return;
  }
  const isUsable = chosen.pictures.length > 0 || (await namePicturesOfWeb(chosen.tables));
  if (isUsable === undefined) {
    return;
  }
  if (!isUsable) {
    void vscode.window.showInformationMessage(
      `There is no picture in what you have chosen. Pictures are PNG, JPEG, GIF, BMP, WebP, AVIF, TIFF and HEIC files.${chosen.junk === 0 ? '' : ` ${wordsOfJunk(chosen.junk)}`}`,
    );
    return;
  }
  const account = await chooseAccount(services);
  if (account !== undefined) {
    await matchAndReview(services, account, chosen);
  }
}

/** Folders and files of the menu, else those of an open dialog. */
async function pointedAt(
  clicked: vscode.Uri | undefined,
  selected: readonly vscode.Uri[] | undefined,
): Promise<readonly vscode.Uri[] | undefined> {
  if (clicked !== undefined) {
    return picturesMeantBy(clicked, selected);
  }
  return vscode.window.showOpenDialog({
    title: 'Upload Photos to Matching Records',
    openLabel: 'Choose Folder',
    canSelectFolders: true,
    canSelectFiles: false,
    canSelectMany: true,
  });
}

/** Asks how the pictures find their records, finds them, and shows what came of it. */
async function matchAndReview(
  services: Services,
  first: Account,
  chosen: LookedInto,
): Promise<void> {
  let account = first;
  for (;;) {
    const crm = services.sessions.crmOf(account);
    const answer = await askMapping({
      account,
      crm,
      modules: services.modules,
      version: services.settings.apiVersion(),
      recent: services.recent.of(account.id),
      candidates: candidatesOf(services, chosen.pictures),
      tables: chosen.tables,
      saved: new SavedMappings(services.memory).all(),
      fieldsOf: (module, signal) => fieldsOf(crm, module, signal),
    });
    switch (answer?.kind) {
      case undefined:
        return;
      case 'switch-account': {
        const other = await switchedAccount(services);
        if (other === undefined) {
          return;
        }
        account = other;
        break;
      }
      case 'allow':
        account = await afterAllowing(services, account, answer.scope);
        break;
      case 'mapping': {
        const fetched = await fetchMissing(services, chosen.pictures, chosen.folders, answer);
        if (fetched === undefined) {
          return;
        }
        const pictures = [...chosen.pictures, ...fetched.pictures];
        if (pictures.length + fetched.notFetched.size === 0) {
          void vscode.window.showInformationMessage(
            'None of the pictures in the table is on this machine. Choose the folder that has them.',
          );
          return;
        }
        const matched = await match(services, account, pictures, answer);
        if (matched === undefined) {
          return;
        }
        if (!matched.ok) {
          const { what, remedy } = wordsOfFailure(matched.failure);
          void vscode.window.showErrorMessage(
            `No record could be looked up in ${organizationName(account)}. ${what} ${remedy}`,
          );
          return;
        }
        const found = reviewedOf(services, pictures, matched.value);
        const { notFetched } = fetched;
        const isAbsent = ({ address = '' }: TableRow): boolean => notFetched.has(address);
        const { withoutFile } = matched.value;
        await reviewBatch(services, account, {
          mapping: answer.mapping,
          reviewed: [...found, ...absentOf(withoutFile.filter(isAbsent), found.length)],
          withoutFile: withoutFile.filter((row) => !isAbsent(row)),
          notFetched,
          folders: [...chosen.folders, ...fetched.folders],
          junk: chosen.junk,
        });
        return;
      }
    }
  }
}

/** Undefined when the person cancels. */
async function match(
  services: Services,
  account: Account,
  pictures: readonly Chosen[],
  { mapping, table }: ChosenMapping,
): Promise<Result<Matched> | undefined> {
  const { matchRecords } = await import('./match/matchRecords.ts');
  const title = `Finding records in ${organizationName(account)}`;
  return withCountedProgress(title, (signal, show) =>
    matchRecords(
      services.sessions.crmOf(account),
      candidatesOf(services, pictures),
      mapping,
      table,
      {
        scopes: account.scopes,
        persistence: {
          clock: systemClock,
          prompts: asksOf(services, account),
          signal,
          onWait: ({ seconds }) => {
            show(undefined, `Zoho is busy, going on in ${seconds} s`);
          },
        },
        onProgress: (done, of) => {
          show(done / of, `${grouped(done)} of ${grouped(of)}`);
        },
      },
    ),
  );
}

/** With whether each can be sent: one that cannot takes no record from one that can. */
function candidatesOf(services: Services, pictures: readonly Chosen[]): Candidate[] {
  return pictures.map(({ candidate, looked: { inspected } }) => ({
    ...candidate,
    usable: !('refusal' in inspected) || isFitted(services, inspected),
  }));
}

/** A row for each record of each picture. */
function reviewedOf(
  services: Services,
  pictures: readonly Chosen[],
  { matches }: Matched,
): Reviewed[] {
  const byNumber = new Map(pictures.map((picture) => [picture.candidate.n, picture]));
  const rows = matches.flatMap(({ candidate: { n }, found }) => {
    const picture = byNumber.get(n);
    return picture === undefined ? [] : [{ picture, found }];
  });
  const records = Map.groupBy(rows, ({ picture }) => picture);
  return rows.map(({ picture, found }, n) => {
    const { candidate, looked } = picture;
    return {
      n,
      records: records.get(picture)?.length ?? 1,
      path: candidate.path,
      place: picture.found.uri.toString(),
      size: candidate.size,
      inspected: looked.inspected,
      isFitted: isFitted(services, looked.inspected),
      found,
      isSame: false,
      out: false,
    };
  });
}

/** A row for each picture that could not be fetched. */
function absentOf(rows: readonly TableRow[], first: number): Reviewed[] {
  return rows.map(({ file, value, address = '' }, index) => ({
    n: first + index,
    records: 1,
    path: file,
    place: address,
    size: 0,
    inspected: { refusal: { kind: 'unreadable', reason: 'missing' } },
    isFitted: false,
    found: { kind: 'no-record', value },
    isSame: false,
    out: false,
  }));
}

async function fieldsOf(crm: Crm, module: string, signal: AbortSignal): Promise<Fields> {
  const { findFields } = await import('../zoho/fields.ts');
  const { matchingFields, usualFields } = await import('./match/matchingFields.ts');
  const found = await findFields(crm, module, signal);
  const fields = found.ok ? matchingFields(module, found.value) : usualFields(module);
  const lacking =
    !found.ok && found.failure.kind === 'scope-missing' ? found.failure.scope : undefined;
  return { fields: fields.map(choiceOf), lacking };
}

function choiceOf({ apiName, label, type, unique, bar }: MatchingField): FieldChoice {
  return { apiName, label, type, isUnique: unique, bar: barWords(bar) };
}

function barWords(bar: MatchingField['bar']): string | undefined {
  switch (bar) {
    case 'encrypted':
      return 'It is encrypted: Zoho finds no records by it.';
    case 'not-searchable':
      return 'Zoho finds no records by it.';
    case undefined:
      return undefined;
  }
}
