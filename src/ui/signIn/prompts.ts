import * as vscode from 'vscode';
import type { PendingVisit, ShownDeviceCode, SignInPrompts } from '../../auth/prompts.ts';
import type { CustomServer } from '../../settings.ts';
import { plain } from '../plain.ts';
import { withProgress } from '../progress.ts';
import { pick, type } from '../step.ts';
import { SIGN_IN_TITLE } from '../words/signInQuestions.ts';
import * as words from '../words/zohosPage.ts';
import { DeletionToggle } from './deletionToggle.ts';
import { askAnswers } from './questions.ts';

/**
 * The prompts of a sign-in, in VS Code.
 *
 * @param ends cancels the sign-in because what it was for has ended
 */
export function signInPrompts(server: CustomServer, ends?: AbortSignal): SignInPrompts {
  const custom =
    server.kind === 'set' ? ({ kind: 'custom', servers: server.servers } as const) : undefined;
  const deletion = new DeletionToggle();
  return {
    answers: (question) => askAnswers(question, custom, ends, deletion),
    waitForVisit: (coming) =>
      waitForVisit(
        ends === undefined ? coming : { ...coming, limit: AbortSignal.any([coming.limit, ends]) },
      ),
    deviceCode: (code) => deviceCode(code, ends),
    meanwhile: (waiting, work) => withProgress(words.waitingFor(waiting), work, ends),
  };
}

/** Opens Zoho's page, and waits until the browser or the person returns its answer. */
async function waitForVisit(coming: PendingVisit): Promise<URL | undefined> {
  // VS Code asks first. People can also copy the URL instead, to open it anywhere.
  const opened = await openPage(coming.page);
  const { arrived, isCertain, limit } = coming;
  if (arrived === undefined || !isCertain || !opened) {
    return pasted(coming);
  }
  return withProgress(words.WAITING_FOR_CONSENT, (signal) =>
    firstOf(arrived, AbortSignal.any([signal, limit])),
  );
}

/** The URL arrives by itself, or the person pastes it. */
async function pasted({
  page,
  arrived,
  pasted: urlIn,
  limit,
}: PendingVisit): Promise<URL | undefined> {
  const over = new AbortController();
  let come: URL | undefined;
  void arrived?.then((url) => {
    come = url;
    over.abort();
  });
  const answer = await type({
    title: SIGN_IN_TITLE,
    step: 1,
    steps: 1,
    ...words.PASTE_URL,
    // The URL has a code in it.
    password: true,
    buttons: [
      {
        iconPath: new vscode.ThemeIcon('link-external'),
        tooltip: words.OPEN_AGAIN,
        press: () => void openPage(page),
      },
      {
        iconPath: new vscode.ThemeIcon('copy'),
        tooltip: words.COPY_PAGE_URL,
        press: () => void vscode.env.clipboard.writeText(page),
      },
    ],
    problem: (text) => (urlIn(text) === undefined ? words.OTHER_URL : undefined),
    ends: AbortSignal.any([over.signal, limit]),
  });
  if (come !== undefined) {
    return come;
  }
  return answer === undefined || answer === 'back' ? undefined : urlIn(answer.value);
}

/** Shows the code and the page that asks for it. */
async function deviceCode(
  { userCode, page }: ShownDeviceCode,
  ends: AbortSignal | undefined,
): Promise<boolean> {
  const code = plain(userCode);
  const items = [
    {
      label: words.COPY_AND_OPEN,
      description: code,
      detail: plain(page),
      opens: true,
    },
    {
      ...words.COPY_ONLY,
      description: code,
      opens: false,
    },
  ];
  const answer = await pick({
    title: SIGN_IN_TITLE,
    step: 1,
    steps: 1,
    placeholder: words.enterCode(code),
    items,
    active: items[0],
    ends,
  });
  if (answer === undefined || answer === 'back') {
    return false;
  }
  await vscode.env.clipboard.writeText(userCode);
  if (answer.value.opens) {
    await openPage(page);
  }
  return true;
}

function firstOf(arrived: Promise<URL>, end: AbortSignal): Promise<URL | undefined> {
  return new Promise((resolve) => {
    const over = (): void => {
      resolve(undefined);
    };
    void arrived.then(resolve);
    end.addEventListener('abort', over);
    if (end.aborted) {
      over();
    }
  });
}

/** Opens a page, and returns whether it was opened: VS Code asks the person first. */
async function openPage(page: string): Promise<boolean> {
  return vscode.env.openExternal(vscode.Uri.parse(page, true));
}
