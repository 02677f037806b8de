import * as v from 'valibot';
import type { FromBatchPage } from '../page/messages.ts';
import { ACTIONS, MOST_DROPPED_BYTES } from '../page/messages.ts';

const n = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What the page may say: checked, because it shows what comes from outside. */
export const SAID: v.GenericSchema<unknown, FromBatchPage> = v.variant('kind', [
  v.object({ kind: v.literal('ready') }),
  v.object({ kind: v.literal('ping') }),
  v.object({ kind: v.literal('action'), action: v.picklist(ACTIONS) }),
  v.object({ kind: v.literal('exclude'), ns: v.array(n), isExcluded: v.boolean() }),
  v.object({ kind: v.literal('change-record'), n }),
  v.object({ kind: v.literal('choose-picture'), n }),
  v.object({
    kind: v.literal('drop-picture'),
    n,
    dropped: v.variant('kind', [
      v.object({ kind: v.literal('uri'), uri: v.pipe(v.string(), v.maxLength(8192)) }),
      v.object({
        kind: v.literal('bytes'),
        name: v.pipe(v.string(), v.maxLength(255)),
        bytes: v.pipe(v.instance(Uint8Array), v.maxLength(MOST_DROPPED_BYTES)),
      }),
      v.object({ kind: v.picklist(['several', 'too-large', 'none']) }),
    ]),
  }),
  v.object({ kind: v.literal('use-near'), n }),
  v.object({
    kind: v.picklist(['open-record', 'show-picture', 'undo', 'retry']),
    ns: v.pipe(v.array(n), v.nonEmpty()),
  }),
]);

/** What a person does on the page. */
export type SaidOnBatchPage = Exclude<FromBatchPage, { kind: 'ready' | 'ping' }>;
