import type { OfferedClient, SignInQuestion } from '../../auth/prompts.ts';
import { clientIn } from '../../auth/pastedClient.ts';
import { isProof, proofOf } from '../../auth/proof.ts';
import { MOST_REFRESH_TOKENS } from '../../auth/refreshTokens.ts';
import { placeName } from '../../zoho/dataCenter.ts';
import { plain } from '../plain.ts';
import type { StepAnswer, StepButton } from '../step.ts';
import { pick } from '../step.ts';
import { promptForScopes } from '../words/lackingScopes.ts';
import { wordsOfCodeProblem } from '../words/selfClientFile.ts';
import { CLIENT_TYPE_WORDS, FLOW_WORDS, wordsOfProofProblem } from '../words/signIn.ts';
import * as words from '../words/signInQuestions.ts';
import { inFull } from '../words/words.ts';
import { consoleButton } from './console.ts';
import { copyButton, copyScopesButton } from './copyButton.ts';
import type { Draft } from './draft.ts';
import { authorityOf } from './draft.ts';
import type { Asking } from './asking.ts';
import { typeOrFile } from './typeOrFile.ts';

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
  return taken(answer, ({ way }) => otherWay(draft, way));
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
  const problem = (text: string): string | undefined => {
    const { id, secret } = clientIn(text);
    if (id === undefined && secret !== undefined) {
      return words.ID_NOT_SECRET;
    }
    const isCode = id === undefined && proofOf(text, authorityOf(draft)).kind === 'code';
    return text === '' ? words.NO_CLIENT_ID : isCode ? words.ID_NOT_CODE : undefined;
  };
  const input = {
    ...counted,
    prompt: words.clientIdPrompt(CLIENT_TYPE_WORDS[clientType], where, redirectUris),
    placeholder: clientType === 'non-browser' ? '1004.…' : '1000.…',
    value: draft.clientId ?? '',
    error,
    buttons: [
      ...redirectUris.map((uri) => copyButton(words.copyUri(uri), uri)),
      ...consoleButtons(draft),
    ],
    problem,
  };
  return typeOrFile({ question, draft }, input, (text) => {
    const { id: clientId = text, secret } = clientIn(text);
    if (secret !== undefined) {
      return { ...draft, clientType, clientId, clientSecret: secret, pastedAt: 'client-id' };
    }
    // A different client has a different secret.
    const { clientSecret, pastedAt, ...rest } = draft;
    return { ...(clientId === draft.clientId ? draft : rest), clientType, clientId };
  });
}

export async function askClientSecret({
  question,
  counted,
  draft,
  error,
}: Asking): Promise<StepAnswer<Draft>> {
  const optional = draft.clientType === 'mobile';
  const problem = (text: string): string | undefined => {
    const { id, secret } = clientIn(text);
    if (id !== undefined && secret === undefined) {
      return words.SECRET_NOT_ID;
    }
    return text === '' && !optional ? words.NO_CLIENT_SECRET : undefined;
  };
  const input = {
    ...counted,
    value: error === undefined ? (draft.clientSecret ?? '') : '',
    prompt: words.clientSecretPrompt(optional),
    password: true,
    error,
    buttons: consoleButtons(draft),
    problem,
  };
  return typeOrFile({ question, draft }, input, (text) => {
    const { id, secret: clientSecret = text } = clientIn(text);
    return { ...draft, clientSecret, ...(id === undefined ? {} : { clientId: id }) };
  });
}

/** Asks which organization a self client is for. */
export async function askProof({
  question,
  counted,
  draft,
  error,
}: Asking): Promise<StepAnswer<Draft>> {
  const authority = authorityOf(draft);
  const problem = (text: string): string | undefined => {
    const proof = proofOf(text, authority);
    if (!isProof(proof)) {
      return wordsOfProofProblem(proof);
    }
    if (proof.kind === 'code' && question.isUsed(proof.code)) {
      return inFull(wordsOfCodeProblem({ kind: 'used' }));
    }
    const [at, now] = [text === draft.proof ? draft.proofExpiresAt : undefined, Date.now()];
    return at !== undefined && at <= now
      ? inFull(wordsOfCodeProblem({ kind: 'expired', at, now }))
      : undefined;
  };
  const input = {
    ...counted,
    ...proofWords(question, draft),
    value: draft.proof ?? '',
    // A code works like a password for a few minutes.
    password: true,
    error,
    buttons: [copyScopesButton(question), ...consoleButtons(draft)],
    problem,
  };
  return typeOrFile({ question, draft }, input, (proof) => ({ ...draft, proof }));
}

function proofWords({ again }: SignInQuestion, { organization }: Draft): typeof words.CODE_ONLY {
  const lacking = again?.lacking && { prompt: promptForScopes(again) };
  if (again?.byCode === true) {
    return { ...words.CODE_ONLY, ...lacking };
  }
  if (lacking !== undefined) {
    return { ...words.CODE_OR_ORGANIZATION, ...lacking };
  }
  return organization?.kind === 'sandbox' ? words.CODE_FOR_SANDBOX : words.CODE_OR_ORGANIZATION;
}

export async function askToken({
  question,
  counted,
  draft,
  error,
}: Asking): Promise<StepAnswer<Draft>> {
  const input = {
    ...counted,
    ...words.TOKEN,
    password: true,
    error,
    buttons: [copyScopesButton(question)],
    problem: (token: string) => (/^[\w.-]+$/.test(token) ? undefined : words.NO_TOKEN),
  };
  return typeOrFile({ question, draft }, input, (token) => ({ ...draft, token }));
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

/** A different way starts over, except for where the CRM is. */
function otherWay(draft: Draft, way: Draft['way']): Draft {
  const { kept, clientType, clientId, clientSecret, pastedAt, proof, token, ...start } = draft;
  return draft.way === way ? draft : { ...start, way };
}

function consoleButtons({ custom, dataCenter = 'US' }: Draft): StepButton[] {
  return custom === undefined ? [consoleButton(dataCenter)] : [];
}
