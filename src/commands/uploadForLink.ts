import * as vscode from 'vscode';
import type { Account } from '../auth/account.ts';
import { otherAccountItems } from '../ui/linkItems.ts';
import { organizationName, recordName } from '../ui/names.ts';
import { learnMoreButton, offer } from '../ui/offer.ts';
import { inspectFiles } from '../ui/pictureFile.ts';
import { askPicture } from '../ui/pictureQuestion.ts';
import { isQuestionOpen } from '../ui/openQuestions.ts';
import { pick } from '../ui/step.ts';
import * as words from '../ui/words/uploadLink.ts';
import { readUploadLink } from '../upload/uploadLink.ts';
import type { RecordLink } from '../zoho/crmAddress.ts';
import type { RecordKey } from '../zoho/photo.ts';
import { mismatchOf } from '../zoho/recordLink.ts';
import { accountOfLink, recordOfLink } from './accountOfLink.ts';
import { chooseAccount } from './chooseAccount.ts';
import type { Services } from './services.ts';
import { uploadFiles } from './uploadFiles.ts';
import { usableAccounts } from './usableAccounts.ts';

/** How long a text stays in the status bar. */
const SHOWN_MS = 8000;

/** Whether a link is being asked about. A page may open any number of links. */
let isAsking = false;

/** Whether a message is open that says why a link isn't followed. */
let isExplaining = false;

/**
 * Uploads a picture to the record of a link, which the person has opened outside of VS Code, or any
 * page has. So it always asks: for the picture, and before it is uploaded.
 */
export async function uploadForLink(
  services: Services,
  uri: Pick<vscode.Uri, 'path' | 'query'>,
): Promise<void> {
  const { log, settings } = services;
  if (isAsking || isQuestionOpen()) {
    log.info(words.LINK_IGNORED_LINE);
    vscode.window.setStatusBarMessage(words.ANSWER_FIRST, SHOWN_MS);
    return;
  }
  const server = settings.customServer();
  const read = readUploadLink(uri, server.kind === 'set' ? server.servers.web : undefined);
  if (read.kind !== 'record') {
    log.info(words.linkProblemLine(read));
    await explain(words.wordsOfLinkProblem(read));
    return;
  }
  const reported = Promise.withResolvers<true>();
  isAsking = true;
  const upload = follow(services, read.link, () => {
    reported.resolve(true);
  });
  try {
    await Promise.race([upload, reported.promise]);
  } finally {
    isAsking = false;
  }
  // The report may stay open for hours.
  await upload;
}

async function explain(problem: string): Promise<void> {
  if (isExplaining) {
    vscode.window.setStatusBarMessage(problem, SHOWN_MS);
    return;
  }
  isExplaining = true;
  try {
    await offer('error', problem, learnMoreButton('links'));
  } finally {
    isExplaining = false;
  }
}

async function follow(services: Services, link: RecordLink, onReport: () => void): Promise<void> {
  const target = await targetOf(services, link);
  if (target === undefined) {
    return;
  }
  const { account, key } = target;
  const record = recordName({ key, name: services.recent.nameOf(account.id, key) });
  const picture = await askPicture(words.photoForRecord(record, organizationName(account)));
  if (picture !== undefined) {
    const chosen = { account, key, suggestion: { kind: 'link' } } as const;
    await uploadFiles(services, () => inspectFiles([picture]), chosen, onReport);
  }
}

/** The record in the workspace's account, or in another one if the link is of that and the person agrees. */
async function targetOf(
  services: Services,
  link: RecordLink,
): Promise<{ account: Account; key: RecordKey } | undefined> {
  const account = await chooseAccount(services);
  if (account === undefined) {
    return undefined;
  }
  const mismatch = mismatchOf(link, account);
  if (mismatch === undefined) {
    const key = await recordOfLink(services, account, link);
    return key && { account, key };
  }
  const answer = await pick({
    title: organizationName(account),
    step: 1,
    steps: 1,
    placeholder: words.WHICH_ORGANIZATION,
    items: otherAccountItems(link, mismatch, await usableAccounts(services)),
  });
  const choice = answer === undefined || answer === 'back' ? undefined : answer.value.choice;
  return choice?.kind === 'use-account' || choice?.kind === 'sign-in'
    ? accountOfLink(services, choice)
    : undefined;
}
