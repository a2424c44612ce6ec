// Medians, quantiles, and numbers as people read them.

/** The middle of some numbers; of an even count the mean of the two. */
export function median(values) {
  return quantile(values, 0.5);
}

/** @param {number} at 0 to 1; between two values as far as it lies between them */
export function quantile(values, at) {
  if (values.length === 0) {
    throw new Error('of no value there is no quantile');
  }
  const sorted = Float64Array.from(values).sort();
  const place = at * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
}

/**
 * Latencies as they would be had nobody waited for an answer before asking again: wrk adds to each that took longer than twice the usual
 * interval those that were not asked meanwhile, and so does this for loaders that do not.
 *
 * @param {number[]} latencies
 * @param {number} interval between two requests of one connection, in the same unit
 */
export function corrected(latencies, interval) {
  const all = [...latencies];
  for (const latency of latencies) {
    if (latency >= 2 * interval) {
      for (let missed = latency - interval; missed > interval; missed -= interval) {
        all.push(missed);
      }
    }
  }
  return all;
}

/**
 * What a loader that does not correct its latencies has measured, as wrk would have.
 *
 * @param {number[]} micros the latencies, or quantiles of them at equal distances; none when nothing was answered
 * @param {{connections: number, perSecond: number, failures: number}} run requests, not what is in them
 */
export function summary(micros, { connections, perSecond, failures }) {
  if (micros.length === 0) {
    return { perSecond: 0, p50Millis: 0, p99Millis: 0, failures };
  }
  const all = corrected(micros, (1e6 * connections) / perSecond);
  return { perSecond, p50Millis: quantile(all, 0.5) / 1e3, p99Millis: quantile(all, 0.99) / 1e3, failures };
}

/** Three digits that say something, and no more. */
export function shown(value) {
  if (!Number.isFinite(value)) {
    return '–';
  }
  const size = Math.abs(value);
  if (size >= 1000) {
    return Math.round(value).toLocaleString('en-US');
  }
  return String(Number(value.toPrecision(size >= 100 ? 4 : 3)));
}
