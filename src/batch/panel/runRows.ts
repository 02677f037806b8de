import type * as vscode from 'vscode';
import type { BatchRow } from '../page/messages.ts';
import { outcomeWords, runRow } from './rows.ts';
import { saveTable } from './saveTable.ts';
import { wordsOfRowState } from '../words.ts';
import type { BatchResult } from '../run/engine.ts';
import type { Item } from '../run/journal.ts';
import type { BatchView } from './batchView.ts';

/** A run that is to be followed on its page. */
export interface FollowedRun {
  readonly id: string;
  /** Where a report is saved first. */
  readonly folder: vscode.Uri | undefined;
}

/** What a run's page and its report say of each picture, as far as it has come in this window. */
export class RunRows {
  readonly #followed: FollowedRun;
  readonly #view: Pick<BatchView, 'addressOf'>;
  readonly #results = new Map<number, BatchResult>();
  /** Pictures that are being sent, by their numbers. */
  readonly #underWay = new Set<number>();

  constructor(followed: FollowedRun, view: Pick<BatchView, 'addressOf'>) {
    this.#followed = followed;
    this.#view = view;
  }

  begun(n: number): void {
    this.#underWay.add(n);
  }

  /** It has had its turn, and there will be another. */
  waits(n: number): void {
    this.#underWay.delete(n);
  }

  over(result: BatchResult): void {
    this.#results.set(result.n, result);
    this.#underWay.delete(result.n);
  }

  /** Nothing goes on any more. */
  rest(): void {
    this.#underWay.clear();
  }

  /** As it is while another window is at it: what was begun is under way there. */
  ofElsewhere(item: Item): BatchRow {
    const isUnderWay = item.begun !== undefined && item.ended === undefined;
    return this.#row(item, isUnderWay ? 'under-way' : undefined);
  }

  of(item: Item): BatchRow {
    const result = this.#results.get(item.n);
    return this.#row(item, this.#underWay.has(item.n) ? 'under-way' : result);
  }

  #row(item: Item, result: BatchResult | 'under-way' | undefined): BatchRow {
    return runRow(item, { result, addressOf: (place) => this.#view.addressOf(place) });
  }

  /** Saves a report that can be sent to a client. */
  async save(items: readonly Item[]): Promise<void> {
    const rows = items.map((item) => {
      const { file, record, state, note } = this.of(item);
      const result = this.#results.get(item.n);
      const code =
        result === undefined ? (item.told?.code ?? '') : outcomeWords(result.outcome).code;
      const name = record?.name === item.key.id ? '' : (record?.name ?? '');
      return [file, item.key.module, { id: item.key.id }, name, wordsOfRowState(state), code, note];
    });
    await saveTable(
      ['File', 'Module', 'Record ID', 'Record', 'Outcome', 'Code', 'Message'],
      rows,
      'uploaded photos',
      this.#followed.folder,
    );
  }
}
