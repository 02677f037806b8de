/** What a measurement is meant to show, and whether this one does. No test: machines differ. */
export interface Aim {
  readonly text: string;
  readonly met: boolean;
  /** The numbers behind it. */
  readonly because: string;
}

export function printAims(aims: readonly Aim[]): void {
  for (const { text, met, because } of aims) {
    console.log(`${met ? 'met   ' : 'MISSED'}  ${text}: ${because}`);
  }
}
