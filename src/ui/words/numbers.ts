/** `1,200` */
export function grouped(number: number): string {
  return number.toLocaleString('en');
}
