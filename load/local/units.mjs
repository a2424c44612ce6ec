/** A duration as k6 writes it: milliseconds, or a text such as 1m30s. */
export function millis(duration) {
  if (typeof duration === 'number') {
    return duration;
  }
  const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(duration)) {
    throw new Error(`not a duration: ${duration}`);
  }
  return [...duration.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)].reduce((sum, [, number, unit]) => sum + Number(number) * units[unit], 0);
}
