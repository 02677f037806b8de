import type { Authority } from '../../src/zoho/dataCenter.ts';
import type { Incoming } from '../../src/zoho/sender.ts';
import type { Question } from './question.ts';
import { COQL_PHOTO_QUESTION, COQL_QUESTIONS } from './questions/coql.ts';
import { DELETION_QUESTION } from './questions/deletion.ts';
import { BYTES_QUESTION, FORMAT_QUESTION, PIXELS_QUESTION } from './questions/limits.ts';
import { METADATA_QUESTIONS } from './questions/metadata.ts';
import { MARK_QUESTION, NO_FILE_QUESTION, RETURN_QUESTION } from './questions/photo.ts';
import { RECORD_QUESTIONS } from './questions/records.ts';
import { revocationQuestion, tokenQuestions } from './questions/tokens.ts';
import type { Sandbox } from './sandboxProof.ts';
import type { Session } from './session.ts';

/** The facts that the sign-in shows by itself. */
export const SIGN_IN_FACTS = [
  'scopeInTokenAnswer',
  'apiDomain',
  'organizationType',
  'nullCompanyName',
  'wrongHostCode',
] as const;

/** In the order in which they are asked: what only reads comes first. */
export function questionsBeforeRestoring(
  authority: Authority,
  sandbox: Sandbox,
  first: Incoming,
): readonly Question[] {
  return [
    ...METADATA_QUESTIONS,
    ...RECORD_QUESTIONS,
    ...COQL_QUESTIONS,
    ...tokenQuestions(authority, sandbox, first),
    NO_FILE_QUESTION,
    FORMAT_QUESTION,
    PIXELS_QUESTION,
    BYTES_QUESTION,
    DELETION_QUESTION,
    MARK_QUESTION,
    COQL_PHOTO_QUESTION,
    RETURN_QUESTION,
  ];
}

/** Asked when the photo is back: nothing works afterwards. */
export function lastQuestion(session: Session): Question {
  return revocationQuestion(session.refreshToken, () => {
    session.revoked();
  });
}

/** All questions for somebody who only reads them. */
export function listedQuestions(): readonly Question[] {
  const authority = { kind: 'zoho', dataCenter: 'US' } as const;
  const organization = { id: '', domain: '', name: '' };
  const nothing = { status: 0, headers: {}, body: new Uint8Array() };
  const sandbox: Sandbox = {
    environment: 'sandbox',
    api: '',
    organization,
    calls: 0,
    seen: [],
    personal: [],
  };
  return [
    ...questionsBeforeRestoring(authority, sandbox, nothing),
    revocationQuestion(undefined, () => undefined),
  ];
}
