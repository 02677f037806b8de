import type { CrmAnswer } from './answer.ts';
import { crmErrorOf, failureOf, isErrorInList, isErrorItself, isObject, jsonOf } from './answer.ts';
import { plainCode } from './errorCodes.ts';
import type { Result } from './failure.ts';
import { failed, success } from './failure.ts';

/** An object out of a list, of which nothing is known yet. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * The objects of a list in an answer, whatever else is in the list left out. None is an answer too:
 * 204, an empty object, null in the list's place. An error is one, and so is what is no list.
 *
 * @param name what Zoho calls the list; some answers call it `data`
 */
export function rowsIn(answer: CrmAnswer, name: string): Result<readonly Row[]> {
  if (isNothing(answer)) {
    return success([]);
  }
  const rows = answer.status === 200 ? rowsOf(jsonOf(answer), name) : undefined;
  const read = rows?.filter((row) => !isErrorInList(row)) ?? [];
  // One module that Zoho cannot tell of does not take the others along. One record does: it may be
  // one of two with the same value.
  const isPart = read.length > 0 && (answer.call === 'settings' || answer.call === 'identity');
  // Also with status 200: an error in a list's place says nothing of how long the list is.
  const isList = isPart ? !isErrorItself(answer) : crmErrorOf(answer) === undefined;
  return rows === undefined || !isList ? failed(failureOf(answer)) : success(read);
}

function rowsOf(json: unknown, name: string): Row[] | undefined {
  if (Array.isArray(json)) {
    return json.filter(isObject);
  }
  if (!isObject(json)) {
    return undefined;
  }
  const list = json[name] ?? json.data;
  if (list === undefined || list === null) {
    // What has anything else in it is an answer to something else.
    return Object.keys(json).every((key) => [name, 'data', 'info'].includes(key)) ? [] : undefined;
  }
  if (isObject(list)) {
    return [list];
  }
  return Array.isArray(list) ? list.filter(isObject) : undefined;
}

/**
 * Whether the answer is that there is nothing of what was asked for: an empty one, or an error that
 * says so.
 */
export function isNothing(answer: CrmAnswer): boolean {
  const code = plainCode(crmErrorOf(answer)?.code ?? '');
  const saysSo = code === 'NO_CONTENT' || code === 'NO_RECORDS_FOUND';
  return answer.status === 204 || (saysSo && answer.status < 500);
}
