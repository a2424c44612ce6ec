// The same work on each system in turns, so that what the machine does meanwhile hits all of them.
import { quiet } from '../lib/machine.mjs';

/** When nothing is answered in so long, that is a failure. */
const ANYTHING_SECONDS = 30;

/** Work that is done at every number of connections; other work is at one. */
const AT_ALL_CONNECTIONS = ['read-local', 'read-linearizable', 'write-256', 'write-1k', 'write-16k'];
/** Work that is done at a follower as well. */
const AT_A_FOLLOWER = 'read-linearizable';
/** What needs most comes twice. */
const WARMED = [
  { work: 'read-local', at: 'leader' },
  { work: 'read-linearizable', at: 'leader' },
  { work: AT_A_FOLLOWER, at: 'follower' },
  { work: 'write-256', at: 'leader' },
  { work: 'write-256', at: 'leader' },
];

/**
 * @param {import('../systems/cluster.mjs').Cluster[]} systems started and prepared
 * @param {{works: string[], connections: number[], targetConnections: number, rounds: number, seconds: number, warmUpSeconds: number}} options
 * @param {(line: string) => void} log
 * @returns every measurement: `{system, work, at, connections, round, perSecond, p50Millis, p99Millis, failures}`
 */
export async function throughput(systems, options, log) {
  if (options.warmUpSeconds > 0) {
    await warmUp(systems.filter(({ isCompiledAsItRuns }) => isCompiledAsItRuns), options, log);
  }
  const samples = [];
  for (const { work, at, connections } of plan(options)) {
    const begun = samples.length;
    for (let round = 1; round <= options.rounds; round++) {
      // Whoever comes second may profit from what the machine did for the first.
      const turn = round % systems.length;
      for (const system of [...systems.slice(turn), ...systems.slice(0, turn)]) {
        const sample = await measure(system, { work, at, connections, seconds: seconds(connections, options) });
        if (sample !== undefined) {
          samples.push({ ...sample, round });
        }
      }
    }
    const rates = samples.slice(begun).map(({ system, perSecond, failures }) =>
      `${system} ${Math.round(perSecond)}/s${failures > 0 ? ` (${failures} FAILED)` : ''}`);
    log(`${work}${at === 'leader' ? '' : ` at a ${at}`}, ${connections} connections: ${rates.join(', ')}`);
  }
  return samples;
}

/** A JVM begins by interpreting, and compiles for minutes: what it then does is what a user sees for the rest of the day. */
async function warmUp(systems, { targetConnections: connections, warmUpSeconds: seconds }, log) {
  log(`warm-up of ${systems.map(({ name }) => name).join(', ')}: ${seconds} s of each of ${WARMED.map(({ work, at }) => `${work} at a ${at}`).join(', ')}`);
  for (const system of systems) {
    for (const { work, at } of WARMED) {
      await measure(system, { work, at, connections, seconds });
    }
  }
}

/** What is measured, in this order. */
function plan({ works, connections, targetConnections }) {
  return works.flatMap((work) => {
    const counts = connections.filter((count) => count === targetConnections || AT_ALL_CONNECTIONS.includes(work));
    const follower = work === AT_A_FOLLOWER ? counts.filter((count) => count === targetConnections) : [];
    return [
      ...counts.map((count) => ({ work, at: 'leader', connections: count })),
      ...follower.map((count) => ({ work, at: 'follower', connections: count })),
    ];
  });
}

/** One measurement, as long as it takes until anything is answered; undefined when the system does no such work. */
export async function measure(system, { work, at = 'leader', connections, seconds: length }) {
  const node = at === 'leader' ? await system.leader() : await system.follower();
  await quiet();
  const result = await system.load(work, { connections, seconds: length, node });
  if (result?.perSecond === 0 && length < ANYTHING_SECONDS) {
    return measure(system, { work, at, connections, seconds: 2 * length });
  }
  return result && { system: system.name, work, at, connections, ...result, failures: result.perSecond === 0 ? Math.max(1, result.failures) : result.failures };
}

function seconds(connections, options) {
  return connections === options.targetConnections ? options.seconds : Math.max(1, Math.round(options.seconds / 2));
}

/** What the loaders can do where next to nothing is asked of a server: they must not be what is measured. */
export async function loaders(cfguardian, { seconds: length, targetConnections }) {
  const how = { connections: targetConnections, seconds: length, node: await cfguardian.leader() };
  return [
    { loader: 'wrk', what: 'GET /live of cfguardian', ...(await cfguardian.load('empty', how)) },
    { loader: 'h2load', what: 'GET /live of cfguardian, HTTP/1.1', ...(await cfguardian.loadByH2load(how)) },
  ];
}
