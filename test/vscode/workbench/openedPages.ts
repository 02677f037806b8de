import type { BrowserContext, Page, Request } from 'playwright';
import { fits, until } from './until.ts';

interface Visit {
  url: string;
  /** Known slightly after the URL, for the first URL of a new page. */
  page: Page | undefined;
  /** Whether a waiting caller has received it. */
  seen: boolean;
}

/** The pages that VS Code opened in the browser (`env.openExternal`, links). */
export class OpenedPages {
  readonly #visits: Visit[] = [];

  constructor(context: BrowserContext, own: Page) {
    // By request rather than URL, because pages of unreachable hosts end at an error page.
    context.on('request', (request) => {
      if (request.isNavigationRequest()) {
        const page = pageOf(request);
        if (page === 'new') {
          this.#visits.push({ url: request.url(), page: undefined, seen: false });
        } else if (page !== undefined && page !== own) {
          this.#visits.push({ url: request.url(), page, seen: false });
        }
      }
    });
    context.on('page', (page) => {
      // Several, if its first URL was redirected.
      for (const visit of this.#visits.filter((one) => one.page === undefined)) {
        visit.page = page;
      }
    });
  }

  /** All URLs requested so far, including redirects. */
  urls(): string[] {
    return this.#visits.map(({ url }) => url);
  }

  /** Waits for a URL; returns it with the page that shows it. */
  async waitFor(url: string | RegExp): Promise<{ url: string; page: Page }> {
    return this.#find(url, false);
  }

  /** The same, but for a URL that hasn't been returned before. */
  async next(url: string | RegExp): Promise<{ url: string; page: Page }> {
    return this.#find(url, true);
  }

  async #find(url: string | RegExp, isNew: boolean): Promise<{ url: string; page: Page }> {
    return until(
      `a page at ${String(url)}`,
      () => {
        const visit = this.#visits.find((one) => fits(one.url, url) && !(isNew && one.seen));
        if (visit?.page === undefined) {
          return Promise.resolve(undefined);
        }
        visit.seen = true;
        return Promise.resolve({ url: visit.url, page: visit.page });
      },
      () => Promise.resolve(this.urls()),
    );
  }
}

/** The page whose main frame sent the request; undefined for inner frames. */
function pageOf(request: Request): Page | 'new' | undefined {
  try {
    const frame = request.frame();
    return frame.parentFrame() === null ? frame.page() : undefined;
  } catch {
    return 'new'; // requested before its frame exists
  }
}
