import * as vscode from 'vscode';
import type { GivenRecord } from '../../commands/askTargetRecord.ts';
import { SecretStorageError } from '../../auth/secrets.ts';
import { usableAccounts } from '../../commands/usableAccounts.ts';
import { recordName } from '../../ui/names.ts';
import { plain } from '../../ui/plain.ts';
import { wordsOfFailure } from '../../ui/words/failure.ts';
import type { Failure } from '../../zoho/failure.ts';
import { downloadPhoto } from '../../zoho/photo.ts';
import { asMarkdown } from '../asMarkdown.ts';
import type { ViewServices } from '../services.ts';
import { smallPicture } from '../smallPicture.ts';
import * as words from '../words/hover.ts';

/** How long a photo is shown without asking again, in milliseconds. */
const FRESH_MS = 2 * 60_000;

/** The same for why it couldn't be downloaded: that may pass. */
const FRESH_PROBLEM_MS = 10_000;

interface PhotoHover {
  readonly text: vscode.MarkdownString;
  /** Milliseconds. */
  readonly freshFor: number;
}

/** A record with its photo, or why that isn't shown. Undefined if the mouse left meanwhile. */
export async function photoHover(
  services: ViewServices,
  record: GivenRecord,
  token: vscode.CancellationToken,
): Promise<PhotoHover | undefined> {
  const text = new vscode.MarkdownString();
  const { module, id } = record.key;
  text.appendMarkdown(`${asMarkdown(plain(record.name ?? id))}\n\n`);
  const photo = await photoOf(services, record, token);
  if (token.isCancellationRequested) {
    return undefined;
  }
  if (photo.kind === 'picture') {
    const about = asMarkdown(words.photoOf(plain(recordName(record))));
    text.appendMarkdown(`![${about}](${photo.address})`);
  } else {
    text.appendMarkdown(asMarkdown(photo.why));
  }
  text.appendMarkdown(`\n\n${asMarkdown(words.moduleAndId(plain(module), id))}`);
  return { text, freshFor: photo.kind === 'problem' ? FRESH_PROBLEM_MS : FRESH_MS };
}

type Photo =
  | { readonly kind: 'picture'; readonly address: string }
  | { readonly kind: 'none' | 'problem'; readonly why: string };

/** No question is asked for a hover: what needs one is only named. */
async function photoOf(
  services: ViewServices,
  { account: wanted, key }: GivenRecord,
  token: vscode.CancellationToken,
): Promise<Photo> {
  const leaving = new AbortController();
  const listening = token.onCancellationRequested(() => {
    leaving.abort();
  });
  try {
    const account = (await usableAccounts(services)).find(({ id }) => id === wanted);
    if (account === undefined) {
      return { kind: 'problem', why: words.SIGN_IN_TO_SEE };
    }
    const version = services.settings.apiVersion();
    const crm = services.sessions.crmOf(account);
    const photo = await downloadPhoto(crm, key, version, leaving.signal);
    if (!photo.ok) {
      return problem(photo.failure);
    }
    if (photo.value === undefined) {
      return { kind: 'none', why: words.NO_PHOTO };
    }
    const address = await smallPicture(services, photo.value);
    return address === undefined
      ? { kind: 'none', why: words.CANT_BE_SHOWN }
      : { kind: 'picture', address };
  } catch (error) {
    if (leaving.signal.aborted) {
      return { kind: 'problem', why: '' };
    }
    if (error instanceof SecretStorageError) {
      return problem({ kind: 'secrets-unavailable' });
    }
    throw error;
  } finally {
    listening.dispose();
  }
}

function problem(failure: Failure): Photo {
  return { kind: 'problem', why: words.noPhotoBecause(wordsOfFailure(failure).what) };
}
