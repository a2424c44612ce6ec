// Metrics as k6 counts them, and the parts of them that thresholds name: `http_req_duration{name:read}`.

/** An empty metric of a type: counter, gauge, rate or trend. */
function empty(type) {
  return { type, sum: 0, passes: 0, total: 0, value: 0, values: [] };
}

export class Samples {
  /** @param {string[]} parts names with tags in braces */
  constructor(parts) {
    this.metrics = new Map();
    this.parts = parts.map((name) => {
      const [, metric, tags] = /^([^{]+)\{(.*)\}$/.exec(name);
      return { name, metric, tags: tags.split(',').map((tag) => tag.split(/:(.*)/).map((text) => text.trim())) };
    });
  }

  add(name, type, value, tags = {}) {
    this.addTo(name, type, value);
    for (const part of this.parts) {
      if (part.metric === name && part.tags.every(([key, wanted]) => String(tags[key]) === wanted)) {
        this.addTo(part.name, type, value);
      }
    }
  }

  addTo(name, type, value) {
    if (!this.metrics.has(name)) {
      this.metrics.set(name, empty(type));
    }
    const metric = this.metrics.get(name);
    metric.total++;
    metric.sum += Number(value);
    metric.passes += value ? 1 : 0;
    metric.value = Number(value);
    if (type === 'trend') {
      metric.values.push(value);
    }
  }

  /** Takes in what another thread has counted. */
  merge(others) {
    for (const [name, other] of others) {
      if (!this.metrics.has(name)) {
        this.metrics.set(name, empty(other.type));
      }
      const metric = this.metrics.get(name);
      metric.total += other.total;
      metric.sum += other.sum;
      metric.passes += other.passes;
      metric.value = other.value;
      metric.values = metric.values.concat(other.values);
    }
  }
}

/** A number of a metric by k6's name for it: `rate`, `count`, `value`, `avg`, `min`, `med`, `max`, `p(95)`. */
export function aggregate(metric, name, seconds) {
  const sorted = metric.values;
  switch (name) {
    case 'count':
      return metric.type === 'counter' ? metric.sum : metric.total;
    case 'rate':
      return metric.type === 'counter' ? metric.sum / seconds : metric.total === 0 ? 0 : metric.passes / metric.total;
    case 'value':
      return metric.value;
    case 'avg':
      return sorted.length === 0 ? 0 : metric.sum / sorted.length;
    case 'min':
      return quantile(sorted, 0);
    case 'med':
      return quantile(sorted, 0.5);
    case 'max':
      return quantile(sorted, 1);
    default: {
      const percent = /^p\((\d+(?:\.\d+)?)\)$/.exec(name);
      if (percent === null) {
        throw new Error(`no such number of a metric: ${name}`);
      }
      return quantile(sorted, Number(percent[1]) / 100);
    }
  }
}

/** Between the two nearest, as k6 does it. */
function quantile(sorted, at) {
  if (sorted.length === 0) {
    return 0;
  }
  const place = at * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
}
