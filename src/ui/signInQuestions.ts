import * as vscode from 'vscode';
import type { SelfClientAnswers, SignInAsks } from '../auth/asks.ts';
import { SCOPES } from '../auth/scopes.ts';
import type { CustomServer } from '../settings.ts';
import type { DataCentre, Environment, Place } from '../zoho/dataCentre.ts';
import { consoleOf, DATA_CENTRES, ENVIRONMENTS, placeName, serversOf } from '../zoho/dataCentre.ts';
import type { Failure } from '../zoho/failure.ts';
import { signalOf } from './cancellation.ts';
import { plain } from './plain.ts';
import type { Answer, Step } from './step.ts';
import { pick, type } from './step.ts';
import { wordsOfFailure } from './words/failure.ts';

const STEPS = 5;

const REGIONS: Record<DataCentre, string> = {
  US: 'United States',
  EU: 'Europe',
  IN: 'India',
  AU: 'Australia',
  JP: 'Japan',
  CA: 'Canada',
  SA: 'Saudi Arabia',
  UK: 'United Kingdom',
  CN: 'China',
};

const ENVIRONMENT_WORDS: Record<Environment, readonly [label: string, detail: string]> = {
  production: ['Production', 'The real data of your organisation'],
  sandbox: ['Sandbox', 'A copy to try things out'],
  developer: ['Developer', 'A developer organisation'],
};

/** What has been answered so far, and what Zoho had against it. */
interface Draft {
  dataCentre?: DataCentre;
  environment?: Environment;
  clientId?: string;
  clientSecret?: string;
  code?: string;
  readonly error?: { readonly step: number; readonly text: string };
}

/** Asks for everything that a self client needs, one step after the other, with a way back. */
export function signInQuestions(customServer: () => CustomServer): SignInAsks {
  return {
    selfClient: (refused) => {
      const custom = customServer();
      return askSelfClient(
        refused === undefined ? {} : draftOf(refused.answers, refused.failure),
        custom.kind === 'set' ? custom : undefined,
      );
    },
    exchanging: async (work) =>
      vscode.window.withProgress(
        {
          location: vscode.ProgressLocation.Notification,
          title: 'Signing in to Zoho CRM',
          cancellable: true,
        },
        async (_, cancel) => {
          const signal = signalOf(cancel);
          try {
            return await work(signal);
          } catch (error) {
            if (signal.aborted) {
              return undefined;
            }
            throw error;
          }
        },
      ),
  };
}

async function askSelfClient(
  draft: Draft,
  custom: { servers: (Place & { kind: 'custom' })['servers'] } | undefined,
): Promise<SelfClientAnswers | undefined> {
  const first = custom === undefined ? 1 : 2;
  const answers: Draft = { ...draft };
  for (let step = draft.error?.step ?? first; step <= STEPS;) {
    const given = await askStep(step);
    if (given === undefined || (given === 'back' && step <= first)) {
      return undefined;
    }
    step += given === 'back' ? -1 : 1;
  }
  const { clientId: id = '', clientSecret: secret = '', code = '' } = answers;
  return { place: place(), client: { id, secret }, code };

  function place(): Place {
    const environment = answers.environment ?? 'production';
    return custom === undefined
      ? { kind: 'zoho', dataCentre: answers.dataCentre ?? 'US', environment }
      : { kind: 'custom', servers: custom.servers, environment };
  }

  async function askStep(step: number): Promise<Answer<unknown>> {
    const error = draft.error?.step === step ? draft.error.text : undefined;
    const counted = {
      title: 'Sign In to Zoho CRM',
      step: step - first + 1,
      steps: STEPS - first + 1,
    };
    switch (step) {
      case 1:
        return kept(await askDataCentre(counted, answers.dataCentre), ({ dataCentre }) => {
          answers.dataCentre = dataCentre;
        });
      case 2:
        return kept(await askEnvironment(counted, answers.environment), ({ environment }) => {
          answers.environment = environment;
        });
      case 3:
        return kept(await askClientId(counted, place(), answers.clientId, error), (clientId) => {
          answers.clientId = clientId;
        });
      case 4:
        return kept(await askClientSecret(counted, error), (clientSecret) => {
          answers.clientSecret = clientSecret;
        });
      default:
        return kept(await askCode(counted, place(), answers.code, error), (code) => {
          answers.code = code;
        });
    }
  }
}

function kept<T>(answer: Answer<T>, keep: (value: T) => void): Answer<T> {
  if (answer !== undefined && answer !== 'back') {
    keep(answer.value);
  }
  return answer;
}

/** Where to go on after a refusal: at the step that it is about. */
function draftOf({ place, client, code }: SelfClientAnswers, failure: Failure): Draft {
  const { what, remedy } = wordsOfFailure(failure);
  const step =
    failure.kind === 'client-refused' ? 3 : failure.kind === 'client-secret-refused' ? 4 : STEPS;
  return {
    ...(place.kind === 'zoho' ? { dataCentre: place.dataCentre } : {}),
    environment: place.environment,
    clientId: client.id,
    clientSecret: client.secret,
    // Where Zoho gave nothing for it, the code may serve still.
    ...('host' in failure && failure.kind !== 'code-refused' ? { code } : {}),
    error: { step, text: `${what} ${remedy}` },
  };
}

function askDataCentre(
  counted: Step,
  before: DataCentre | undefined,
): Promise<Answer<{ dataCentre: DataCentre }>> {
  const items = DATA_CENTRES.map((dataCentre) => {
    const { web } = serversOf({ kind: 'zoho', dataCentre, environment: 'production' });
    return { label: REGIONS[dataCentre], description: new URL(web).host, dataCentre };
  });
  return pick({
    ...counted,
    placeholder: 'Which address does your CRM have in the browser?',
    items,
    active: items.find(({ dataCentre }) => dataCentre === before),
  });
}

function askEnvironment(
  counted: Step,
  before: Environment | undefined,
): Promise<Answer<{ environment: Environment }>> {
  const items = ENVIRONMENTS.map((environment) => {
    const [label, detail] = ENVIRONMENT_WORDS[environment];
    return { label, detail, environment };
  });
  return pick({
    ...counted,
    placeholder: 'Which environment is the code for?',
    items,
    active: items.find(({ environment }) => environment === before),
  });
}

function askClientId(
  counted: Step,
  place: Place,
  value: string | undefined,
  error: string | undefined,
): Promise<Answer<string>> {
  return type({
    ...counted,
    prompt: `Client ID of a self client in the API console of ${plain(placeName(place))}`,
    placeholder: '1000.…',
    value: value ?? '',
    error,
    buttons: consoleButtons(place),
    problem: (id) => (id === '' ? 'Copy the client ID from the API console.' : undefined),
  });
}

function askClientSecret(counted: Step, error: string | undefined): Promise<Answer<string>> {
  return type({
    ...counted,
    prompt: 'Client secret, beside the client ID. VS Code keeps it in its secret storage.',
    password: true,
    error,
    problem: (secret) =>
      secret === '' ? 'Copy the client secret from the API console.' : undefined,
  });
}

function askCode(
  counted: Step,
  place: Place,
  value: string | undefined,
  error: string | undefined,
): Promise<Answer<string>> {
  return type({
    ...counted,
    prompt: `Code from “Generate Code” of the self client, for the scopes ${SCOPES.join(',')}`,
    placeholder: '1000.…',
    value: value ?? '',
    password: true,
    error,
    buttons: [
      {
        iconPath: new vscode.ThemeIcon('copy'),
        tooltip: 'Copy the scopes',
        press: () => void vscode.env.clipboard.writeText(SCOPES.join(',')),
      },
      ...consoleButtons(place),
    ],
    problem: (code) =>
      code === '' ? 'Generate a code and paste it within its few minutes.' : undefined,
  });
}

function consoleButtons(
  place: Place,
): (vscode.QuickInputButton & { readonly press: () => void })[] {
  if (place.kind === 'custom') {
    return [];
  }
  const address = vscode.Uri.parse(consoleOf(place.dataCentre));
  return [
    {
      iconPath: new vscode.ThemeIcon('link-external'),
      tooltip: `Open ${address.authority}`,
      press: () => void vscode.env.openExternal(address),
    },
  ];
}
