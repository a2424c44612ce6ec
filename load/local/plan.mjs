// What a script's options ask for.

const EXECUTORS = {
  'constant-vus': ['vus', 'duration'],
  'per-vu-iterations': ['vus', 'iterations', 'maxDuration'],
  'shared-iterations': ['vus', 'iterations', 'maxDuration'],
};
const OF_ALL = ['executor', 'exec', 'startTime', 'env', 'tags'];
const OPTIONS = ['scenarios', 'thresholds', 'summaryTrendStats', 'vus', 'iterations', 'duration'];
const STATISTICS = ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)'];

/** The scenarios, thresholds and statistics of `options`, complete; throws on what it does not know. */
export function plan(options) {
  refuseUnknown('options', options, OPTIONS);
  const scenarios = Object.entries(options.scenarios ?? { default: shorthand(options) }).map(([name, given]) => {
    const own = EXECUTORS[given.executor];
    if (own === undefined) {
      throw new Error(`scenario ${name}: no executor ${given.executor} here`);
    }
    refuseUnknown(`scenario ${name}`, given, [...own, ...OF_ALL]);
    return { exec: 'default', vus: 1, iterations: 1, maxDuration: '10m', startTime: '0s', ...given, name };
  });
  return {
    scenarios,
    thresholds: Object.entries(options.thresholds ?? {}).flatMap(([metric, conditions]) =>
      conditions.map((condition) => ({ metric, ...parsed(condition) })),
    ),
    statistics: options.summaryTrendStats ?? STATISTICS,
  };
}

function shorthand({ vus = 1, iterations, duration }) {
  return duration === undefined
    ? { executor: 'shared-iterations', vus, iterations: iterations ?? vus }
    : { executor: 'constant-vus', vus, duration };
}

function parsed(condition) {
  const found = /^\s*([a-z]+(?:\([\d.]+\))?)\s*(<=|>=|<|>|===?|!=)\s*([\d.]+)\s*$/.exec(condition);
  if (found === null) {
    throw new Error(`no threshold: ${condition}`);
  }
  const [, name, relation, limit] = found;
  return { condition, name, relation, limit: Number(limit) };
}

/** Whether `value` is as a threshold demands. */
export function holds({ relation, limit }, value) {
  switch (relation) {
    case '<':
      return value < limit;
    case '<=':
      return value <= limit;
    case '>':
      return value > limit;
    case '>=':
      return value >= limit;
    case '!=':
      return value !== limit;
    default:
      return value === limit;
  }
}

function refuseUnknown(where, given, known) {
  const unknown = Object.keys(given).filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new Error(`${where}: ${unknown.join(', ')} not known here`);
  }
}
