// What was measured, as tables for people.
import { median, shown } from './numbers.mjs';
import { US } from './results.mjs';

/** @param {string[]} head @param {(string | number)[][]} rows without any there is no table */
function table(head, rows) {
  if (rows.length === 0) {
    return '';
  }
  const line = (cells) => `| ${cells.join(' | ')} |\n`;
  return line(head) + line(head.map(() => '---')) + rows.map(line).join('');
}

/** @param {ReturnType<import('./targets.mjs').judge>} rows */
export function targets(rows) {
  return table(
    ['what', 'measured', 'must', 'moonshot', ''],
    rows.map(({ what, measured, must, moonshot, verdict }) => [what, measured, must, moonshot, `**${verdict}**`]),
  );
}

/** Medians of all systems beside each other. */
export function throughput({ samples }) {
  const systems = [...new Set(samples.map(({ system }) => system))].sort((one, other) => Number(other === US) - Number(one === US));
  const rows = [...new Map(samples.map((one) => [`${one.work}, ${one.at}, ${one.connections}`, one])).values()];
  return table(
    ['operations/s (p50 / p99 ms)', 'connections', ...systems],
    rows.map(({ work, at, connections }) => [
      at === 'leader' ? work : `${work} at a ${at}`,
      connections,
      ...systems.map((system) => cell(samples.filter((one) =>
        one.system === system && one.work === work && one.at === at && one.connections === connections))),
    ]),
  );
}

function cell(samples) {
  if (samples.length === 0) {
    return '–';
  }
  const failures = samples.reduce((sum, one) => sum + one.failures, 0);
  if (failures > 0) {
    return `invalid: ${failures} failed`;
  }
  const middle = (of) => shown(median(samples.map((one) => one[of])));
  return `${middle('perSecond')} (${middle('p50Millis')} / ${middle('p99Millis')})`;
}

/** The rest, a line for each. */
export function others({ options, memory, startup, watch, growth, loaders, validation }) {
  const rows = [
    ...Object.entries(memory).map(([system, { idleMiB, loadedMiB }]) => [`memory of ${system}, idle / after the load, MiB`, `${shown(idleMiB)} / ${shown(loadedMiB)}`]),
    ...startup.map(({ system, configs, seconds }) => [`start of ${system} until ready, ${shown(configs)} configs, s`, shown(median(seconds))]),
    ...watch.map((one) => [`${shown(one.watchers)} watchers, answer to a write until the last is told, p50 / p99 ms; KiB each`,
      `${shown(one.p50Millis)} / ${shown(one.p99Millis)}; ${shown(one.kibPerWatcher)}`]),
    ...grouped(growth, ({ configs, work }) => `${work} with ${shown(configs)} configs, ${options.targetConnections} connections, a second`)
      .map(([what, samples]) => [what, cell(samples)]),
    ...(validation === undefined ? [] : [['validation of 100 KiB under 200 properties, p50 / p99 ms', `${shown(validation.p50Millis)} / ${shown(validation.p99Millis)}`]]),
    ...loaders.map(({ loader, what, perSecond }) => [`what ${loader} can do: ${what}, ${options.targetConnections} connections, a second`, shown(perSecond)]),
  ];
  return table(['what', 'median'], rows);
}

function grouped(values, by) {
  const groups = new Map();
  values.forEach((value) => groups.set(by(value), [...(groups.get(by(value)) ?? []), value]));
  return [...groups];
}

/** On what it was measured. */
export function circumstances({ machine, versions, options, begun, minutes }) {
  const set = `${options.rounds} rounds, ${options.seconds} s each at ${options.targetConnections} connections`;
  return `${begun.slice(0, 10)}, ${minutes.toFixed(1)} minutes, ${set}. ${machine.processors} x ${machine.processor}, ${machine.memoryGiB} GiB, ` +
    `${machine.system}, ${machine.fileSystem}; load of the machine before ${machine.loadBefore}. ` +
    `${Object.entries(versions).map(([name, version]) => `${name} ${version}`).join(', ')}.\n`;
}
