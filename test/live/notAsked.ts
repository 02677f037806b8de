/** An open question that isn't asked, and why. */
export interface NotAsked {
  readonly asks: string;
  /** The facts of the emulator's profiles that it would answer. */
  readonly about: readonly string[];
  readonly why: string;
}

export const NOT_ASKED: readonly NotAsked[] = [
  {
    asks: 'What does Zoho answer to too many requests at once?',
    about: ['tooManyRequestsCode', 'retryAfterSeconds', 'concurrency', 'subConcurrency'],
    why: 'It would slow down everybody in your organization. If it happens by itself, it is noted.',
  },
  {
    asks: 'What does Zoho answer when the API credits of a day are used up, or the storage is full?',
    about: ['creditsPerDay', 'creditsUsedUpCode'],
    why: 'It would use them up for everybody in your organization.',
  },
  {
    asks: 'What does Zoho answer to the eleventh token in ten minutes?',
    about: ['throttleStatus', 'throttleExtends'],
    why: 'It would block tokens for ten minutes or longer, perhaps those of other programs, too.',
  },
  {
    asks: 'Which error has a token that expired?',
    about: ['expiredTokenCode'],
    why: 'It takes an hour.',
  },
  {
    asks: 'How long does the search not find a new record?',
    about: ['searchLagMs'],
    why: 'It would create a record. Only the one that you name is touched.',
  },
  {
    asks: 'Which error has a photo of a converted lead?',
    about: ['convertedCode'],
    why: 'It would change another record.',
  },
  {
    asks: 'What does a person see of modules that their profile hides?',
    about: ['listsHiddenModules', 'hiddenModuleCode'],
    why: 'It takes a second person with another profile.',
  },
  {
    asks: 'Which error has an upload when the photo is turned off in a layout?',
    about: ['photosOffCode'],
    why: 'It would change the layout for everybody.',
  },
  {
    asks: 'Do mobile clients need their secret with PKCE, and how do redirects look?',
    about: ['pkceNeedsSecret', 'authorizesElsewhere', 'stateInRefusal', 'trailingAmpersand'],
    why: 'It takes another client and a browser. Can be tried by hand in the API console.',
  },
  {
    asks: 'Can a mobile client be registered with vscode:// as its redirect URI?',
    about: [],
    why: 'Only the API console can tell. Try it by hand.',
  },
  {
    asks: 'How often may a device ask for its token, and how long is its code valid?',
    about: ['devicePollMs', 'deviceCodeMs'],
    why: 'It takes another client.',
  },
  {
    asks: 'When are idle connections closed, and how large may a request be?',
    about: ['closesIdleConnections', 'maxRequestBytes'],
    why: 'It depends on the network in between. The extension is ready for either.',
  },
  {
    asks: 'In which data center is the organization?',
    about: ['location'],
    why: 'You say it yourself.',
  },
];
