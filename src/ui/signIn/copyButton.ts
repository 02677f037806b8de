import * as vscode from 'vscode';
import type { SignInQuestion } from '../../auth/prompts.ts';
import type { StepButton } from '../step.ts';
import { COPY_SCOPES } from '../words/signInQuestions.ts';

export function copyButton(tooltip: string, text: string): StepButton {
  return {
    iconPath: new vscode.ThemeIcon('copy'),
    tooltip,
    press: () => void vscode.env.clipboard.writeText(text),
  };
}

/** Copies the scopes that a code needs, as they are when it's pressed. */
export function copyScopesButton(question: SignInQuestion): StepButton {
  return {
    iconPath: new vscode.ThemeIcon('copy'),
    tooltip: COPY_SCOPES,
    press: () => void vscode.env.clipboard.writeText(question.scopes.join(',')),
  };
}
