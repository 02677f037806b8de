import { isSuccess, statusAndCode } from '../answer.ts';
import type { Question, Seen } from '../question.ts';

const WORDINGS = ['Photo deleted', 'Photo deleted successfully'];

export const DELETION_QUESTION: Question = {
  id: 'deletion',
  asks: 'What does Zoho answer when a photo is deleted that isn’t there?',
  does: 'Deletes the record’s photo, and deletes it again. Needs the scope to delete.',
  about: ['deletedMessage', 'deleteWithoutPhoto'],
  apiCalls: 2,
  accountsCalls: 0,
  changes: 'deletes photo',
  async ask({ api }): Promise<Seen[]> {
    const first = await api.delete();
    if (first.code === 'OAUTH_SCOPE_MISMATCH') {
      return this.about.map((about) => ({ about, unseen: 'The scope to delete is missing.' }));
    }
    const second = await api.delete();
    const { message } = first;
    return [
      isSuccess(first)
        ? {
            about: 'deletedMessage',
            value: message,
            shown: WORDINGS.includes(message) ? message : 'another wording',
          }
        : { about: 'deletedMessage', unseen: `The answer is ${statusAndCode(first)}.` },
      second.code === ''
        ? { about: 'deleteWithoutPhoto', unseen: `The answer is ${statusAndCode(second)}.` }
        : { about: 'deleteWithoutPhoto', value: second.code, shown: statusAndCode(second) },
    ];
  },
};
