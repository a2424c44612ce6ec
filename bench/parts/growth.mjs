// What reading and writing one config costs as the store grows, and as its history does.
import { measure } from './throughput.mjs';

const WORKS = ['read-linearizable', 'write-256'];
const SMALL = 1_000;
const LARGE = 100_000;
const FIRST_WARM_UPS = 2;
/** Of writes, before it is looked how many there are. */
const SLICE_SECONDS = 10;

/**
 * @param {import('../systems/cfguardian.mjs').Cfguardian} cfguardian with its first configs
 * @param {{configs: number, targetConnections: number, rounds: number, seconds: number, warmUpSeconds: number}} options
 * @param {(line: string) => void} log
 * @returns every measurement: `{configs, work, perSecond, ...}`
 */
export async function growth(cfguardian, options, log) {
  const connections = options.targetConnections;
  const samples = [];
  for (const configs of [...new Set([SMALL, Math.min(LARGE, options.configs), options.configs])]) {
    const began = performance.now();
    await cfguardian.fill(cfguardian.keys, configs);
    const filled = (performance.now() - began) / 1000;
    // A store of another size is read by other code, and for a while what was filled in is merged into larger files. The first
    // is on nodes that have just begun: what is still compiled then would be counted against it, and for the others.
    const turns = configs === SMALL ? FIRST_WARM_UPS : 1;
    await warmUp(cfguardian, options, turns);
    for (let round = 1; round <= options.rounds; round++) {
      for (const work of WORKS) {
        samples.push({ configs, round, ...(await measure(cfguardian, { work, connections, seconds: options.seconds })) });
      }
    }
    const rates = samples.filter((one) => one.configs === configs).map(({ work, perSecond }) => `${work} ${Math.round(perSecond)}/s`);
    log(`${configs} configs (${filled.toFixed(1)} s to fill): ${rates.join(', ')}`);
  }
  return samples;
}

/**
 * @param {import('../systems/cfguardian.mjs').Cfguardian} cfguardian with its first configs
 * @param {{commits: number, targetConnections: number, seconds: number, warmUpSeconds: number}} options
 * @param {(line: string) => void} log
 * @returns every measurement: `{commits, work, perSecond, ...}`, before and after so many commits
 */
export async function age(cfguardian, options, log) {
  const connections = options.targetConnections;
  const samples = [];
  const look = async (commits) => {
    const rates = [];
    for (const work of WORKS) {
      const seen = await measure(cfguardian, { work, connections, seconds: options.seconds });
      samples.push({ commits, ...seen });
      rates.push(`${work} ${Math.round(seen.perSecond)}/s`);
    }
    log(`${commits} commits: ${rates.join(', ')}`);
  };
  await warmUp(cfguardian, options, FIRST_WARM_UPS);
  await look(0);
  let commits = 0;
  while (commits < options.commits) {
    const { perSecond } = await measure(cfguardian, { work: 'write-256', connections, seconds: SLICE_SECONDS });
    commits += Math.round(perSecond * SLICE_SECONDS);
  }
  await look(commits);
  return samples;
}

/** Has the work done without looking at it, so many times in turns. */
async function warmUp(cfguardian, { targetConnections, warmUpSeconds }, turns) {
  for (const work of warmUpSeconds > 0 ? Array(turns).fill(WORKS).flat() : []) {
    await measure(cfguardian, { work, connections: targetConnections, seconds: warmUpSeconds });
  }
}
