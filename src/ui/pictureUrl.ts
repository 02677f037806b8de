import * as vscode from 'vscode';
import type { FetchProblem } from '../download/fetchPicture.ts';
import type { Allowed } from '../download/pictureAddress.ts';
import { pictureAddressOf } from '../download/pictureAddress.ts';
import { plain } from './plain.ts';
import { type } from './step.ts';
import {
  couldntDownloadFrom,
  FROM_URL_TITLE,
  TRY_ANOTHER_URL,
  URL_PLACEHOLDER,
  URL_PROMPT,
} from './words/download.ts';
import { wordsOfAddressProblem, wordsOfFetchProblem } from './words/fetchProblem.ts';
import { inFull } from './words/words.ts';

/** Asks for the URL of a picture. Undefined if the person cancels. */
export async function askPictureUrl(allowed: Allowed): Promise<URL | undefined> {
  const answer = await type({
    title: FROM_URL_TITLE,
    step: 1,
    steps: 1,
    prompt: URL_PROMPT,
    placeholder: URL_PLACEHOLDER,
    problem: (text) => {
      const address = pictureAddressOf(text, allowed);
      return address instanceof URL ? undefined : wordsOfAddressProblem(address);
    },
  });
  if (answer === undefined || answer === 'back') {
    return undefined;
  }
  const address = pictureAddressOf(answer.value, allowed);
  return address instanceof URL ? address : undefined;
}

/** Shows why a picture wasn't downloaded. @returns whether the person wants to try another URL */
export async function showFetchProblem({ host }: URL, problem: FetchProblem): Promise<boolean> {
  const message = couldntDownloadFrom(plain(host), inFull(wordsOfFetchProblem(problem)));
  const chosen = await vscode.window.showErrorMessage(message, TRY_ANOTHER_URL);
  return chosen === TRY_ANOTHER_URL;
}
