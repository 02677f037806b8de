import * as vscode from 'vscode';
import type { FetchProblem } from '../download/fetchPicture.ts';
import type { Allowed } from '../download/pictureAddress.ts';
import { pictureAddressOf } from '../download/pictureAddress.ts';
import { plain } from './plain.ts';
import { type } from './step.ts';
import { wordsOfAddressProblem, wordsOfFetchProblem } from './words/fetchProblem.ts';

/** Asks where the picture is. Undefined when the person cancels. */
export async function askPictureAddress(allowed: Allowed): Promise<URL | undefined> {
  const answer = await type({
    title: 'Upload Photo from URL',
    step: 1,
    steps: 1,
    prompt: 'Address of the picture',
    placeholder: 'https://…',
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

/** Says why there is no picture. @returns whether the person wants to try again */
export async function tellFetchProblem({ host }: URL, problem: FetchProblem): Promise<boolean> {
  const { what, remedy } = wordsOfFetchProblem(problem);
  const again = 'Try Another Address';
  const chosen = await vscode.window.showErrorMessage(
    `No picture from ${plain(host)}. ${what} ${remedy}`,
    again,
  );
  return chosen === again;
}
