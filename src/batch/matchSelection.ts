import { systemClock } from '../async/clock.ts';
import type { Account } from '../auth/account.ts';
import { switchedAccount } from '../commands/chooseAccount.ts';
import { needsFitting } from '../commands/fitter.ts';
import { withScopeAllowed, promptsOf } from '../commands/renewAccess.ts';
import type { Services } from '../commands/services.ts';
import type { BatchServices } from './services.ts';
import { learnMoreButton, offer, showLogButton } from '../ui/offer.ts';
import { organizationName } from '../ui/names.ts';
import { withCountedProgress } from '../ui/progress.ts';
import { wordsOfFailure } from '../ui/words/failure.ts';
import { doneOf } from '../ui/words/numbers.ts';
import { inFull } from '../ui/words/words.ts';
import type { ChosenPicture, Selection } from './mapping/chosenPictures.ts';
import { fieldsOf } from './mapping/fieldChoices.ts';
import type { ChosenMapping, MappingDraft } from './mapping/draft.ts';
import { reopened } from './mapping/draft.ts';
import type { MappingQuestion } from './mapping/question.ts';
import { askMapping } from './mapping/questions.ts';
import { askTeamMapping } from './mapping/teamDraft.ts';
import type { WorkspaceMapping } from './mapping/workspaceMappings.ts';
import { workspaceMappings } from './mapping/workspaceMappings.ts';
import { hasModuleAndFields } from './mapping/fieldsThere.ts';
import { showMappingsProblem } from './mapping/openMappingsFile.ts';
import type { Candidate, MatchedRecord } from './match/match.ts';
import { identityOf } from './match/match.ts';
import type { Matched } from './match/matchRecords.ts';
import { SavedMappings } from './match/savedMappings.ts';
import { fetchMissing } from './review/fetchMissing.ts';
import type { Rematched } from './review/openReview.ts';
import { reviewedAbsent, reviewedPictures } from './review/reviewedPictures.ts';
import { lastUploadsOf } from '../commands/lastUploads.ts';
import * as words from './words/uploadMatching.ts';

/** What the person answered before, and chose from several records, by module and ID. */
interface Before {
  readonly draft: MappingDraft;
  readonly chosen: ReadonlySet<string>;
  /** The workspace's mapping to match by, and whether to ask the questions if it can't be used. */
  readonly team?: { readonly mapping: WorkspaceMapping; readonly asksOtherwise: boolean };
}

/** How pictures find their records, and in which organization. */
interface Matching {
  readonly account: Account;
  readonly answer: ChosenMapping;
  /** The workspace's mapping, if the answers are from one. */
  readonly team: WorkspaceMapping | undefined;
}

/**
 * Asks how pictures find their records, and finds them.
 *
 * @param before what the person answered and chose, if the pictures are matched again
 * @param ends aborting it ends the questions, as a cancel does
 * @returns undefined when the person cancels, or after a message that nothing could be looked up
 */
export async function matchSelection(
  services: BatchServices,
  first: Account,
  chosen: Selection,
  before: Before,
  ends?: AbortSignal,
): Promise<Rematched | undefined> {
  const { team: known } = before;
  const byTeam =
    known === undefined
      ? 'unusable'
      : await teamMatching(services, first, chosen, known.mapping, ends);
  const matching =
    byTeam === 'unusable' && known?.asksOtherwise !== false
      ? await askMatching(services, first, chosen, before.draft, ends)
      : byTeam;
  if (matching === undefined || matching === 'unusable') {
    return undefined;
  }
  const { account, answer, team } = matching;
  const fetched = await fetchMissing(services, chosen.pictures, chosen.folders, answer);
  if (fetched === undefined) {
    return undefined;
  }
  const pictures = [...chosen.pictures, ...fetched.pictures];
  if (pictures.length + fetched.notFetched.size === 0) {
    void offer('info', words.noPictureOfTable(), learnMoreButton('matching'));
    return undefined;
  }
  const matched = await match(services, account, pictures, answer, before.chosen);
  if (matched === undefined) {
    return undefined;
  }
  const found = reviewedPictures(services, pictures, matched);
  const { notFetched } = fetched;
  // Pictures that were downloaded are on this machine from now on.
  const folders = [...chosen.folders, ...fetched.folders];
  const selection = { ...chosen, pictures, folders };
  return {
    account,
    material: {
      mapping: answer.mapping,
      draft: answer.draft,
      team,
      pictures: [...found, ...reviewedAbsent(matched.withoutFile, notFetched, found.length)],
      withoutFile: matched.withoutFile.filter(({ address = '' }) => !notFetched.has(address)),
      folders,
      junk: chosen.junk,
      matchDifferently: (now, closed) => {
        const records = new Set([...before.chosen, ...now]);
        const again = { draft: reopened(answer.draft), chosen: records };
        return matchSelection(services, account, selection, again, closed);
      },
    },
  };
}

/**
 * Asks how the pictures find their records, and in which organization.
 *
 * @returns undefined when the person cancels
 */
async function askMatching(
  services: Services,
  first: Account,
  selection: Selection,
  before: MappingDraft,
  ends: AbortSignal | undefined,
): Promise<Matching | undefined> {
  const { mappings, problems } = await workspaceMappings();
  for (const one of problems) {
    showMappingsProblem('warning', one);
  }
  let draft = before;
  for (let account: Account | undefined = first; account !== undefined;) {
    const question = questionOf(services, account, selection, mappings);
    const answer = await askMapping(question, draft, ends);
    switch (answer?.kind) {
      case undefined:
        return undefined;
      case 'mapping':
        return { account, answer, team: undefined };
      case 'team': {
        const matching = await teamMatching(services, account, selection, answer.mapping, ends);
        if (matching !== 'unusable') {
          return matching;
        }
        break;
      }
      case 'switch-account':
        account = await switchedAccount(services);
        draft = {};
        break;
      case 'allow':
        account = await withScopeAllowed(services, account, answer.scope);
    }
  }
  return undefined;
}

function questionOf(
  services: Services,
  account: Account,
  { pictures, tables }: Selection,
  team: readonly WorkspaceMapping[],
): MappingQuestion {
  const crm = services.sessions.crmOf(account);
  return {
    account,
    crm,
    modules: services.modules,
    version: services.settings.apiVersion(),
    recent: services.recent.of(account.id),
    candidates: candidatesOf(services, pictures),
    tables,
    saved: new SavedMappings(services.memory).all(),
    team,
    fieldsOf: (module, signal) => fieldsOf(crm, module, signal),
  };
}

/**
 * Takes the answers from a workspace's mapping, and asks what it leaves open.
 *
 * @returns undefined when the person cancels; `unusable` after a message
 */
async function teamMatching(
  services: Services,
  account: Account,
  selection: Selection,
  team: WorkspaceMapping,
  ends: AbortSignal | undefined,
): Promise<Matching | 'unusable' | undefined> {
  const answer = await askTeamMapping(questionOf(services, account, selection, []), team, ends);
  if (answer === undefined || answer === 'unusable') {
    return answer;
  }
  const isUsable = await hasModuleAndFields(services, account, team);
  return isUsable === true
    ? { account, answer, team }
    : isUsable === false
      ? 'unusable'
      : undefined;
}

/** Undefined when the person cancels, or after a message that nothing could be looked up. */
async function match(
  services: Services,
  account: Account,
  pictures: readonly ChosenPicture[],
  { mapping, table }: ChosenMapping,
  chosen: ReadonlySet<string>,
): Promise<Matched | undefined> {
  const { matchRecords } = await import('./match/matchRecords.ts');
  const organization = organizationName(account);
  const lastUploads = await lastUploadsOf(services, account.id);
  const chosenBefore = (records: readonly MatchedRecord[]): MatchedRecord | undefined =>
    only(records, ({ key }) => chosen.has(identityOf(key))) ??
    // The record that got its photo from here, if no other one did.
    only(records, (record) => lastUploads.knows(record));
  const matched = await withCountedProgress(words.findingRecords(organization), (signal, show) => {
    const persistence = {
      clock: systemClock,
      prompts: promptsOf(services, account, 'matching'),
      signal,
      onWait: ({ seconds }: { readonly seconds: number }) => {
        show(undefined, words.busyRetrying(seconds));
      },
    };
    const onProgress = (done: number, of: number): void => {
      show(done / of, doneOf(done, of));
    };
    const options = { scopes: account.scopes, persistence, onProgress, chosenBefore };
    const candidates = candidatesOf(services, pictures);
    return matchRecords(services.sessions.crmOf(account), candidates, mapping, table, options);
  });
  if (matched?.ok === false) {
    const why = inFull(wordsOfFailure(matched.failure));
    const message = words.recordsNotLookedUp(organization, why);
    void offer('error', message, showLogButton(services.log));
    return undefined;
  }
  return matched?.value;
}

/** The only one that meets a condition. */
function only<T>(all: readonly T[], is: (one: T) => boolean): T | undefined {
  const some = all.filter(is);
  return some.length === 1 ? some[0] : undefined;
}

/**
 * Each marked with whether it can be sent: one that can't doesn't take a record from one that can.
 */
function candidatesOf(services: Services, pictures: readonly ChosenPicture[]): Candidate[] {
  return pictures.map(({ candidate, file: { inspected } }) => ({
    ...candidate,
    usable: !('refusal' in inspected) || needsFitting(services, inspected),
  }));
}
