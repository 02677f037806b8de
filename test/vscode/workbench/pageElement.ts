/** The little of DOM that functions running inside the page read; the project has no DOM types. */
export interface PageElement {
  textContent: string | null;
  getAttribute(name: string): string | null;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  matches(selector: string): boolean;
  dispatchEvent(event: unknown): boolean;
}
