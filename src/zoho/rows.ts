import type { Answer } from './answer.ts';
import { crmErrorOf, failureOf, isNothing, isObject, jsonOf } from './answer.ts';
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
export function rowsIn(answer: Answer, name: string): Result<readonly Row[]> {
  if (isNothing(answer)) {
    return success([]);
  }
  // Also with status 200: an error in a list's place says nothing of how long the list is.
  const isList = answer.status === 200 && crmErrorOf(answer) === undefined;
  const rows = isList ? rowsOf(jsonOf(answer), name) : undefined;
  return rows === undefined ? failed(failureOf(answer)) : success(rows);
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
