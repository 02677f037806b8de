import type { Language } from './languages.ts';
import { LANGUAGES } from './languages.ts';
import type { UploadRequest } from '../upload/lastUpload.ts';
import { plain } from '../ui/plain.ts';
import { pick } from '../ui/step.ts';
import { LANGUAGE_WORDS, whatTheCodeDoes, WHICH_LANGUAGE } from './words.ts';

/** Asks for the language of the code; undefined if the person cancels. */
export async function askLanguage({
  record,
  fileName,
  servers,
  version,
}: UploadRequest): Promise<Language | undefined> {
  const chosen = await pick({
    title: `${plain(fileName, 40)} → ${plain(record.module)} ${record.id}`,
    step: 1,
    steps: 1,
    placeholder: WHICH_LANGUAGE,
    explanation: whatTheCodeDoes(new URL(servers.api).host, version),
    items: LANGUAGES.map((language) => {
      const { name, way, needs } = LANGUAGE_WORDS[language];
      return { label: name, description: `${way}: ${needs}`, language };
    }),
  });
  return chosen === undefined || chosen === 'back' ? undefined : chosen.value.language;
}
