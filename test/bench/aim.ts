/** What a measurement should show, and whether it does. Not a test, because machines differ. */
export interface Aim {
  readonly text: string;
  readonly met: boolean;
  /** The numbers it's based on. */
  readonly because: string;
}

export function printAims(aims: readonly Aim[]): void {
  for (const { text, met, because } of aims) {
    console.log(`${met ? 'met   ' : 'MISSED'}  ${text}: ${because}`);
  }
}
