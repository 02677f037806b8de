import * as vscode from 'vscode';
import type { OfferedClient, SignInQuestion } from '../../auth/prompts.ts';
import { isProof, proofOf } from '../../auth/proof.ts';
import { MOST_REFRESH_TOKENS } from '../../auth/refreshTokens.ts';
import { placeName } from '../../zoho/dataCenter.ts';
import { plain } from '../plain.ts';
import { separator } from '../separator.ts';
import type { StepAnswer, StepButton } from '../step.ts';
import { pick, type } from '../step.ts';
import { promptForScopes } from '../words/lackingScopes.ts';
import { CLIENT_TYPE_WORDS, FLOW_WORDS, wordsOfProofProblem } from '../words/signIn.ts';
import * as words from '../words/signInQuestions.ts';
import { consoleButton, dataCenterItems } from './console.ts';
import type { Draft } from './draft.ts';
import { authorityOf } from './draft.ts';
import type { Asking } from './asking.ts';

/** Asks for the data center by its host, and offers the other ways to sign in. */
export async function askDataCenter({
  question,
  counted,
  draft,
}: Asking): Promise<StepAnswer<Draft>> {
  const centers = dataCenterItems();
  const offersOthers = !draft.choosesWay && question.flows.length > 1;
  const others = {
    label: words.OTHER_WAYS,
    description: words.OTHER_WAYS_DESCRIPTION,
    dataCenter: undefined,
  };
  const answer = await pick({
    ...counted,
    placeholder: words.WHICH_DATA_CENTER,
    items: offersOthers ? [...centers, { ...separator(), dataCenter: undefined }, others] : centers,
    active: centers.find(({ dataCenter }) => dataCenter === draft.dataCenter),
  });
  return taken(answer, ({ dataCenter }) =>
    dataCenter === undefined
      ? { ...draft, choosesWay: true }
      : changed(draft, 'dataCenter', { dataCenter }),
  );
}

/** Asks for the way to sign in; the recommended one is first. */
export async function askWay({ question, counted, draft }: Asking): Promise<StepAnswer<Draft>> {
  const items = question.flows.map(({ id }, index) => {
    const [label, detail] = FLOW_WORDS[id];
    return { label, detail, ...(index === 0 ? { description: words.RECOMMENDED } : {}), way: id };
  });
  const answer = await pick({
    ...counted,
    placeholder: words.WHICH_WAY,
    items,
    active: items.find(({ way }) => way === draft.way),
  });
  return taken(answer, ({ way }) => changed(draft, 'way', { way }));
}

/** Asks for a client used before, or another one. */
export async function askKeptClient({
  question,
  counted,
  draft,
}: Asking): Promise<StepAnswer<Draft>> {
  const way = question.flows.find(({ id }) => id === draft.way);
  const kept = way === undefined ? [] : await question.keptClients(authorityOf(draft), way);
  const items = [
    ...kept.map((client) => ({
      label: plain(client.login),
      description: plain(client.client.id),
      detail: detailOf(client),
      kept: client,
    })),
    { label: words.ANOTHER_CLIENT, detail: '', kept: 'another' as const },
  ];
  const answer = await pick({
    ...counted,
    placeholder: words.WHICH_CLIENT,
    items,
    active: items[0],
  });
  return taken(answer, ({ kept: chosen }) => ({ ...draft, kept: chosen }));
}

function detailOf({ client, inUse }: OfferedClient): string {
  return [CLIENT_TYPE_WORDS[client.type], words.signInsInUse(inUse, MOST_REFRESH_TOKENS)].join(
    ' · ',
  );
}

export async function askClientType({
  question,
  counted,
  draft,
}: Asking): Promise<StepAnswer<Draft>> {
  const way = question.flows.find(({ id }) => id === draft.way);
  const items = (way?.clientTypes ?? []).map((clientType) => ({
    label: CLIENT_TYPE_WORDS[clientType],
    clientType,
  }));
  const answer = await pick({
    ...counted,
    placeholder: words.WHICH_CLIENT_TYPE,
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
  const way = question.flows.find(({ id }) => id === draft.way);
  const [only] = way?.clientTypes ?? [];
  const clientType = draft.clientType ?? only ?? 'self';
  const redirectUris =
    clientType === 'server' || clientType === 'mobile' ? question.redirectUris : [];
  const where = plain(placeName(authorityOf(draft)));
  const answer = await type({
    ...counted,
    prompt: words.clientIdPrompt(CLIENT_TYPE_WORDS[clientType], where, redirectUris),
    placeholder: clientType === 'non-browser' ? '1004.…' : '1000.…',
    value: draft.clientId ?? '',
    error,
    buttons: [
      ...redirectUris.map((uri) => copyButton(words.copyUri(uri), uri)),
      ...consoleButtons(draft),
    ],
    problem: (id) => (id === '' ? words.NO_CLIENT_ID : undefined),
  });
  return taken(answer, (clientId) => {
    // A different client has a different secret.
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
    prompt: words.clientSecretPrompt(optional),
    password: true,
    error,
    buttons: consoleButtons(draft),
    problem: (secret) => (secret === '' && !optional ? words.NO_CLIENT_SECRET : undefined),
  });
  return taken(answer, (clientSecret) => ({ ...draft, clientSecret }));
}

/** Asks which organization a self client is for. */
export async function askProof({
  question,
  counted,
  draft,
  error,
}: Asking): Promise<StepAnswer<Draft>> {
  const authority = authorityOf(draft);
  const answer = await type({
    ...counted,
    ...(question.again?.byCode === true ? words.CODE_ONLY : words.CODE_OR_ORGANIZATION),
    ...(question.again?.lacking && { prompt: promptForScopes(question.again) }),
    value: draft.proof ?? '',
    // A code works like a password for a few minutes.
    password: true,
    error,
    buttons: [copyButton(words.COPY_SCOPES, question.scopes.join(',')), ...consoleButtons(draft)],
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
    ...words.TOKEN,
    password: true,
    error,
    buttons: [copyButton(words.COPY_SCOPES, question.scopes.join(','))],
    problem: (token) => (/^[\w.-]+$/.test(token) ? undefined : words.NO_TOKEN),
  });
  return taken(answer, (token) => ({ ...draft, token }));
}

/**
 * Asks what to do when Zoho's page in the browser led to no sign-in.
 *
 * @param error what went wrong, if known
 */
export async function askTryAgain(
  { flows }: SignInQuestion,
  { way }: Draft,
  error: string | undefined,
  ends: AbortSignal | undefined,
): Promise<'same' | 'other-client' | 'other-way' | undefined> {
  const items = [
    { label: words.TRY_AGAIN, detail: error ?? '', next: 'same' as const },
    ...(way === 'publisher'
      ? []
      : [
          {
            label: words.CHANGE_CLIENT,
            detail: words.WHEN_TO_CHANGE_CLIENT,
            next: 'other-client' as const,
          },
        ]),
    ...(flows.length > 1
      ? [{ label: words.OTHER_WAYS, detail: '', next: 'other-way' as const }]
      : []),
  ];
  const answer = await pick({
    title: words.SIGN_IN_TITLE,
    step: 1,
    steps: 1,
    ends,
    placeholder: error === undefined ? words.NOT_SIGNED_IN_YET : words.SIGN_IN_FAILED,
    items,
    active: items[0],
  });
  return answer === undefined || answer === 'back' ? undefined : answer.value.next;
}

function taken<T>(answer: StepAnswer<T>, take: (value: T) => Draft): StepAnswer<Draft> {
  return answer === undefined || answer === 'back' ? answer : { value: take(answer.value) };
}

/** A different data center has different known clients; a different way starts over. */
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
