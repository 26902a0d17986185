/** Sum of the minutes of some blocks of work. */
export function sumMinutes(blocks: readonly { minutes: number }[]): number {
  return blocks.reduce((sum, { minutes }) => sum + minutes, 0);
}
