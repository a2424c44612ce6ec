// What telemetry costs: reads in turns of two nodes in one JVM, which has a processor to itself; one node tells all of itself, the other
// nothing (TwinNodes.java).
import { createServer } from 'node:http';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { median } from '../lib/numbers.mjs';
import { processorSeconds, run, runs, start, stop, until } from '../lib/process.mjs';
import { load, request } from '../loaders/wrk.mjs';

const MODULE = join('cfguardian-server', 'target');
const MAIN = 'io.cfguardian.server.node.TwinNodes';
const CONNECTIONS = 64;
/** Pairs until the compiler has nothing left that matters. */
const WARM_UPS = 3;

/**
 * @param {{jdk: string, quick: boolean, pairs: number, turns: number}} options
 * @param {string} directory
 * @param {(line: string) => void} log
 * @returns {Promise<{lossPercent: number, micros: number}>} of requests, and of a processor for each request; in the middle of pairs
 */
export async function telemetry(options, directory, log) {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  await run(['mvn', '-B', '-ntp', '-q', '-pl', 'cfguardian-server', '-am', 'test-compile', 'dependency:build-classpath', '-Dmdep.outputFile=target/classpath']);
  const path = [join(MODULE, 'test-classes'), join(MODULE, 'classes'), readFileSync(join(MODULE, 'classpath'), 'utf8').trim()].join(':');
  const traces = await receiver();
  const child = start(
    ['taskset', '-c', firstProcessor(), join(options.jdk, 'bin', 'java'), '-Xmx512m', '-XX:+UseSerialGC', '-XX:+UseCompactObjectHeaders',
      '--enable-native-access=ALL-UNNAMED', '--sun-misc-unsafe-memory-access=allow', '-cp', path, MAIN, directory, traces.url],
    { log: join(directory, 'log') },
  );
  try {
    const found = await compare(child, directory, options, log);
    await until('a trace', async () => traces.bytes() > 0);
    // It has a line for each request, and nothing else that anybody wants when all went well.
    rmSync(join(directory, 'log'));
    return found;
  } finally {
    await stop(child);
    traces.close();
  }
}

/** The first that this process may use. */
function firstProcessor() {
  return /^Cpus_allowed_list:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))[1];
}

/** Takes what is sent, on another processor than the nodes', and looks at none of it: tests do. */
async function receiver() {
  let bytes = 0;
  const server = createServer((request, response) => {
    request.on('data', (chunk) => (bytes += chunk.length));
    request.on('end', () => response.writeHead(200, { 'Content-Type': 'application/x-protobuf' }).end());
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${server.address().port}`, bytes: () => bytes, close: () => server.close() };
}

async function compare(child, directory, { quick, pairs, turns }, log) {
  const file = join(directory, 'nodes.json');
  await until('two nodes', async () => {
    if (!runs(child)) {
      throw new Error(`two nodes have ended: ${readFileSync(join(directory, 'log'), 'utf8').slice(-1000)}`);
    }
    return existsSync(file);
  });
  const nodes = JSON.parse(readFileSync(file, 'utf8'));
  const reading = ({ url, token }) => [{ request: request('GET', url, { Authorization: `Bearer ${token}` }), times: 1 }];
  const slice = async (node) => {
    const before = processorSeconds(child.pid);
    const { perSecond, failures } = await load(reading(node), { connections: CONNECTIONS, seconds: 1, keys: 1, directory });
    if (failures > 0) {
      throw new Error(`${failures} reads failed`);
    }
    return { perSecond, seconds: processorSeconds(child.pid) - before };
  };
  const pair = async () => {
    const sum = { telling: { requests: 0, seconds: 0 }, quiet: { requests: 0, seconds: 0 } };
    for (let i = 0; i < turns; i++) {
      // Whoever comes second may profit from what the machine learnt.
      for (const name of i % 2 === 0 ? ['telling', 'quiet'] : ['quiet', 'telling']) {
        const { perSecond, seconds } = await slice(nodes[name]);
        sum[name].requests += perSecond;
        sum[name].seconds += seconds;
      }
    }
    const micros = ({ requests, seconds }) => (seconds / requests) * 1e6;
    log(`with telemetry ${Math.round(sum.telling.requests / turns)} reads/s, ${micros(sum.telling).toFixed(1)} us of a processor each; without ${Math.round(sum.quiet.requests / turns)}, ${micros(sum.quiet).toFixed(1)}`);
    return { lossPercent: 100 * (1 - sum.telling.requests / sum.quiet.requests), micros: micros(sum.telling) - micros(sum.quiet) };
  };
  for (let i = 0; i < (quick ? 0 : WARM_UPS); i++) {
    await pair();
  }
  const seen = [];
  for (let i = 0; i < pairs; i++) {
    seen.push(await pair());
  }
  return { lossPercent: median(seen.map(({ lossPercent }) => lossPercent)), micros: median(seen.map(({ micros }) => micros)) };
}
