import * as vscode from 'vscode';
import { unlessAborted } from '../../async/abortable.ts';
import type { Account } from '../../auth/account.ts';
import { askKey } from '../../commands/askKey.ts';
import { withScopeAllowed } from '../../commands/renewAccess.ts';
import type { Services } from '../../commands/services.ts';
import { organizationName } from '../../ui/names.ts';
import { offer, showLogButton } from '../../ui/offer.ts';
import { plain } from '../../ui/plain.ts';
import { withCountedProgress } from '../../ui/progress.ts';
import { askRecord } from '../../ui/recordQuestion.ts';
import type { LiveItem } from '../../ui/step.ts';
import { livePick } from '../../ui/step.ts';
import { wordsOfFailure } from '../../ui/words/failure.ts';
import { recordTitle } from '../../ui/words/records.ts';
import { inFull } from '../../ui/words/words.ts';
import { findFields } from '../../zoho/fields.ts';
import type { RecordKey } from '../../zoho/photo.ts';
import { findRecord } from '../../zoho/record.ts';
import { findRecordRows } from '../../zoho/recordRows.ts';
import type { MatchedRecord } from '../match/match.ts';
import type { Difference } from '../match/tellingFields.ts';
import { tellApart, tellingFields } from '../match/tellingFields.ts';
import * as amongWords from '../words/among.ts';
import * as words from '../words/review.ts';

/** Asks which record to upload a picture to, and looks it up. */
export class RecordQuestions {
  readonly #services: Services;
  readonly #account: Account;
  /** Where the other pictures' records are. */
  readonly #module: string;

  constructor(services: Services, account: Account, module: string) {
    this.#services = services;
    this.#account = account;
    this.#module = module;
  }

  /**
   * Asks for any record: of the mapping's module, unless the person goes back to choose another.
   *
   * @param picture its path
   * @returns undefined when the person cancels, or after a message that there is no such record
   */
  async any(picture: string): Promise<MatchedRecord | undefined> {
    const key = await this.#askKey(picture);
    if (key === 'switch-account') {
      void vscode.window.showInformationMessage(words.oneOrganizationOnly());
      return undefined;
    }
    return key && this.#lookUp(key);
  }

  /**
   * Asks for one of a few records, and shows in what they differ as soon as it's known.
   *
   * @param picture its path
   * @returns `another` for a record that isn't among them; undefined when the person cancels
   */
  async among(
    picture: string,
    records: readonly MatchedRecord[],
  ): Promise<MatchedRecord | 'another' | undefined> {
    const listed = records.slice(0, MOST_LISTED);
    const more = records.length - listed.length;
    // What they all have doesn't tell them apart.
    const isSame = new Set(listed.map(({ detail }) => detail)).size === 1;
    const asking = new AbortController();
    let details: Details | undefined;
    const reading = this.#details(listed, asking.signal)
      .then((found) => {
        details = found;
      })
      .catch(unlessAborted(asking.signal));
    const items = (): LiveItem<MatchedRecord | 'another'>[] => [
      ...listed.map((record) => {
        const value = isSame ? undefined : record.detail;
        return itemOf(record, value, details?.get(record.key.id) ?? []);
      }),
      ...(more > 0 ? [{ label: amongWords.moreRecords(more) }] : []),
      { label: amongWords.anotherRecord(), alwaysShow: true, choice: 'another' },
    ];
    try {
      const answer = await livePick<MatchedRecord | 'another'>({
        title: this.#title(picture),
        step: 1,
        steps: 1,
        placeholder: amongWords.selectRecord(),
        typed: async (_, show) => {
          show(items(), { busy: details === undefined });
          if (details === undefined) {
            await reading;
            show(items(), { busy: false });
          }
        },
      });
      return answer === undefined || answer === 'back' ? undefined : answer.value;
    } finally {
      asking.abort();
    }
  }

  #title(picture: string): string {
    return recordTitle(plain(picture, 40), organizationName(this.#account));
  }

  async #askKey(picture: string): Promise<RecordKey | 'switch-account' | undefined> {
    const { modules, sessions, settings } = this.#services;
    for (let account = this.#account; ;) {
      const question = {
        account,
        crm: sessions.crmOf(this.#account),
        modules,
        version: settings.apiVersion(),
        recent: [],
        others: 'none' as const,
        picture,
        changing: true,
      };
      const step = { title: this.#title(picture), step: 2, steps: 2 };
      const answer = await askRecord(step, this.#module, question);
      if (answer === 'back') {
        return askKey(this.#services, account, { picture, changing: true });
      }
      if (answer === undefined || answer === 'automation') {
        return undefined;
      }
      switch (answer.value.kind) {
        case 'record':
          return answer.value.key;
        case 'switch-account':
          return 'switch-account';
        case 'allow':
          account = await withScopeAllowed(this.#services, account, answer.value.scope);
          break;
        default:
          return undefined;
      }
    }
  }

  /** Nothing, if Zoho doesn't say: names and IDs are enough to choose. */
  async #details(records: readonly MatchedRecord[], signal: AbortSignal): Promise<Details> {
    const crm = this.#services.sessions.crmOf(this.#account);
    const [module = this.#module] = records.map(({ key }) => key.module);
    const own = await findFields(crm, module, signal);
    const telling = tellingFields(module, own.ok ? own.value : undefined);
    const fields = telling.map(({ apiName }) => apiName).join(',');
    const ids = records.map(({ key }) => key.id);
    const rows = await findRecordRows(crm, module, ids, { fields }, signal);
    return rows.ok ? tellApart(rows.value, telling, MOST_DIFFERENCES) : new Map();
  }

  async #lookUp(key: RecordKey): Promise<MatchedRecord | undefined> {
    const crm = this.#services.sessions.crmOf(this.#account);
    const found = await withCountedProgress(words.lookingUpRecord(), (signal) =>
      findRecord(crm, key, signal),
    );
    if (found?.ok === false) {
      const message = inFull(wordsOfFailure(found.failure));
      void offer('error', message, showLogButton(this.#services.log));
      return undefined;
    }
    if (found !== undefined && found.value === undefined) {
      void vscode.window.showErrorMessage(words.noSuchRecord(key.id, key.module));
    }
    return found?.value;
  }
}

type Details = ReadonlyMap<string, readonly Difference[]>;

/** More than anybody reads, and as many as one request returns. */
const MOST_LISTED = 50;
/** As many as fit into a line. */
const MOST_DIFFERENCES = 4;

/**
 * What tells the record apart; its ID comes last, as it tells people the least.
 *
 * @param matched the value that matched, unless all have it
 */
function itemOf(
  record: MatchedRecord,
  matched: string | undefined,
  details: readonly Difference[],
): LiveItem<MatchedRecord> {
  const label = plain(record.name ?? record.key.id);
  const told = matched === undefined ? [] : [plain(matched, 60)];
  const all = new Set([...told, ...details.map(amongWords.wordsOfDifference)]);
  all.delete(label);
  return {
    label,
    description: [...all].join(' · '),
    detail: amongWords.photoAndId(record),
    choice: record,
  };
}
