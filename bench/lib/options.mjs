// What bench/run was asked for.

export const USAGE = `bench/run [--quick] [--only PART[,PART]] [--NAME VALUE]... [--keep]

  --quick        every part once, short and small: shows that it works, measures nothing worth keeping
  --only         of: throughput, watch, growth, startup, validation, leader, telemetry
  --systems      of: cfguardian, etcd, zookeeper, central-dogma; for throughput
  --works        of: read-local, read-linearizable, mixed-95-5, write-256, transaction-64, write-1k, write-16k; for throughput
  --connections  of: 1, 16, 64, 256; for throughput
  --rounds       rounds of alternation (3)
  --seconds      of each measurement at 64 connections; half of it at others (3)
  --configs      how many configs the store grows to (100000)
  --commits      after so many more commits to the first 1,000 configs it is looked whether they cost the same (none)
  --watchers     the most watchers (10000)
  --times        how often the leader is killed (20)
  --keep         leaves table, numbers and plots in docs/benchmarks and README.md as well as in target/bench
`;

/** `targetConnections` are those that the targets are about; a quick run has fewer, since it may be on a machine with much else to do. */
const FULL = { targetConnections: 64, rounds: 3, seconds: 3, warmUpSeconds: 15, configs: 100_000, commits: 0, watchers: 10_000, changes: 100, times: 20, starts: 5, pairs: 5, turns: 6 };
const QUICK = { targetConnections: 4, rounds: 1, seconds: 1, warmUpSeconds: 0, configs: 3_000, commits: 0, watchers: 200, changes: 5, times: 0, starts: 1, pairs: 1, turns: 2 };

export const PARTS = ['throughput', 'watch', 'growth', 'startup', 'validation', 'leader', 'telemetry'];
const SYSTEMS = ['cfguardian', 'etcd', 'zookeeper', 'central-dogma'];
/** Those that write most come last. */
const WORKS = ['read-local', 'read-linearizable', 'mixed-95-5', 'write-256', 'transaction-64', 'write-1k', 'write-16k'];
const CONNECTIONS = ['1', '16', '64', '256'];
/** It sets up clusters of its own, which takes minutes. */
const SLOW_PARTS = ['leader'];

/**
 * @param {string[]} words
 * @returns the choices, all given
 * @throws {Error} when a word is not understood
 */
export function parse(words) {
  const quick = words.includes('--quick');
  const options = {
    ...(quick ? QUICK : FULL),
    quick,
    keep: false,
    jdk: '',
    parts: quick ? PARTS.filter((part) => !SLOW_PARTS.includes(part)) : PARTS,
    systems: SYSTEMS,
    works: quick ? WORKS.filter((work) => work !== 'write-1k') : WORKS,
    connections: quick ? [QUICK.targetConnections] : CONNECTIONS.map(Number),
  };
  const rest = words.filter((word) => word !== '--quick').flatMap((word) => word.split(/=(.*)/, 2));
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    switch (word) {
      case '--keep':
        options.keep = true;
        break;
      case '--jdk':
        options.jdk = value(word, rest);
        break;
      case '--only':
        options.parts = some(word, value(word, rest), PARTS);
        break;
      case '--systems':
        options.systems = some(word, value(word, rest), SYSTEMS);
        break;
      case '--works':
        options.works = some(word, value(word, rest), WORKS);
        break;
      case '--connections':
        options.connections = some(word, value(word, rest), CONNECTIONS).map(Number);
        break;
      case '--rounds':
      case '--seconds':
      case '--configs':
      case '--commits':
      case '--watchers':
      case '--times':
        options[word.slice(2)] = number(word, value(word, rest));
        break;
      default:
        throw new Error(`there is no option ${word}\n${USAGE}`);
    }
  }
  if (options.quick && options.keep) {
    throw new Error('what --quick measures is not worth keeping');
  }
  return options;
}

function value(word, rest) {
  const given = rest.shift();
  if (given === undefined || given === '') {
    throw new Error(`${word} needs a value\n${USAGE}`);
  }
  return given;
}

/** The chosen ones, in their own order. */
function some(word, text, all) {
  const chosen = text.split(',');
  const unknown = chosen.find((one) => !all.includes(one));
  if (unknown !== undefined) {
    throw new Error(`${word} knows no ${unknown}\n${USAGE}`);
  }
  return all.filter((one) => chosen.includes(one));
}

function number(word, text) {
  if (!/^[1-9][0-9]{0,8}$/.test(text)) {
    throw new Error(`${word} needs a whole number from 1, not ${text}`);
  }
  return Number(text);
}
