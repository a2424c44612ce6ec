// Which charts are drawn of what was measured.
import { median } from './numbers.mjs';
import { lines } from './plot.mjs';

const BY_CONNECTIONS = {
  'write-256': 'Durable writes of 256 bytes',
  'write-1k': 'Durable writes of 1 KiB',
  'write-16k': 'Durable writes of 16 KiB',
  'read-linearizable': 'Linearizable reads',
  'read-local': 'Local reads',
};

/**
 * @param {import('./results.mjs').Measured & Record<string, any>} measured
 * @returns {Record<string, string>} SVGs by the names of their files
 */
export function charts(measured) {
  const { machine, begun, versions } = measured;
  const note = `${begun.slice(0, 10)}, ${machine.processors} x ${machine.processor}; cfguardian ${versions.cfguardian}, etcd ${versions.etcd}, ` +
    `ZooKeeper ${versions.ZooKeeper}, Central Dogma ${versions['Central Dogma']}`;
  const drawn = {};
  for (const [work, title] of Object.entries(BY_CONNECTIONS)) {
    const samples = measured.samples.filter((one) => one.work === work && one.at === 'leader' && one.failures === 0);
    if (samples.length > 0) {
      drawn[`${work}.svg`] = lines({ title, x: 'connections', y: 'a second', note }, ...spread(samples, 'connections', 'system'));
    }
  }
  if (measured.growth.length > 0) {
    drawn['growth.svg'] = lines(
      { title: 'cfguardian as the store grows', x: 'configs', y: `a second, ${measured.options.targetConnections} connections`, note },
      ...spread(measured.growth.filter((one) => one.failures === 0), 'configs', 'work'),
    );
  }
  if (measured.watch.length > 0) {
    const series = [['p50', 'p50Millis'], ['p99', 'p99Millis']];
    drawn['watchers.svg'] = lines(
      { title: 'From the answer to a write until the last watcher is told', x: 'watchers', y: 'milliseconds', note },
      measured.watch.map(({ watchers }) => watchers),
      series.map(([name, of]) => ({ name, values: measured.watch.map((one) => Math.max(0, one[of])) })),
    );
  }
  return drawn;
}

/** Places along one property, a line for each value of another, medians of the rates. */
function spread(samples, along, each) {
  const places = [...new Set(samples.map((one) => one[along]))].sort((one, other) => one - other);
  const names = [...new Set(samples.map((one) => one[each]))].sort((one, other) => Number(other === 'cfguardian') - Number(one === 'cfguardian'));
  const value = (name, place) => {
    const rates = samples.filter((one) => one[each] === name && one[along] === place).map(({ perSecond }) => perSecond);
    return rates.length === 0 ? undefined : median(rates);
  };
  return [places, names.map((name) => ({ name, values: places.map((place) => value(name, place)) }))];
}
