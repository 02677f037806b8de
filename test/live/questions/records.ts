import { isObject } from '../../../src/zoho/answer.ts';
import { idIn } from '../../../src/zoho/value.ts';
import type { Answer } from '../answer.ts';
import { rowsOf, statusAndCode } from '../answer.ts';
import { malformedId, noSuchRecord } from '../nobody.ts';
import type { Question, Seen } from '../question.ts';
import { reading } from '../question.ts';

export const RECORD_QUESTIONS: readonly Question[] = [
  reading({
    id: 'missing-record',
    asks: 'What does Zoho answer for a record that doesn’t exist?',
    does: 'Asks for a record that doesn’t exist, and for its photo.',
    about: ['missingRecordStatus', 'recordInDetails'],
    apiCalls: 2,
    async ask({ api, record: { module, version } }): Promise<Seen[]> {
      const record = await api.get([module, noSuchRecord]);
      const photo = await api.get([module, noSuchRecord, 'photo'], {}, { version });
      const { details } = photo;
      const inDetails = ['resource_path_index', 'id'].find((name) => name in details);
      return [
        { about: 'missingRecordStatus', value: record.status },
        photo.code === 'INVALID_DATA'
          ? { about: 'recordInDetails', value: inDetails ?? 'nothing' }
          : { about: 'recordInDetails', unseen: `The answer is ${statusAndCode(photo)}.` },
        { note: `A missing record: ${statusAndCode(record)}; its photo: ${statusAndCode(photo)}` },
      ];
    },
  }),
  reading({
    id: 'malformed-id',
    asks: 'What does Zoho answer if an ID isn’t a number?',
    does: 'Asks for a record by such an ID.',
    about: ['malformedIdCode'],
    apiCalls: 1,
    async ask({ api, record: { module } }) {
      const answer = await api.get([module, malformedId]);
      return [coded('malformedIdCode', answer)];
    },
  }),
  reading({
    id: 'deals-v2',
    asks: 'Does v2 have photos of deals, and what does it say of a module without photos?',
    does: 'Asks v2 for the photo of a deal and of a quote that don’t exist.',
    about: ['dealsOnEveryVersion'],
    apiCalls: 2,
    async ask({ api }): Promise<Seen[]> {
      const path = (module: string): string[] => [module, noSuchRecord, 'photo'];
      const deal = await api.get(path('Deals'), {}, { version: 'v2' });
      const quote = await api.get(path('Quotes'), {}, { version: 'v2' });
      const note = {
        note: `v2, photo of a deal: ${statusAndCode(deal)}; of a quote: ${statusAndCode(quote)}`,
      };
      const isRefused = (answer: Answer): boolean =>
        /^(INVALID_MODULE|NOT_SUPPORTED|FEATURE_NOT_SUPPORTED)$/.test(answer.code);
      if (isRefused(deal) || (deal.code === 'INVALID_DATA' && isRefused(quote))) {
        return [{ about: 'dealsOnEveryVersion', value: !isRefused(deal) }, note];
      }
      return [
        {
          about: 'dealsOnEveryVersion',
          unseen: 'Zoho answers for deals as for a module that has no photos.',
        },
        note,
      ];
    },
  }),
  reading({
    id: 'lists',
    asks: 'Which pages of a list have a token for the next one, and is “approved” still heeded?',
    does: 'Reads the first ID of the module’s list, and the list with “approved” as true and false.',
    about: ['pageTokens', 'approvedParameter'],
    apiCalls: 3,
    async ask({ api, record: { module } }): Promise<Seen[]> {
      const first = await api.get([module], { fields: 'id', per_page: '1' });
      const info = isObject(first.json) && isObject(first.json.info) ? first.json.info : {};
      const hasToken = typeof info.next_page_token === 'string';
      const approved = await api.get([module], { fields: 'id', per_page: '5', approved: 'true' });
      const not = await api.get([module], { fields: 'id', per_page: '5', approved: 'false' });
      return [
        info.more_records === true
          ? { about: 'pageTokens', value: hasToken ? 'on each page' : 'where needed' }
          : { about: 'pageTokens', unseen: 'The module has only one record.' },
        approvedIn(approved, not),
      ];
    },
  }),
  reading({
    id: 'converted',
    asks: 'Can a converted lead be read by its ID?',
    does: 'Looks for the ID of one converted lead, and asks for that lead’s ID. It changes nothing.',
    about: ['hidesRecords'],
    apiCalls: 2,
    async ask({ api }): Promise<Seen[]> {
      const list = await api.get(['Leads'], { fields: 'id', per_page: '1', converted: 'true' });
      const id = idIn(rowsOf(list, 'data')[0]?.id);
      if (id === undefined) {
        return [{ about: 'hidesRecords', unseen: 'No converted lead was found.' }];
      }
      const lead = await api.get(['Leads', id], { fields: 'id' });
      const isThere = rowsOf(lead, 'data').length > 0;
      return [{ about: 'hidesRecords', value: isThere ? 'in lists' : 'everywhere' }];
    },
  }),
  reading({
    id: 'search',
    asks: 'Does the search refuse a phone number with other characters?',
    does: 'Searches the module for a phone number with letters in it. Only IDs are requested.',
    about: ['searchParameters'],
    apiCalls: 1,
    async ask({ api, record: { module } }): Promise<Seen[]> {
      const query = { phone: 'x00000000000000001y', fields: 'id', per_page: '1' };
      const answer = await api.get([module, 'search'], query);
      const value =
        answer.status < 300 ? 'any' : answer.code === 'PATTERN_NOT_MATCHED' ? 'as specified' : '';
      return [
        value === ''
          ? { about: 'searchParameters', unseen: `The answer is ${statusAndCode(answer)}.` }
          : { about: 'searchParameters', value },
      ];
    },
  }),
];

/** The code of an error as the answer to a fact. */
export function coded(about: string, answer: Answer): Seen {
  return answer.status >= 400 && answer.code !== '' && answer.code !== 'OAUTH_SCOPE_MISMATCH'
    ? { about, value: answer.code, shown: statusAndCode(answer) }
    : { about, unseen: `The answer is ${statusAndCode(answer)}.` };
}

function approvedIn(approved: Answer, not: Answer): Seen {
  const about = 'approvedParameter';
  const ids = (answer: Answer): string =>
    rowsOf(answer, 'data')
      .map(({ id }) => String(id))
      .join();
  if (approved.status >= 400 || not.status >= 400) {
    const said = `${statusAndCode(approved)} and ${statusAndCode(not)}`;
    return { about, unseen: `The answers are ${said}.` };
  }
  return ids(approved) === '' && ids(not) === ''
    ? { about, unseen: 'The module’s list is empty.' }
    : { about, value: ids(approved) === ids(not) ? 'ignored' : 'heeded' };
}
