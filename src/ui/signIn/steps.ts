import * as vscode from 'vscode';
import type { OfferedClient, SignInQuestion } from '../../auth/prompts.ts';
import { isProof, proofOf } from '../../auth/proof.ts';
import { MOST_REFRESH_TOKENS } from '../../auth/refreshTokens.ts';
import { placeName } from '../../zoho/dataCenter.ts';
import { plain } from '../plain.ts';
import { separator } from '../separator.ts';
import type { StepAnswer, StepButton } from '../step.ts';
import { pick, type } from '../step.ts';
import { CLIENT_TYPE_WORDS, FLOW_WORDS, wordsOfProofProblem } from '../words/signIn.ts';
import { consoleButton, dataCenterItems } from './console.ts';
import type { Draft } from './draft.ts';
import { authorityOf } from './draft.ts';
import type { Asking } from './asking.ts';

const OTHER_WAYS = 'Other ways…';

/** Which data center, by the address that people know; and the door to the other ways. */
export async function askDataCenter({
  question,
  counted,
  draft,
}: Asking): Promise<StepAnswer<Draft>> {
  const centers = dataCenterItems();
  const offersOthers = !draft.choosesWay && question.ways.length > 1;
  const others = {
    label: OTHER_WAYS,
    description: 'browser, device code, access token',
    dataCenter: undefined,
  };
  const answer = await pick({
    ...counted,
    placeholder: 'Which address does your CRM have in the browser?',
    items: offersOthers ? [...centers, { ...separator(), dataCenter: undefined }, others] : centers,
    active: centers.find(({ dataCenter }) => dataCenter === draft.dataCenter),
  });
  return taken(answer, ({ dataCenter }) =>
    dataCenter === undefined
      ? { ...draft, choosesWay: true }
      : changed(draft, 'dataCenter', { dataCenter }),
  );
}

/** Which way in; the recommended one first. */
export async function askWay({ question, counted, draft }: Asking): Promise<StepAnswer<Draft>> {
  const items = question.ways.map(({ id }, index) => {
    const [label, detail] = FLOW_WORDS[id];
    return { label, detail, ...(index === 0 ? { description: 'recommended' } : {}), way: id };
  });
  const answer = await pick({
    ...counted,
    placeholder: 'How do you want to sign in?',
    items,
    active: items.find(({ way }) => way === draft.way),
  });
  return taken(answer, ({ way }) => changed(draft, 'way', { way }));
}

/** One of the clients that have been used before, or another. */
export async function askKeptClient({
  question,
  counted,
  draft,
}: Asking): Promise<StepAnswer<Draft>> {
  const way = question.ways.find(({ id }) => id === draft.way);
  const kept = way === undefined ? [] : await question.keptClients(authorityOf(draft), way);
  const items = [
    ...kept.map((client) => ({
      label: plain(client.login),
      description: plain(client.client.id),
      detail: detailOf(client),
      kept: client,
    })),
    { label: 'Another client…', detail: '', kept: 'another' as const },
  ];
  const answer = await pick({
    ...counted,
    placeholder: 'Which client?',
    items,
    active: items[0],
  });
  return taken(answer, ({ kept: chosen }) => ({ ...draft, kept: chosen }));
}

function detailOf({ client, inUse }: OfferedClient): string {
  const type = CLIENT_TYPE_WORDS[client.type];
  const used = `${inUse} of ${MOST_REFRESH_TOKENS} sign-ins in use`;
  return inUse >= MOST_REFRESH_TOKENS
    ? `${type} · ${used}: Zoho ends the oldest for another one`
    : `${type} · ${used}`;
}

export async function askClientType({
  question,
  counted,
  draft,
}: Asking): Promise<StepAnswer<Draft>> {
  const way = question.ways.find(({ id }) => id === draft.way);
  const items = (way?.clientTypes ?? []).map((clientType) => ({
    label: CLIENT_TYPE_WORDS[clientType],
    clientType,
  }));
  const answer = await pick({
    ...counted,
    placeholder: 'Of which type is the client, in Zoho’s API console?',
    items,
    active: items.find(({ clientType }) => clientType === draft.clientType),
  });
  return taken(answer, ({ clientType }) => ({ ...draft, clientType }));
}

export async function askClientId({
  question,
  counted,
  draft,
  error,
}: Asking): Promise<StepAnswer<Draft>> {
  const way = question.ways.find(({ id }) => id === draft.way);
  const [only] = way?.clientTypes ?? [];
  const clientType = draft.clientType ?? only ?? 'self';
  const redirected = clientType === 'server' || clientType === 'mobile';
  const where = plain(placeName(authorityOf(draft)));
  const answer = await type({
    ...counted,
    prompt: `Client ID of a client of the type “${CLIENT_TYPE_WORDS[clientType]}” in the API console of ${where}${redirected ? `, with the redirect addresses ${question.redirectUris.join(', ')}` : ''}`,
    placeholder: clientType === 'non-browser' ? '1004.…' : '1000.…',
    value: draft.clientId ?? '',
    error,
    buttons: [
      ...(redirected
        ? question.redirectUris.map((address) => copyButton(`Copy ${address}`, address))
        : []),
      ...consoleButtons(draft),
    ],
    problem: (id) => (id === '' ? 'Copy the client ID from the API console.' : undefined),
  });
  return taken(answer, (clientId) => {
    // Another client has another secret.
    const { clientSecret, ...rest } = draft;
    return { ...(clientId === draft.clientId ? draft : rest), clientType, clientId };
  });
}

export async function askClientSecret({
  counted,
  draft,
  error,
}: Asking): Promise<StepAnswer<Draft>> {
  const optional = draft.clientType === 'mobile';
  const answer = await type({
    ...counted,
    value: error === undefined ? (draft.clientSecret ?? '') : '',
    prompt: `Client secret, beside the client ID${optional ? '; leave it empty if there is none' : ''}. VS Code keeps it in its secret storage.`,
    password: true,
    error,
    buttons: consoleButtons(draft),
    problem: (secret) =>
      secret === '' && !optional ? 'Copy the client secret from the API console.' : undefined,
  });
  return taken(answer, (clientSecret) => ({ ...draft, clientSecret }));
}

const CODE_OR_ORGANIZATION = {
  prompt:
    'Any address of your CRM from the browser, or your organization’s ID. For a sandbox: a code from “Generate Code” in the API console, with the scopes that the button copies.',
  placeholder: 'https://crm.zoho…/crm/org…  or  1000.…',
};

const CODE_ONLY = {
  prompt:
    'A code from “Generate Code” in the API console, with the scopes that the button copies: an organization ID does not get all of them.',
  placeholder: '1000.…',
};

/** Whose organization a self client is for. */
export async function askProof({
  question,
  counted,
  draft,
  error,
}: Asking): Promise<StepAnswer<Draft>> {
  const authority = authorityOf(draft);
  const answer = await type({
    ...counted,
    ...(question.again?.byCode === true ? CODE_ONLY : CODE_OR_ORGANIZATION),
    value: draft.proof ?? '',
    // A code is as good as a password for its few minutes.
    password: true,
    error,
    buttons: [copyButton('Copy the scopes', question.scopes.join(',')), ...consoleButtons(draft)],
    problem: (text) => {
      const proof = proofOf(text, authority);
      return isProof(proof) ? undefined : wordsOfProofProblem(proof);
    },
  });
  return taken(answer, (proof) => ({ ...draft, proof }));
}

export async function askToken({
  question,
  counted,
  draft,
  error,
}: Asking): Promise<StepAnswer<Draft>> {
  const answer = await type({
    ...counted,
    prompt:
      'Access token, with the scopes that the button copies. It serves for an hour at most; then you sign in again.',
    placeholder: '1000.…',
    password: true,
    error,
    buttons: [copyButton('Copy the scopes', question.scopes.join(','))],
    problem: (token) =>
      /^[\w.-]+$/.test(token)
        ? undefined
        : 'Paste the access token alone, without “Zoho-oauthtoken”.',
  });
  return taken(answer, (token) => ({ ...draft, token }));
}

/**
 * What to do after Zoho's page in the browser led to nothing.
 *
 * @param error what went wrong, where that is known
 */
export async function askTryAgain(
  { ways }: SignInQuestion,
  { way }: Draft,
  error: string | undefined,
  ends: AbortSignal | undefined,
): Promise<'same' | 'other-client' | 'other-way' | undefined> {
  const items = [
    { label: 'Try again', detail: error ?? '', next: 'same' as const },
    ...(way === 'publisher'
      ? []
      : [
          {
            label: 'Change the client…',
            detail: 'if Zoho’s page said “Invalid Client” or “Invalid Redirect Uri”',
            next: 'other-client' as const,
          },
        ]),
    ...(ways.length > 1 ? [{ label: OTHER_WAYS, detail: '', next: 'other-way' as const }] : []),
  ];
  const answer = await pick({
    title: 'Sign In to Zoho CRM',
    step: 1,
    steps: 1,
    ends,
    placeholder: error === undefined ? 'Not signed in yet. What now?' : 'That did not work',
    items,
    active: items[0],
  });
  return answer === undefined || answer === 'back' ? undefined : answer.value.next;
}

function taken<T>(answer: StepAnswer<T>, take: (value: T) => Draft): StepAnswer<Draft> {
  return answer === undefined || answer === 'back' ? answer : { value: take(answer.value) };
}

/** Another data center has other kept clients; another way wants other answers altogether. */
function changed<K extends 'dataCenter' | 'way'>(
  draft: Draft,
  key: K,
  value: Required<Pick<Draft, K>>,
): Draft {
  if (draft[key] === value[key]) {
    return draft;
  }
  const { kept, ...rest } = draft;
  if (key === 'dataCenter') {
    return { ...rest, ...value };
  }
  const { clientType, clientId, clientSecret, proof, token, ...start } = rest;
  return { ...start, ...value };
}

function copyButton(tooltip: string, text: string): StepButton {
  return {
    iconPath: new vscode.ThemeIcon('copy'),
    tooltip,
    press: () => void vscode.env.clipboard.writeText(text),
  };
}

function consoleButtons({ custom, dataCenter = 'US' }: Draft): StepButton[] {
  return custom === undefined ? [consoleButton(dataCenter)] : [];
}
