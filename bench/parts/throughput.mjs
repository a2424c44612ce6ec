// The same work on each system in turns, so that what the machine does meanwhile hits all of them.

export const CONNECTIONS = [1, 16, 64, 256];
/** The number of connections that the targets are about. */
export const TARGET_CONNECTIONS = 64;

/** Work, and at how many connections it is done; those that write most come last. */
const WORKS = [
  { work: 'read-local', connections: CONNECTIONS },
  { work: 'read-linearizable', connections: CONNECTIONS },
  { work: 'read-linearizable', connections: [TARGET_CONNECTIONS], at: 'follower' },
  { work: 'mixed-95-5', connections: [TARGET_CONNECTIONS] },
  { work: 'write-256', connections: CONNECTIONS },
  { work: 'transaction-64', connections: [TARGET_CONNECTIONS] },
  { work: 'write-1k', connections: CONNECTIONS },
  { work: 'write-16k', connections: CONNECTIONS },
];
const WARMED = ['read-local', 'read-linearizable', 'write-256'];

/**
 * @param {import('../systems/cluster.mjs').Cluster[]} systems started and prepared
 * @param {{quick: boolean, rounds: number, seconds: number, warmUpSeconds: number}} options
 * @param {(line: string) => void} log
 * @returns every measurement: `{system, work, at, connections, round, perSecond, p50Millis, p99Millis, failures}`
 */
export async function throughput(systems, options, log) {
  if (options.warmUpSeconds > 0) {
    log(`warm-up, ${options.warmUpSeconds} s of each of ${WARMED.join(', ')}`);
    for (const system of systems) {
      for (const work of WARMED) {
        await system.load(work, { connections: TARGET_CONNECTIONS, seconds: options.warmUpSeconds, node: await system.leader() });
      }
    }
  }
  const samples = [];
  for (const { work, connections, at = 'leader' } of WORKS) {
    for (const count of options.quick ? connections.filter((each) => each === TARGET_CONNECTIONS) : connections) {
      const begun = samples.length;
      for (let round = 1; round <= options.rounds; round++) {
        // Whoever comes second may profit from what the machine did for the first.
        const turn = round % systems.length;
        for (const system of [...systems.slice(turn), ...systems.slice(0, turn)]) {
          const sample = await measure(system, { work, at, connections: count, seconds: seconds(count, options) });
          if (sample !== undefined) {
            samples.push({ ...sample, round });
          }
        }
      }
      const rates = samples.slice(begun).map(({ system, perSecond, failures }) =>
        `${system} ${Math.round(perSecond)}/s${failures > 0 ? ` (${failures} FAILED)` : ''}`);
      log(`${work}${at === 'leader' ? '' : ` at a ${at}`}, ${count} connections: ${rates.join(', ')}`);
    }
  }
  return samples;
}

/** One measurement; undefined when the system does no such work. */
export async function measure(system, { work, at = 'leader', connections, seconds: length }) {
  const node = at === 'leader' ? await system.leader() : await system.follower();
  const result = await system.load(work, { connections, seconds: length, node });
  return result && { system: system.name, work, at, connections, ...result };
}

function seconds(connections, options) {
  return connections === TARGET_CONNECTIONS ? options.seconds : Math.max(1, Math.round(options.seconds / 2));
}

/** What the loaders can do where next to nothing is asked of a server: they must not be what is measured. */
export async function loaders(cfguardian, { seconds: length }) {
  const node = await cfguardian.leader();
  return [
    { loader: 'wrk', what: 'GET /live of cfguardian', ...(await cfguardian.load('empty', { connections: TARGET_CONNECTIONS, seconds: length, node })) },
    { loader: 'h2load', what: 'GET /live of cfguardian, HTTP/1.1', ...(await cfguardian.loadByH2load({ connections: TARGET_CONNECTIONS, seconds: length, node })) },
  ];
}
