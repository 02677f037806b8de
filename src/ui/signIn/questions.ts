import type { SignInAnswers, SignInQuestion } from '../../auth/prompts.ts';
import type { Failure } from '../../zoho/failure.ts';
import type { InTurn, NamedStep } from '../askInTurn.ts';
import { askInTurn } from '../askInTurn.ts';
import { wordsOfFailure } from '../words/failure.ts';
import { MOST_REFRESH_TOKENS } from '../../auth/refreshTokens.ts';
import { inFull } from '../words/words.ts';
import { codeExpiry } from '../words/selfClientFile.ts';
import {
  dotted,
  SIGN_IN_TITLE,
  TITLE_WITH_DELETION,
  notKnownAt,
} from '../words/signInQuestions.ts';
import { joinedScopes } from '../../zoho/scopes.ts';
import { plain } from '../plain.ts';
import type { Draft } from './draft.ts';
import { answersOf, authorityOf, codeExpiresAt, draftOf, emptyDraft } from './draft.ts';
import { DeletionToggle } from './deletionToggle.ts';
import { askFirst } from './firstQuestion.ts';
import {
  askClientId,
  askClientSecret,
  askClientType,
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
  | 'first'
  | 'kept-client'
  | 'proof'
  | 'token'
  | 'way';
type SignInStep = NamedStep<SignInQuestion, Draft, Name>;

const FIRST: SignInStep = { name: 'first', ask: askFirst };
const WAY: SignInStep = { name: 'way', ask: askWay };
const KEPT_CLIENT: SignInStep = { name: 'kept-client', ask: askKeptClient };
const CLIENT_TYPE: SignInStep = { name: 'client-type', ask: askClientType };
const CLIENT_ID: SignInStep = { name: 'client-id', ask: askClientId };
const CLIENT_SECRET: SignInStep = { name: 'client-secret', ask: askClientSecret };
const PROOF: SignInStep = { name: 'proof', ask: askProof };
const TOKEN: SignInStep = { name: 'token', ask: askToken };

/** Asks for everything that a way to sign in needs, step by step. The person can go back. */
export async function askAnswers(
  asked: SignInQuestion,
  custom: Draft['custom'],
  ends?: AbortSignal,
  deletion = new DeletionToggle(),
): Promise<SignInAnswers | undefined> {
  const toggle = deletion.switchFor(asked);
  const question: SignInQuestion = {
    ...asked,
    get scopes() {
      return joinedScopes(asked.scopes, deletion.scopes);
    },
  };
  const { before } = question;
  if (before === undefined) {
    return askFrom(undefined, emptyDraft(question, custom));
  }
  const { answers, failure } = before;
  const draft = draftOf(answers, failure, custom);
  const name = failure === undefined ? undefined : stepOf(answers, failure, draft);
  const error = failure === undefined ? undefined : wordsAt(name, failure);
  if (name !== undefined) {
    return askFrom({ at: new Set([name]), error }, draft);
  }
  switch (await askTryAgain(question, draft, error, ends)) {
    case 'same':
      return withDeletion(answersOf(draft));
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
    const steps = async (now: Draft): Promise<readonly SignInStep[]> =>
      (await stepsOf(question, now, known)).map(titled);
    const answered = await askInTurn(question, known, steps, { title: SIGN_IN_TITLE, ends, start });
    return answered === undefined ? undefined : withDeletion(answersOf(answered));
  }

  /** The step, in whose title is whether deleting is allowed, and how long the code is valid. */
  function titled(step: SignInStep): SignInStep {
    return {
      ...step,
      ask: (turn) => {
        const expiresAt = codeExpiresAt(turn.draft);
        const ticks = expiresAt !== undefined;
        const title = (): string => {
          const base = deletion.isOn ? TITLE_WITH_DELETION : SIGN_IN_TITLE;
          return expiresAt === undefined ? base : dotted(base, codeExpiry(expiresAt - Date.now()));
        };
        return step.ask({ ...turn, counted: { ...turn.counted, title, ticks, toggle } });
      },
    };
  }

  function withDeletion(given: SignInAnswers): SignInAnswers {
    return deletion.isOn ? { ...given, more: deletion.scopes } : given;
  }
}

function wordsAt(name: Name | undefined, failure: Failure): string {
  return name === 'first' && 'host' in failure
    ? notKnownAt(plain(failure.host))
    : inFull(wordsOfFailure(failure));
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
    ...(draft.custom === undefined && draft.way !== 'publisher' ? [FIRST] : []),
  ];
  // A renewed sign-in already has most answers.
  const isRenewed =
    question.again !== undefined && question.before === undefined && !draft.choosesWay;
  if (draft.file !== undefined) {
    return isRenewed ? [] : first;
  }
  const last = [...(await clientSteps(question, draft)), ...proofSteps(draft)];
  return isRenewed ? last.filter(({ name }) => !isKnown(name, known)) : [...first, ...last];
}

async function clientSteps(question: SignInQuestion, draft: Draft): Promise<SignInStep[]> {
  const way = question.flows.find(({ id }) => id === draft.way);
  if (way === undefined || way.clientTypes.length === 0) {
    return [];
  }
  const types = way.clientTypes.length > 1 ? [CLIENT_TYPE] : [];
  if (draft.pastedAt === 'first-question') {
    return types;
  }
  const secret = draft.pastedAt === 'client-id' ? [] : [CLIENT_SECRET];
  const typed = [...types, CLIENT_ID, ...secret];
  const known = draft.dataCenter !== undefined || draft.custom !== undefined;
  const kept = known ? await question.keptClients(authorityOf(draft), way) : [];
  const [only] = kept;
  if (only === undefined) {
    return typed;
  }
  // Another sign-in with a full client would end the oldest, and one that Zoho refused probably
  // doesn't work: that is for the person to decide.
  const isUsable = only.inUse < MOST_REFRESH_TOKENS && !only.isRefused;
  const isSettled = kept.length === 1 && (isUsable || draft.kept !== undefined);
  const settle = isSettled ? (now: Draft): Draft => ({ kept: only, ...now }) : undefined;
  return [{ ...KEPT_CLIENT, settle }, ...(draft.kept === 'another' ? typed : [])];
}

function proofSteps({ organization, way }: Draft): SignInStep[] {
  switch (way) {
    case 'self-client':
      return organization?.kind === 'id' ? [] : [PROOF];
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
function stepOf({ way }: SignInAnswers, failure: Failure, { file }: Draft): Name | undefined {
  if (file !== undefined) {
    return 'first';
  }
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
