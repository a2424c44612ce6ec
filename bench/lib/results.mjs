// What was measured, asked for by what it is: medians over the rounds.
import { median } from './numbers.mjs';

/** Why there is no number. */
export class NotMeasured extends Error {}
/** Why a number says nothing. */
export class Invalid extends Error {}

export const US = 'cfguardian';

/**
 * @typedef {object} Measured what bench/main.mjs writes as JSON
 * @property {{targetConnections: number}} options
 * @property {{system: string, work: string, at: string, connections: number, perSecond: number, p50Millis: number, p99Millis: number, failures: number}[]} samples
 * @property {{watchers: number, p50Millis: number, p99Millis: number, kibPerWatcher: number}[]} watch
 * @property {{configs: number, work: string, perSecond: number, failures: number}[]} growth
 * @property {{system: string, configs: number, seconds: number[]}[]} startup
 * @property {Record<string, {idleMiB: number, loadedMiB: number}>} memory
 */
export class Results {
  /** @param {Measured & Record<string, any>} measured */
  constructor(measured) {
    this.measured = measured;
  }

  /**
   * The median of a number of some measurements.
   *
   * @param {string} system
   * @param {string} work
   * @param {{of?: 'perSecond' | 'p50Millis' | 'p99Millis', connections?: number, at?: string}} [which]
   */
  middle(system, work, { of = 'perSecond', connections = this.measured.options.targetConnections, at = 'leader' } = {}) {
    return middle(
      this.measured.samples.filter(
        (one) => one.system === system && one.work === work && one.at === at && one.connections === connections,
      ),
      of,
      `${work} of ${system}`,
    );
  }

  /** How many times as many as another system's. */
  times(work, other, { theirs = work, ...which } = {}) {
    return this.middle(US, work, which) / this.middle(other, theirs, which);
  }

  /** How many times dearer the work is in the largest store than in the smallest. */
  growthCost(work) {
    const sizes = this.sizes();
    const at = (configs) => middle(this.measured.growth.filter((one) => one.work === work && one.configs === configs), 'perSecond', work);
    return at(sizes[0]) / at(sizes.at(-1));
  }

  /** The numbers of configs that the store had, least first. */
  sizes() {
    return this.some([...new Set(this.measured.growth.map(({ configs }) => configs))].sort((one, other) => one - other), 'growth');
  }

  /** The watch with most watchers. */
  mostWatchers() {
    return this.some(this.measured.watch, 'watchers').at(-1);
  }

  /** Seconds from the start of a process until it is ready; the median, and in how large a store. */
  startup(system, which) {
    const found = this.some(this.measured.startup.filter((one) => one.system === system), `start of ${system}`)
      .sort((one, other) => one.configs - other.configs)
      .at(which === 'empty' ? 0 : -1);
    return { configs: found.configs, seconds: median(found.seconds) };
  }

  memory(system) {
    return this.of(this.measured.memory[system], `memory of ${system}`);
  }

  /** A part that is one object. */
  part(name) {
    return this.of(this.measured[name], name);
  }

  of(value, what) {
    if (value === undefined) {
      throw new NotMeasured(what);
    }
    return value;
  }

  some(values, what) {
    if (values.length === 0) {
      throw new NotMeasured(what);
    }
    return values;
  }
}

function middle(samples, of, what) {
  if (samples.length === 0) {
    throw new NotMeasured(what);
  }
  const failures = samples.reduce((sum, one) => sum + one.failures, 0);
  if (failures > 0) {
    throw new Invalid(`${failures} failed in ${what}`);
  }
  return median(samples.map((one) => one[of]));
}
