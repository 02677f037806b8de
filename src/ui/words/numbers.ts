/** `1 picture`, `1,200 pictures` */
export function counted(number: number, noun: string): string {
  return `${grouped(number)} ${noun}${number === 1 ? '' : 's'}`;
}

/** `1,200` */
export function grouped(number: number): string {
  return number.toLocaleString('en');
}
