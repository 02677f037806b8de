import type { SignInAnswers, SignInQuestion } from '../../auth/prompts.ts';
import type { Failure } from '../../zoho/failure.ts';
import type { StepAnswer } from '../step.ts';
import { wordsOfFailure } from '../words/failure.ts';
import type { Asking } from './asking.ts';
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

interface NamedStep {
  readonly name:
    | 'client-id'
    | 'client-secret'
    | 'client-type'
    | 'data-center'
    | 'kept-client'
    | 'proof'
    | 'token'
    | 'way';
  readonly ask: (asking: Asking) => Promise<StepAnswer<Draft>>;
}

const DATA_CENTER: NamedStep = { name: 'data-center', ask: askDataCenter };
const WAY: NamedStep = { name: 'way', ask: askWay };
const KEPT_CLIENT: NamedStep = { name: 'kept-client', ask: askKeptClient };
const CLIENT_TYPE: NamedStep = { name: 'client-type', ask: askClientType };
const CLIENT_ID: NamedStep = { name: 'client-id', ask: askClientId };
const CLIENT_SECRET: NamedStep = { name: 'client-secret', ask: askClientSecret };
const PROOF: NamedStep = { name: 'proof', ask: askProof };
const TOKEN: NamedStep = { name: 'token', ask: askToken };

/** Asks for everything that a way in needs, one step after the other, with a way back. */
export async function askAnswers(
  question: SignInQuestion,
  custom: Draft['custom'],
  ends?: AbortSignal,
): Promise<SignInAnswers | undefined> {
  const { before } = question;
  if (before === undefined) {
    return askSteps(question, emptyDraft(question, custom), undefined, ends);
  }
  const { answers, failure } = before;
  const draft = draftOf(answers, failure, custom);
  const text = failure === undefined ? undefined : textOf(failure);
  const step = failure === undefined ? undefined : stepOf(answers, failure);
  if (step !== undefined) {
    return askSteps(question, draft, { step, text }, ends);
  }
  switch (await askTryAgain(question, draft, text, ends)) {
    case 'same':
      return answersOf(draft);
    case 'other-client':
      return askSteps(question, draft, { step: 'client', text: undefined }, ends);
    case 'other-way':
      return askSteps(question, { ...draft, choosesWay: true }, undefined, ends);
    case undefined:
      return undefined;
  }
}

/** @param start where to begin, and what there is to be said there; at the first step otherwise */
async function askSteps(
  question: SignInQuestion,
  empty: Draft,
  start: { step: NamedStep['name'] | 'client'; text: string | undefined } | undefined,
  ends: AbortSignal | undefined,
): Promise<SignInAnswers | undefined> {
  let draft = empty;
  let steps = await stepsOf(question, draft);
  let index = Math.max(
    0,
    steps.findIndex(({ name }) =>
      start?.step === 'client' ? CLIENT_STEPS.has(name) : name === start?.step,
    ),
  );
  let error = start?.text;
  for (;;) {
    const step = steps[index];
    if (step === undefined) {
      return answersOf(draft);
    }
    const counted = { title: 'Sign In to Zoho CRM', step: index + 1, steps: steps.length, ends };
    const given = await step.ask({ question, counted, draft, error });
    if (given === undefined || (given === 'back' && index === 0)) {
      return undefined;
    }
    error = undefined;
    if (given === 'back') {
      index -= 1;
      continue;
    }
    const choosesWayNow = given.value.choosesWay && !draft.choosesWay;
    draft = given.value;
    steps = await stepsOf(question, draft);
    index = choosesWayNow ? 0 : index + 1;
  }
}

const CLIENT_STEPS: ReadonlySet<NamedStep['name']> = new Set([
  'client-id',
  'client-type',
  'kept-client',
]);

/** The steps that the way needs, as far as that can be known by now. */
async function stepsOf(question: SignInQuestion, draft: Draft): Promise<readonly NamedStep[]> {
  const first = [
    ...(draft.choosesWay ? [WAY] : []),
    ...(draft.custom === undefined && draft.way !== 'publisher' ? [DATA_CENTER] : []),
  ];
  const last = [...(await clientSteps(question, draft)), ...proofSteps(draft)];
  // Who signs in again has answered most of it before.
  return question.again !== undefined && question.before === undefined && !draft.choosesWay
    ? last.filter(({ name }) => !isKnown(name, draft))
    : [...first, ...last];
}

async function clientSteps(question: SignInQuestion, draft: Draft): Promise<NamedStep[]> {
  const way = question.ways.find(({ id }) => id === draft.way);
  if (way === undefined || way.clientTypes.length === 0) {
    return [];
  }
  const known = draft.dataCenter !== undefined || draft.custom !== undefined;
  const kept = known ? await question.keptClients(authorityOf(draft), way) : [];
  const typed = [...(way.clientTypes.length > 1 ? [CLIENT_TYPE] : []), CLIENT_ID, CLIENT_SECRET];
  return kept.length === 0 ? typed : [KEPT_CLIENT, ...(draft.kept === 'another' ? typed : [])];
}

function proofSteps({ way }: Draft): NamedStep[] {
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

function isKnown(name: NamedStep['name'], draft: Draft): boolean {
  switch (name) {
    case 'client-id':
    case 'client-type':
    case 'kept-client':
      return draft.clientId !== undefined;
    case 'client-secret':
      return draft.clientSecret !== undefined;
    case 'proof':
      return draft.proof !== undefined;
    default:
      return false;
  }
}

/** The step that a refusal is about; undefined where it is about none, but about Zoho's page. */
function stepOf({ way }: SignInAnswers, failure: Failure): NamedStep['name'] | undefined {
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

function textOf(failure: Failure): string {
  const { what, remedy } = wordsOfFailure(failure);
  return `${what} ${remedy}`;
}
