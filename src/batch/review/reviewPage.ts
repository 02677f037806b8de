import { picturelessRecords, recordOfRow } from '../compare/compared.ts';
import { recordRow } from '../compare/recordRow.ts';
import { rowsAfter } from '../compare/rowsAfter.ts';
import type { MatchedRecord } from '../match/match.ts';
import type { BatchAction, BatchRow, DroppedPicture, RowsRequest } from '../page/messages.ts';
import { inOrder } from '../panel/rowOrder.ts';
import type { BatchView } from '../panel/batchView.ts';
import type { Reviewing } from './reviewFacts.ts';
import { reviewFacts } from './reviewFacts.ts';
import { reviewRow } from './reviewRow.ts';
import type { Reviewed } from './reviewed.ts';
import type { ReviewState } from './reviewState.ts';
import { changedSince, withExcluded } from './reviewState.ts';

/** What the person asks for with a button above the pictures, or in a picture's row. */
type ReviewRequest =
  | { readonly kind: BatchAction }
  | { readonly kind: 'change-record' | 'use-near'; readonly picture: Reviewed }
  | { readonly kind: 'choose-picture'; readonly record: MatchedRecord }
  | {
      readonly kind: 'drop-picture';
      readonly record: MatchedRecord;
      readonly dropped: DroppedPicture;
    }
  | {
      readonly kind: RowsRequest;
      readonly pictures: readonly Reviewed[];
      /** Of rows that aren't a picture's. */
      readonly records: readonly MatchedRecord[];
    };

/** Shows a review. Excludes pictures by itself, and hands out whatever else is asked for. */
export class ReviewPage {
  readonly #view: Pick<BatchView, 'addressOf' | 'facts' | 'listen' | 'show' | 'update'>;
  readonly #reviewing: Reviewing;
  #state: ReviewState;
  #waiting: ((request: ReviewRequest | undefined) => void) | undefined;
  readonly #closing = new AbortController();
  /** The rows of all pictures, by number. */
  readonly #rows = new Map<number, BatchRow>();
  /** The numbers of all rows, in the order in which the page shows them. */
  #shown: readonly number[];

  constructor(
    view: Pick<BatchView, 'addressOf' | 'facts' | 'listen' | 'show' | 'update'>,
    reviewing: Reviewing,
    state: ReviewState,
  ) {
    this.#view = view;
    this.#reviewing = reviewing;
    this.#state = state;
    view.listen({
      onSaid: (said) => {
        switch (said.kind) {
          case 'exclude':
            this.change((now) => withExcluded(now, said.ns, said.isExcluded));
            break;
          case 'action':
            this.#handOut({ kind: said.action });
            break;
          case 'change-record':
          case 'use-near': {
            const picture = this.#state.pictures[said.n];
            if (picture !== undefined) {
              this.#handOut({ kind: said.kind, picture });
            }
            break;
          }
          case 'choose-picture':
          case 'drop-picture': {
            const record = recordOfRow(this.#state.compared, said.n);
            if (record !== undefined) {
              this.#handOut({ ...said, record });
            }
            break;
          }
          default: {
            const { pictures, compared } = this.#state;
            this.#handOut({
              kind: said.kind,
              pictures: said.ns.flatMap((n) => pictures[n] ?? []),
              records: said.ns.flatMap((n) => recordOfRow(compared, n) ?? []),
            });
          }
        }
      },
      onClosed: () => {
        this.#closing.abort();
        this.#handOut(undefined);
      },
    });
    this.#draw(state.pictures);
    this.#shown = inOrder([...this.#rows.values(), ...this.#recordRows()]).map(({ n }) => n);
    this.#showAll();
  }

  get state(): ReviewState {
    return this.#state;
  }

  get isClosed(): boolean {
    return this.#closing.signal.aborted;
  }

  /** Aborted when the page closes. */
  get closed(): AbortSignal {
    return this.#closing.signal;
  }

  /**
   * What the person asks for next. Requests made while an earlier one is handled are dropped, so that
   * no two questions are open at once.
   *
   * @returns undefined once the page is closed
   */
  nextRequest(): Promise<ReviewRequest | undefined> {
    const { promise, resolve } = Promise.withResolvers<ReviewRequest | undefined>();
    if (this.isClosed) {
      resolve(undefined);
    } else {
      this.#waiting = resolve;
    }
    return promise;
  }

  change(transition: (now: ReviewState) => ReviewState): void {
    const before = this.#state;
    this.#state = transition(before);
    const changed = this.#draw(changedSince(before, this.#state));
    const shown = rowsAfter(this.#shown, before, this.#state);
    if (shown === this.#shown) {
      this.#view.update(changed);
      this.#view.facts(this.#facts());
    } else {
      this.#shown = shown;
      this.#showAll();
    }
  }

  #showAll(): void {
    const records = new Map(this.#recordRows().map((row) => [row.n, row]));
    this.#view.show(
      this.#facts(),
      this.#shown.flatMap((n) => this.#rows.get(n) ?? records.get(n) ?? []),
    );
  }

  #recordRows(): BatchRow[] {
    const { pictures, compared } = this.#state;
    return picturelessRecords(compared, pictures).map(({ n, record }) => recordRow(n, record));
  }

  #handOut(request: ReviewRequest | undefined): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.(request);
  }

  /** Renews the rows of pictures. */
  #draw(pictures: readonly Reviewed[]): BatchRow[] {
    return pictures.map((one) => {
      const row = reviewRow(one, this.#state, {
        addressOf: (place) => this.#view.addressOf(place),
        mapping: this.#reviewing.mapping,
      });
      this.#rows.set(row.n, row);
      return row;
    });
  }

  #facts(): ReturnType<typeof reviewFacts> {
    return reviewFacts(this.#state, this.#reviewing);
  }
}
