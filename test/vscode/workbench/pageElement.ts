/** The DOM properties that functions inside the page read. The project has no DOM types. */
export interface PageElement {
  textContent: string | null;
  getAttribute(name: string): string | null;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  matches(selector: string): boolean;
  dispatchEvent(event: unknown): boolean;
  addEventListener(type: string, listener: () => void): void;
}
