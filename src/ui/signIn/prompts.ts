import * as vscode from 'vscode';
import type { Coming, ShownDeviceCode, SignInPrompts, Waiting } from '../../auth/prompts.ts';
import type { CustomServer } from '../../settings.ts';
import { plain } from '../plain.ts';
import { withProgress } from '../progress.ts';
import { pick, type } from '../step.ts';
import { askAnswers } from './questions.ts';

const TITLE = 'Sign In to Zoho CRM';

/**
 * Signing in, as VS Code shows it.
 *
 * @param ends cancels it from outside: what it was for is over
 */
export function signInPrompts(server: CustomServer, ends?: AbortSignal): SignInPrompts {
  const custom =
    server.kind === 'set' ? ({ kind: 'custom', servers: server.servers } as const) : undefined;
  return {
    answers: (question) => askAnswers(question, custom, ends),
    comesBack: (coming) =>
      comesBack(
        ends === undefined ? coming : { ...coming, limit: AbortSignal.any([coming.limit, ends]) },
      ),
    deviceCode: (code) => deviceCode(code, ends),
    meanwhile: (waiting, work) => withProgress(titleOf(waiting), work, ends),
  };
}

/** Opens Zoho's page, and waits until the browser or the person brings its answer. */
async function comesBack(coming: Coming): Promise<URL | undefined> {
  // VS Code asks first. Whoever only copied the address there may open it anywhere.
  const opened = await openPage(coming.page);
  const { arrived, surely, limit } = coming;
  if (arrived === undefined || !surely || !opened) {
    return pasted(coming);
  }
  return withProgress(
    'Waiting for you to allow the access on Zoho’s page in the browser',
    (signal) => firstOf(arrived, AbortSignal.any([signal, limit])),
  );
}

/** The address arrives by itself, or somebody pastes it. */
async function pasted({ page, arrived, pasted: urlIn, limit }: Coming): Promise<URL | undefined> {
  const over = new AbortController();
  let come: URL | undefined;
  void arrived?.then((url) => {
    come = url;
    over.abort();
  });
  const answer = await type({
    title: TITLE,
    step: 1,
    steps: 1,
    prompt:
      'Allow the access on Zoho’s page in the browser. If the browser then cannot show the next page, paste the address of that page here.',
    placeholder: 'http://127.0.0.1…',
    // The address has a code in it.
    password: true,
    buttons: [
      {
        iconPath: new vscode.ThemeIcon('link-external'),
        tooltip: 'Open Zoho’s page again',
        press: () => void openPage(page),
      },
      {
        iconPath: new vscode.ThemeIcon('copy'),
        tooltip: 'Copy the address of Zoho’s page',
        press: () => void vscode.env.clipboard.writeText(page),
      },
    ],
    problem: (text) =>
      urlIn(text) === undefined
        ? 'This is not the address that Zoho’s page leads to in this sign-in.'
        : undefined,
    ends: AbortSignal.any([over.signal, limit]),
  });
  if (come !== undefined) {
    return come;
  }
  return answer === undefined || answer === 'back' ? undefined : urlIn(answer.value);
}

/** The code, and the way to the page that asks for it. */
async function deviceCode(
  { userCode, page }: ShownDeviceCode,
  ends: AbortSignal | undefined,
): Promise<boolean> {
  const code = plain(userCode);
  const items = [
    {
      label: 'Copy the code and open the page',
      description: code,
      detail: plain(page),
      opens: true,
    },
    {
      label: 'Copy the code only',
      description: code,
      detail: 'to open the page on another device',
      opens: false,
    },
  ];
  const answer = await pick({
    title: TITLE,
    step: 1,
    steps: 1,
    placeholder: `Zoho’s page asks for the code ${code}`,
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

function titleOf(waiting: Waiting): string {
  switch (waiting.kind) {
    case 'exchanging':
      return 'Signing in to Zoho CRM';
    case 'device-code':
      return `Waiting for ${plain(waiting.userCode)} to be entered at ${plain(waiting.page)}`;
  }
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

/** Whether it was opened: VS Code asks the person first. */
async function openPage(page: string): Promise<boolean> {
  return vscode.env.openExternal(vscode.Uri.parse(page, true));
}
