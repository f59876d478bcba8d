/** An amount of bytes as people write it. */
export function amount(bytes: number): string {
  const units = ["B", "KB", "MB", "GB"];
  let left = bytes;
  let at = 0;
  while (left >= 1000 && at < units.length - 1) {
    left /= 1000;
    at += 1;
  }
  return `${at === 0 ? left : left.toFixed(1)} ${units[at]}`;
}
