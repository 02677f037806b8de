import { openConsole } from '../ui/signIn/console.ts';

/** *Open Zoho's API Console…* */
export function openApiConsole(): Promise<void> {
  return openConsole();
}
