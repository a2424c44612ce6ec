// What is aimed at, and how it is judged.
import { shown } from './numbers.mjs';
import { Invalid, NotMeasured, US } from './results.mjs';

const ETCD = 'etcd';
const ZOOKEEPER = 'ZooKeeper';
/** Where the target speaks of a larger store than was measured, the row says so. */
const ALL_CONFIGS = 1_000_000;

const factor = (value) => `${shown(value)} x`;
const millis = (value) => `${shown(value)} ms`;

/**
 * `must` and `moonshot` are what has to hold, in words and as a function of what `look` gives; `say` shows that.
 */
const TARGETS = [
  {
    what: 'durable validated authenticated writes, 256 B',
    look: (results) => ({
      etcd: results.times('write-256', ETCD),
      zookeeper: results.times('write-256', ZOOKEEPER),
      p99: results.middle(US, 'write-256', { of: 'p99Millis' }),
      theirs: results.middle(ETCD, 'write-256', { of: 'p99Millis' }),
    }),
    say: (seen) => `${factor(seen.etcd)} etcd, ${factor(seen.zookeeper)} ZooKeeper; p99 ${millis(seen.p99)}, etcd's ${millis(seen.theirs)}`,
    must: ["1.0 x etcd, p99 not above its", (seen) => seen.etcd >= 1 && seen.p99 <= seen.theirs],
    moonshot: ['1.0 x ZooKeeper', (seen) => seen.zookeeper >= 1],
  },
  {
    what: 'the same through transactions of 64 configs, configs/s',
    look: (results) => ({
      puts: results.times('transaction-64', ETCD, { theirs: 'write-256' }),
      transactions: results.times('transaction-64', ETCD),
    }),
    say: (seen) => `${factor(seen.puts)} etcd's puts, ${factor(seen.transactions)} its transactions`,
    must: ["4 x etcd's single puts", (seen) => seen.puts >= 4],
    moonshot: ["2 x etcd's transactions of 64 puts", (seen) => seen.transactions >= 2],
  },
  {
    what: 'one writer alone, p50 latency',
    look: (results) => {
      const which = { of: 'p50Millis', connections: 1 };
      return { ours: results.middle(US, 'write-256', which), ratio: results.times('write-256', ETCD, which) };
    },
    say: (seen) => `${millis(seen.ours)}, ${factor(seen.ratio)} etcd's`,
    must: ["1.3 x etcd's or less", (seen) => seen.ratio <= 1.3],
    moonshot: ['1.0 x or less', (seen) => seen.ratio <= 1],
  },
  {
    what: 'linearizable reads',
    look: (results) => ({ etcd: results.times('read-linearizable', ETCD), zookeeper: results.times('read-linearizable', ZOOKEEPER) }),
    say: (seen) => `${factor(seen.etcd)} etcd, ${factor(seen.zookeeper)} ZooKeeper`,
    must: ['1.5 x etcd', (seen) => seen.etcd >= 1.5],
    moonshot: ['1.25 x ZooKeeper sync + get', (seen) => seen.zookeeper >= 1.25],
  },
  {
    what: 'local (stale) reads',
    look: (results) => ({ etcd: results.times('read-local', ETCD), zookeeper: results.times('read-local', ZOOKEEPER) }),
    say: (seen) => `${factor(seen.etcd)} etcd, ${factor(seen.zookeeper)} ZooKeeper`,
    must: ['2.5 x etcd serializable', (seen) => seen.etcd >= 2.5],
    moonshot: ['1.0 x ZooKeeper getData', (seen) => seen.zookeeper >= 1],
  },
  {
    what: 'reads through a follower against the leader',
    look: (results) =>
      results.middle(US, 'read-linearizable', { at: 'follower' }) / results.middle(US, 'read-linearizable'),
    say: factor,
    must: ['0.8 x', (ratio) => ratio >= 0.8],
    moonshot: ['1.0 x', (ratio) => ratio >= 1],
  },
  {
    what: '10,000 SSE watchers, acknowledged write to last notified, p99',
    look: (results) => results.mostWatchers(),
    say: (seen) => `${millis(seen.p99Millis)}${seen.watchers === 10_000 ? '' : ` with ${shown(seen.watchers)}`}`,
    must: ['below 250 ms', (seen) => seen.p99Millis < 250],
    moonshot: ['below 100 ms', (seen) => seen.p99Millis < 100],
  },
  {
    what: 'memory per idle watcher',
    look: (results) => results.mostWatchers(),
    say: (seen) => `${shown(seen.kibPerWatcher)} KiB`,
    must: ['below 40 KiB', (seen) => seen.kibPerWatcher < 40],
    moonshot: ['below 15 KiB', (seen) => seen.kibPerWatcher < 15],
  },
  {
    what: 'resident memory of a node, idle / after the write load',
    look: (results) => ({ ours: results.memory(US), etcd: results.memory(ETCD) }),
    say: ({ ours, etcd }) => `${shown(ours.idleMiB)} / ${shown(ours.loadedMiB)} MiB, etcd's ${shown(etcd.idleMiB)} / ${shown(etcd.loadedMiB)}`,
    must: ['below 220 / 350 MiB', ({ ours }) => ours.idleMiB < 220 && ours.loadedMiB < 350],
    moonshot: ["below etcd's", ({ ours, etcd }) => ours.idleMiB < etcd.idleMiB && ours.loadedMiB < etcd.loadedMiB],
  },
  {
    what: 'node start to ready, empty / with 100,000 configs',
    look: (results) => ({ empty: results.startup(US, 'empty').seconds, full: results.startup(US, 'full') }),
    say: ({ empty, full }) => `${shown(empty)} / ${shown(full.seconds)} s${full.configs === 100_000 ? '' : ` with ${shown(full.configs)}`}`,
    must: ['below 1.5 s / 3 s', ({ empty, full }) => empty < 1.5 && full.seconds < 3],
    moonshot: ['below 0.7 s / 1.5 s', ({ empty, full }) => empty < 0.7 && full.seconds < 1.5],
  },
  {
    what: 'cost at 10^6 configs against 10^3, point reads and writes',
    look: (results) => ({
      reads: results.growthCost('read-linearizable'),
      writes: results.growthCost('write-256'),
      configs: results.sizes().at(-1),
    }),
    say: (seen) => `${factor(seen.reads)}, ${factor(seen.writes)}${seen.configs === ALL_CONFIGS ? '' : ` at ${shown(seen.configs)}`}`,
    must: ['below 1.3 x', (seen) => Math.max(seen.reads, seen.writes) < 1.3],
    moonshot: ['below 1.1 x', (seen) => Math.max(seen.reads, seen.writes) < 1.1],
  },
  {
    what: 'validation of a 100 KiB document under a 200-property schema, p99',
    look: (results) => results.part('validation').p99Millis,
    say: (p99) => `${millis(p99)}, the request and its answer included`,
    must: ['below 10 ms', (p99) => p99 < 10],
    moonshot: ['below 5 ms', (p99) => p99 < 5],
  },
  {
    what: 'kill -9 of the leader to first acknowledged write, median of 20',
    look: (results) => results.part('leader'),
    say: (seen) => `${millis(seen.cfguardian)}, etcd's ${millis(seen.etcd)}${seen.times === 20 ? '' : `; of ${seen.times}`}`,
    must: ["1.0 x etcd's or less", (seen) => seen.cfguardian <= seen.etcd],
    moonshot: ['below 500 ms', (seen) => seen.cfguardian < 500],
  },
  {
    what: 'telemetry on against off, loss',
    look: (results) => results.part('telemetry'),
    say: ({ lossPercent, micros }) => `${shown(lossPercent)} % of reads, ${shown(micros)} us of a processor each`,
    must: ['below 5 %', ({ lossPercent }) => lossPercent < 5],
    moonshot: ['below 1 %', ({ lossPercent }) => lossPercent < 1],
  },
];

/**
 * @param {import('./results.mjs').Results} results
 * @returns {{what: string, measured: string, must: string, moonshot: string, verdict: string}[]}
 */
export function judge(results) {
  return TARGETS.map(({ what, look, say, must, moonshot }) => {
    const row = { what, must: must[0], moonshot: moonshot[0] };
    try {
      const seen = look(results);
      return { ...row, measured: say(seen), verdict: verdict(must[1](seen), moonshot[1](seen)) };
    } catch (reason) {
      if (reason instanceof NotMeasured) {
        return { ...row, measured: '–', verdict: 'not measured' };
      }
      if (reason instanceof Invalid) {
        return { ...row, measured: reason.message, verdict: 'invalid' };
      }
      throw reason;
    }
  });
}

function verdict(must, moonshot) {
  if (must && moonshot) {
    return 'met, moonshot too';
  }
  return must ? 'met' : moonshot ? 'missed, moonshot met' : 'missed';
}
