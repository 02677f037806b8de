import type { PageAnswer } from '../../auth/flows/loopback.ts';
import { language } from '../words/language.ts';
import { PRODUCT } from '../words/product.ts';
import { wordsOfPageAnswer } from '../words/zohosPage.ts';

/** The HTML page that a browser shows after Zoho's page redirects it to this machine. */
export function browserPage(answer: PageAnswer): string {
  return (
    `<!DOCTYPE html><html lang="${language()}"><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width"><title>${PRODUCT}</title>` +
    `<style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:32em;margin:20vh auto;padding:0 1em}h1{font-size:1.3em}</style></head>` +
    `<body><h1>${PRODUCT}</h1><p>${wordsOfPageAnswer(answer)}</p></body></html>`
  );
}
