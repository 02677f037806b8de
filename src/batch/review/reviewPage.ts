import type { SaidOnBatchPage } from '../panel/panel.ts';
import type { BatchView } from '../panel/batchView.ts';
import type { Reviewing } from './reviewFacts.ts';
import { reviewFacts } from './reviewFacts.ts';
import { reviewRow } from './reviewRow.ts';
import type { Reviewed } from './reviewed.ts';
import type { ReviewState } from './reviewState.ts';
import { changedSince, withExcluded } from './reviewState.ts';

/** What a person presses on the page of a review; excluding is done without asking anybody. */
export type PressedInReview = Exclude<SaidOnBatchPage, { kind: 'take-out' }>;

/** Shows a review, and tells what is pressed. */
export class ReviewPage {
  readonly #view: Pick<BatchView, 'addressOf' | 'facts' | 'listen' | 'show' | 'update'>;
  readonly #reviewing: Reviewing;
  #state: ReviewState;
  #waiting: ((pressed: PressedInReview | undefined) => void) | undefined;
  #isClosed = false;

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
        if (said.kind === 'take-out') {
          this.change((now) => withExcluded(now, said.ns, said.out));
        } else {
          this.#answer(said);
        }
      },
      onClosed: () => {
        this.#isClosed = true;
        this.#answer(undefined);
      },
    });
    view.show(this.#facts(), this.#rows(state.pictures));
  }

  get state(): ReviewState {
    return this.#state;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /**
   * What is pressed next. What is pressed while nobody waits for it is not heard: one thing at a
   * time, be it a question or a look at the CRM.
   *
   * @returns undefined once the page is closed
   */
  pressed(): Promise<PressedInReview | undefined> {
    const { promise, resolve } = Promise.withResolvers<PressedInReview | undefined>();
    if (this.#isClosed) {
      resolve(undefined);
    } else {
      this.#waiting = resolve;
    }
    return promise;
  }

  change(transition: (now: ReviewState) => ReviewState): void {
    const before = this.#state;
    this.#state = transition(before);
    this.#view.update(this.#rows(changedSince(before, this.#state)));
    this.#view.facts(this.#facts());
  }

  #answer(pressed: PressedInReview | undefined): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.(pressed);
  }

  #rows(pictures: readonly Reviewed[]): ReturnType<typeof reviewRow>[] {
    return pictures.map((one) =>
      reviewRow(one, this.#state.skipsUnchanged, {
        addressOf: (place) => this.#view.addressOf(place),
        mapping: this.#reviewing.mapping,
      }),
    );
  }

  #facts(): ReturnType<typeof reviewFacts> {
    return reviewFacts(this.#state, this.#reviewing);
  }
}
