import type { ModuleProblem, RecordIdProblem } from '../../upload/target.ts';

export function wordsOfModuleProblem(problem: ModuleProblem): string {
  switch (problem) {
    case 'empty':
      return 'Type the API name of a module, such as Vehicles.';
    case 'characters':
      return 'An API name has only letters, digits and underscores: Setup, Developer Hub, APIs lists them.';
    case 'no-photos':
      return 'Records of this module have no photo in the API version that is set.';
  }
}

export function wordsOfRecordIdProblem(problem: RecordIdProblem): string {
  switch (problem) {
    case 'empty':
      return 'Type or paste the record ID.';
    case 'not-digits':
      return 'A record ID has only digits: it is the long number at the end of the record’s address.';
    case 'length':
      return 'A record ID has 10 to 19 digits.';
  }
}
