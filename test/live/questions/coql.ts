import { coqlLiteral } from '../../../src/zoho/coqlQuery.ts';
import { nameField } from '../../../src/zoho/record.ts';
import { statusAndCode } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { noSuchRecord, noSuchText } from '../nobody.ts';
import type { Question, Seen } from '../question.ts';
import { reading } from '../question.ts';

/** How many values are sent: between the two numbers on Zoho's pages, 50 and 100. */
const VALUES = 51;

export const COQL_QUESTIONS: readonly Question[] = [
  reading({
    id: 'coql',
    asks: 'What are COQL’s limits, and how does it compare text?',
    does:
      'Runs four queries on the module that find nothing, or only the record’s own ID: with a ' +
      'backslash in a text, with 51 values, with a limit of 2,000 rows (3 credits), and with the ' +
      'record’s name in other letters.',
    about: ['coqlBackslash', 'coqlMostValues', 'coqlMostRows', 'coqlIgnoresCase'],
    apiCalls: 4,
    async ask({ api, record }): Promise<Seen[]> {
      const { module, id, name } = record;
      const select = `select id from ${module} where`;
      const field = nameField(module);
      const backslash = await api.query(`${select} ${field} = '${noSuchText}\\' limit 1`);
      const values = Array.from({ length: VALUES }, (_, at) => `'${10n ** 18n + BigInt(at)}'`);
      const many = await api.query(`${select} id in (${values.join(',')}) limit 1`);
      const rows = await api.query(`${select} id = '${noSuchRecord}' limit 2000`);
      return [
        either('coqlBackslash', backslash, 'literal', 'escapes', /^(SYNTAX_ERROR|INVALID_QUERY)$/),
        either('coqlMostValues', many, 100, 50, /^(LIMIT_EXCEEDED|INVALID_QUERY)$/),
        either('coqlMostRows', rows, 2000, 200, /^(LIMIT_EXCEEDED|INVALID_QUERY)$/),
        ...(await ignoresCase(name, (text) =>
          api.query(`${select} (id = '${id}' and ${field} = ${coqlLiteral(text)}) limit 1`),
        )),
      ];
    },
  }),
];

/** The query for a photo, for when the record certainly has one. */
export const COQL_PHOTO_QUESTION: Question = reading({
  id: 'coql-photo',
  asks: 'Can COQL find records with a photo?',
  does: 'Reads the record’s photo, and queries for the record on condition that it has a photo.',
  about: ['coqlPhotoCriteria'],
  apiCalls: 2,
  async ask({ api, record: { module, id } }): Promise<Seen[]> {
    const about = 'coqlPhotoCriteria';
    const photo = await api.photo();
    if (photo.status === 204) {
      return [{ about, unseen: 'The record has no photo.' }];
    }
    const condition = `(id = '${id}' and Record_Image is not null)`;
    const answer = await api.query(`select id from ${module} where ${condition} limit 1`);
    return [
      answer.status === 200
        ? { about, value: 'met' }
        : answer.status === 204
          ? { about, value: 'never met' }
          : answer.status === 400
            ? { about, value: 'refused' }
            : { about, unseen: `The answer is ${statusAndCode(answer)}.` },
      { note: `COQL, criteria on Record_Image: ${statusAndCode(answer)}` },
    ];
  },
});

function either(
  about: string,
  answer: Answer,
  accepted: string | number,
  refused: string | number,
  refusal: RegExp,
): Seen {
  if (answer.status < 300) {
    return { about, value: accepted };
  }
  return refusal.test(answer.code)
    ? { about, value: refused, shown: `${refused} (${statusAndCode(answer)})` }
    : { about, unseen: `The answer is ${statusAndCode(answer)}.` };
}

async function ignoresCase(
  name: string | undefined,
  query: (text: string) => Promise<Answer>,
): Promise<Seen[]> {
  const about = 'coqlIgnoresCase';
  const upper = name?.toUpperCase();
  const other = upper === name ? name?.toLowerCase() : upper;
  if (name === undefined || other === undefined || other === name || /[\\%_]/.test(name)) {
    return [{ about, unseen: 'The record’s name has no letters with two cases.' }];
  }
  const answer = await query(other);
  return [
    answer.status === 200
      ? { about, value: true }
      : answer.status === 204
        ? { about, value: false }
        : { about, unseen: `The answer is ${statusAndCode(answer)}.` },
  ];
}
