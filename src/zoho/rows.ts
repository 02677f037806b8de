import type { CrmAnswer } from './answer.ts';
import { crmErrorOf, failureOf, isErrorInList, isErrorItself, isObject, jsonOf } from './answer.ts';
import { plainCode } from './errorCodes.ts';
import type { Result } from './failure.ts';
import { failed, success } from './failure.ts';

/** An object from a list, of which nothing is known yet. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * The objects of a list in an answer. Everything else in the list is ignored. No list is an answer,
 * too: 204, an empty object, or null in its place. An error isn’t, nor is anything else.
 *
 * @param name Zoho's name for the list; some answers call it `data`
 */
export function rowsIn(answer: CrmAnswer, name: string): Result<readonly Row[]> {
  if (isNothing(answer)) {
    return success([]);
  }
  const rows = answer.status === 200 ? rowsOf(jsonOf(answer), name) : undefined;
  const read = rows?.filter((row) => !isErrorInList(row)) ?? [];
  // One module that Zoho has an error for leaves the others valid. One record doesn’t: it may be
  // one of two with the same value.
  const isPart = read.length > 0 && (answer.call === 'settings' || answer.call === 'identity');
  // Even with status 200: an error in a list's place doesn’t say how long the list is.
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
    // If it has anything else, it is an answer to something else.
    return Object.keys(json).every((key) => [name, 'data', 'info'].includes(key)) ? [] : undefined;
  }
  if (isObject(list)) {
    return [list];
  }
  return Array.isArray(list) ? list.filter(isObject) : undefined;
}

/** Whether the answer is that nothing was found: an empty one, or an error that says so. */
export function isNothing(answer: CrmAnswer): boolean {
  const code = plainCode(crmErrorOf(answer)?.code ?? '');
  const saysSo = code === 'NO_CONTENT' || code === 'NO_RECORDS_FOUND';
  return answer.status === 204 || (saysSo && answer.status < 500);
}

/** What an answer says about the page of a list: empty if it says nothing. */
export function pageInfo(answer: CrmAnswer): Row {
  const json = jsonOf(answer);
  const info = isObject(json) ? json.info : undefined;
  return isObject(info) ? info : {};
}
