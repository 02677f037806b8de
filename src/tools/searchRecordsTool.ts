import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Account } from '../auth/account.ts';
import { ifAvailable } from '../auth/secrets.ts';
import type { Services } from '../commands/services.ts';
import { signalOf } from '../ui/cancellation.ts';
import { organizationName } from '../ui/names.ts';
import { plain } from '../ui/plain.ts';
import { wordsOfFailure } from '../ui/words/failure.ts';
import type { SearchRefusal } from './searchWords.ts';
import {
  SEARCH_QUESTION,
  searching,
  searchPlan,
  searchToolLine,
  wordsOfFoundRecords,
  wordsOfSearchFailure,
  wordsOfSearchRefusal,
} from './searchWords.ts';
import type { FoundRecords } from '../upload/findRecords.ts';
import { findRecords } from '../upload/findRecords.ts';
import { moduleOfTab, standardModules } from '../upload/moduleLists.ts';
import { moduleProblem } from '../upload/target.ts';
import type { Crm } from '../zoho/crm.ts';
import { readCrmAddress } from '../zoho/crmAddress.ts';
import type { Failure, Result } from '../zoho/failure.ts';
import { success } from '../zoho/failure.ts';
import { findRecord } from '../zoho/record.ts';
import { isAsLongAsSeen, looksLikeRecordId, readRecordId } from '../zoho/recordId.ts';
import { mismatchOf } from '../zoho/recordLink.ts';
import { Confirmations } from './confirmations.ts';
import { assertToolsAllowed } from './toolPolicy.ts';
import { accountOf } from './uploadPhotoTool.ts';

/** The input that package.json declares; a model may send anything. */
const Input = v.object({
  module: v.string(),
  words: v.pipe(
    v.string(),
    v.transform((text) => text.trim()),
    v.check(({ length }) => length >= 2),
  ),
});
type Input = v.InferOutput<typeof Input>;

const NO_ACCOUNT = { kind: 'no-account' } as const;
const confirmations = new Confirmations();

type Search = { readonly account: Account; readonly input: Input } | SearchRefusal;

/**
 * `search_zoho_crm_records` gives customers' data to a language model, so it is off until the
 * person turns it on. It checks the setting on each call, because a model may call a tool that
 * isn't offered.
 */
export function searchRecordsTool(services: Services): vscode.LanguageModelTool<unknown> {
  return {
    prepareInvocation: async ({ input }) => {
      await assertToolsAllowed(services);
      const search = await ifAvailable(searchOf(services, input), NO_ACCOUNT);
      if ('kind' in search) {
        return {};
      }
      confirmations.ask(JSON.stringify(search.input), search.account.id);
      const { module, words } = search.input;
      const place = `${plain(module)}, ${organizationName(search.account)}`;
      return {
        invocationMessage: searching(place),
        confirmationMessages: {
          title: SEARCH_QUESTION,
          message: searchPlan(place, plain(words)),
        },
      };
    },
    invoke: async ({ input }, token) => {
      await assertToolsAllowed(services);
      const { said, noted } = await ifAvailable(
        answer(services, input, signalOf(token)),
        failedBy({ kind: 'secrets-unavailable' }),
      );
      // What was searched for and found doesn't belong in the log.
      services.log.info(searchToolLine(noted));
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(said)]);
    },
  };
}

/** For the model, and for the log. */
interface Answer {
  readonly said: string;
  readonly noted: string;
}

async function answer(services: Services, input: unknown, signal: AbortSignal): Promise<Answer> {
  const search = asConfirmed(await searchOf(services, input));
  return 'kind' in search
    ? { said: wordsOfSearchRefusal(search), noted: search.kind }
    : run(services, search, signal);
}

function failedBy(failure: Failure): Answer {
  return { said: wordsOfSearchFailure(wordsOfFailure(failure)), noted: failure.kind };
}

/** Refuses a search if the workspace's account has changed since the person was asked. */
function asConfirmed(search: Search): Search {
  return 'kind' in search || confirmations.allow(JSON.stringify(search.input), search.account.id)
    ? search
    : { kind: 'changed' };
}

async function searchOf(services: Services, input: unknown): Promise<Search> {
  const { settings } = services;
  if (!settings.searchTool()) {
    return { kind: 'off' };
  }
  const given = v.safeParse(Input, input);
  if (!given.success) {
    return { kind: 'input' };
  }
  const problem = moduleProblem(given.output.module, settings.apiVersion());
  if (problem !== undefined) {
    return { kind: 'module', problem };
  }
  const account = await accountOf(services);
  return account === undefined ? NO_ACCOUNT : byAddress(services, account, given.output);
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

async function run(
  { sessions }: Services,
  { account, input }: Exclude<Search, SearchRefusal>,
  signal: AbortSignal,
): Promise<Answer> {
  const found = await find(sessions.crmOf(account), account, input, signal);
  return found.ok
    ? {
        said: wordsOfFoundRecords(input.module, found.value, account),
        noted: `${found.value.records.length} in ${plain(input.module)}`,
      }
    : failedBy(found.failure);
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
