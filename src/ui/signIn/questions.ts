import type { SignInAnswers, SignInQuestion } from '../../auth/prompts.ts';
import type { Failure } from '../../zoho/failure.ts';
import type { InTurn, NamedStep } from '../askInTurn.ts';
import { askInTurn } from '../askInTurn.ts';
import { wordsOfFailure } from '../words/failure.ts';
import { inFull } from '../words/words.ts';
import { SIGN_IN_TITLE } from '../words/signInQuestions.ts';
import type { Draft } from './draft.ts';
import { answersOf, authorityOf, draftOf, emptyDraft } from './draft.ts';
import {
  askClientId,
  askClientSecret,
  askClientType,
  askDataCenter,
  askKeptClient,
  askProof,
  askToken,
  askTryAgain,
  askWay,
} from './steps.ts';

type Name =
  | 'client-id'
  | 'client-secret'
  | 'client-type'
  | 'data-center'
  | 'kept-client'
  | 'proof'
  | 'token'
  | 'way';
type SignInStep = NamedStep<SignInQuestion, Draft, Name>;

const DATA_CENTER: SignInStep = { name: 'data-center', ask: askDataCenter };
const WAY: SignInStep = { name: 'way', ask: askWay };
const KEPT_CLIENT: SignInStep = { name: 'kept-client', ask: askKeptClient };
const CLIENT_TYPE: SignInStep = { name: 'client-type', ask: askClientType };
const CLIENT_ID: SignInStep = { name: 'client-id', ask: askClientId };
const CLIENT_SECRET: SignInStep = { name: 'client-secret', ask: askClientSecret };
const PROOF: SignInStep = { name: 'proof', ask: askProof };
const TOKEN: SignInStep = { name: 'token', ask: askToken };

/** Asks for everything that a way to sign in needs, step by step. The person can go back. */
export async function askAnswers(
  question: SignInQuestion,
  custom: Draft['custom'],
  ends?: AbortSignal,
): Promise<SignInAnswers | undefined> {
  const { before } = question;
  if (before === undefined) {
    return askFrom(undefined, emptyDraft(question, custom));
  }
  const { answers, failure } = before;
  const draft = draftOf(answers, failure, custom);
  const error = failure === undefined ? undefined : inFull(wordsOfFailure(failure));
  const name = failure === undefined ? undefined : stepOf(answers, failure);
  if (name !== undefined) {
    return askFrom({ at: new Set([name]), error }, draft);
  }
  switch (await askTryAgain(question, draft, error, ends)) {
    case 'same':
      return answersOf(draft);
    case 'other-client':
      return askFrom({ at: CLIENT_STEPS, error: undefined }, draft);
    case 'other-way':
      return askFrom(undefined, { ...draft, choosesWay: true });
    case undefined:
      return undefined;
  }

  async function askFrom(
    start: InTurn<Name>['start'],
    known: Draft,
  ): Promise<SignInAnswers | undefined> {
    const title = SIGN_IN_TITLE;
    const steps = (now: Draft): Promise<readonly SignInStep[]> => stepsOf(question, now, known);
    const answered = await askInTurn(question, known, steps, { title, ends, start });
    return answered === undefined ? undefined : answersOf(answered);
  }
}

const CLIENT_STEPS: ReadonlySet<Name> = new Set(['client-id', 'client-type', 'kept-client']);

/**
 * The steps that the way needs, as far as is known now.
 *
 * @param known the draft before the first question
 */
async function stepsOf(
  question: SignInQuestion,
  draft: Draft,
  known: Draft,
): Promise<readonly SignInStep[]> {
  const first = [
    ...(draft.choosesWay ? [WAY] : []),
    ...(draft.custom === undefined && draft.way !== 'publisher' ? [DATA_CENTER] : []),
  ];
  const last = [...(await clientSteps(question, draft)), ...proofSteps(draft)];
  // A renewed sign-in already has most answers.
  return question.again !== undefined && question.before === undefined && !draft.choosesWay
    ? last.filter(({ name }) => !isKnown(name, known))
    : [...first, ...last];
}

async function clientSteps(question: SignInQuestion, draft: Draft): Promise<SignInStep[]> {
  const way = question.flows.find(({ id }) => id === draft.way);
  if (way === undefined || way.clientTypes.length === 0) {
    return [];
  }
  const known = draft.dataCenter !== undefined || draft.custom !== undefined;
  const kept = known ? await question.keptClients(authorityOf(draft), way) : [];
  const typed = [...(way.clientTypes.length > 1 ? [CLIENT_TYPE] : []), CLIENT_ID, CLIENT_SECRET];
  return kept.length === 0 ? typed : [KEPT_CLIENT, ...(draft.kept === 'another' ? typed : [])];
}

function proofSteps({ way }: Draft): SignInStep[] {
  switch (way) {
    case 'self-client':
      return [PROOF];
    case 'access-token':
      return [TOKEN];
    case 'browser':
    case 'device-code':
    case 'publisher':
      return [];
  }
}

function isKnown(name: Name, known: Draft): boolean {
  switch (name) {
    case 'client-id':
    case 'client-type':
    case 'kept-client':
      return known.clientId !== undefined;
    case 'client-secret':
      return known.clientSecret !== undefined;
    case 'proof':
      return known.proof !== undefined;
    default:
      return false;
  }
}

/** The step that a refusal is about; undefined if it is about Zoho's page. */
function stepOf({ way }: SignInAnswers, failure: Failure): Name | undefined {
  if (way !== 'publisher' && way !== 'access-token') {
    if (failure.kind === 'client-refused') {
      return 'client-id';
    }
    if (failure.kind === 'client-secret-refused') {
      return 'client-secret';
    }
  }
  switch (way) {
    case 'self-client':
      return 'proof';
    case 'access-token':
      return 'token';
    case 'browser':
    case 'device-code':
    case 'publisher':
      return undefined;
  }
}
