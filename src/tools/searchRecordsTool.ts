import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Account } from '../auth/account.ts';
import type { Services } from '../commands/services.ts';
import { signalOf } from '../ui/cancellation.ts';
import { organizationName } from '../ui/names.ts';
import { plain, visible } from '../ui/plain.ts';
import { wordsOfFailure } from '../ui/words/failure.ts';
import type { SearchRefusal } from './searchWords.ts';
import {
  foundAsJson,
  searching,
  searchQuestion,
  searchToolLine,
  wordsOfSearchFailure,
  wordsOfSearchRefusal,
} from './searchWords.ts';
import type { FoundRecords } from '../upload/findRecords.ts';
import { findRecords } from '../upload/findRecords.ts';
import { moduleOfTab, standardModules } from '../upload/moduleLists.ts';
import { moduleProblem } from '../upload/target.ts';
import type { Crm } from '../zoho/crm.ts';
import { readCrmAddress } from '../zoho/crmAddress.ts';
import type { Result } from '../zoho/failure.ts';
import { success } from '../zoho/failure.ts';
import { findRecord } from '../zoho/record.ts';
import { isAsLongAsSeen, looksLikeRecordId, readRecordId } from '../zoho/recordId.ts';
import { mismatchOf } from '../zoho/recordLink.ts';
import { accountOfTool } from './accountOfTool.ts';
import { confirmCall, toolCall } from './toolCall.ts';
import { ToolProblem } from './toolProblem.ts';

/** More than a name, code, or email address has; so many can be read in the question. */
const MOST_CHARACTERS = 200;

/**
 * The input that package.json declares; a model may send anything. What is searched for is what the
 * person sees in the question: all of it, and nothing invisible.
 */
const Input = v.object({
  module: v.string(),
  words: v.pipe(
    v.string(),
    v.check(({ length }) => length <= MOST_CHARACTERS),
    v.transform((text) => visible(text, MOST_CHARACTERS)),
    v.check(({ length }) => length >= 2),
  ),
});
type Input = v.InferOutput<typeof Input>;

type Search = { readonly account: Account; readonly input: Input } | SearchRefusal;

/**
 * `search_zoho_crm_records` gives customers' data to a language model, so it is off until the
 * person turns it on, and asks the person in each call. It checks the setting on each call, because a
 * model may call a tool that isn't offered.
 */
export function searchRecordsTool(services: Services): vscode.LanguageModelTool<unknown> {
  return {
    // Reads and asks nothing: a call needn't follow.
    prepareInvocation: ({ input }) => ({
      invocationMessage: searching(plain(readInput(input).module)),
    }),
    invoke: ({ input }, token) => {
      const signal = signalOf(token);
      const words = { line: searchToolLine, problem: wordsOfSearchFailure };
      return toolCall(services, words, signal, () => searchAsked(services, input, signal));
    },
  };
}

function readInput(input: unknown): Input {
  const given = v.safeParse(Input, input);
  if (!given.success) {
    throw refused({ kind: 'input' });
  }
  return given.output;
}

function refused(refusal: SearchRefusal): ToolProblem {
  // What was searched for doesn't belong in the log.
  return new ToolProblem(wordsOfSearchRefusal(refusal), refusal.kind);
}

/** Searches for what the person agrees to. @returns JSON for the model */
async function searchAsked(
  services: Services,
  given: unknown,
  signal: AbortSignal,
): Promise<string> {
  const search = await searchOf(services, given);
  if ('kind' in search) {
    throw refused(search);
  }
  const { account, input } = search;
  const place = `${plain(input.module)}, ${organizationName(account)}`;
  await confirmCall(services, searchQuestion(place, plain(input.words, MOST_CHARACTERS)), signal);
  const still = await searchOf(services, given);
  if ('kind' in still || still.account.id !== account.id) {
    throw refused({ kind: 'changed' });
  }
  const found = await find(services.sessions.crmOf(account), account, input, signal);
  if (!found.ok) {
    const said = wordsOfSearchFailure(wordsOfFailure(found.failure));
    throw new ToolProblem(said, found.failure.kind);
  }
  services.log.info(searchToolLine(`${found.value.records.length} in ${plain(input.module)}`));
  return foundAsJson(input.module, found.value, account);
}

async function searchOf(services: Services, input: unknown): Promise<Search> {
  const { settings } = services;
  if (!settings.searchTool()) {
    return { kind: 'off' };
  }
  const given = readInput(input);
  const problem = moduleProblem(given.module, settings.apiVersion());
  if (problem !== undefined) {
    return { kind: 'module', problem };
  }
  const account = await accountOfTool(services);
  return account === undefined ? { kind: 'no-account' } : byAddress(services, account, given);
}

/** A URL is never searched for: it names a record in the module, or the search is refused. */
function byAddress({ modules, settings }: Services, account: Account, input: Input): Search {
  const { place } = account;
  const custom = place.kind === 'custom' ? place.servers.web : undefined;
  const address = readCrmAddress(input.words, custom);
  switch (address.kind) {
    case 'none':
      return byId(account, input);
    case 'record': {
      const known = modules.known(account.id) ?? standardModules(settings.apiVersion());
      const module = moduleOfTab(address.tab, known);
      const mismatch = mismatchOf(address, account);
      return mismatch !== undefined
        ? { kind: 'other-account', mismatch }
        : module === input.module
          ? { account, input: { module, words: address.id } }
          : { kind: 'other-module', module };
    }
    default:
      return { kind: 'address', address };
  }
}

/** Text that can only be a wrong ID isn't searched for; a few digits may be a phone number. */
function byId(account: Account, input: Input): Search {
  const read = readRecordId(input.words);
  const isMeant =
    read.kind === 'none' &&
    (read.isNamed || (read.problem !== 'too-short' && looksLikeRecordId(input.words)));
  return isMeant ? { kind: 'record-id', problem: read.problem } : { account, input };
}

/** Finds records by ID or by words. */
async function find(
  crm: Crm,
  { scopes }: Account,
  { module, words }: Input,
  signal: AbortSignal,
): Promise<Result<FoundRecords>> {
  const read = readRecordId(words);
  if (read.kind === 'id') {
    const found = await findRecord(crm, { module, id: read.id }, signal);
    if (!found.ok) {
      return found;
    }
    const { value: record } = found;
    if (record !== undefined) {
      const hasPhoto = typeof record.photoMark === 'string';
      return success({ records: [{ ...record, detail: undefined, hasPhoto }] });
    }
    if (read.isNamed || isAsLongAsSeen(read.id)) {
      return success({ records: [] });
    }
  }
  return findRecords(crm, module, words, scopes, signal);
}
