// How long a node that was stopped in order takes from the start of its process until it is ready, in a cluster that serves.

/**
 * @param {import('../systems/cluster.mjs').Cluster} system
 * @param {number} times
 * @returns {Promise<number[]>} seconds
 */
export async function startup(system, times) {
  const seconds = [];
  for (let i = 0; i < times; i++) {
    const node = await system.follower();
    await system.stopNode(node);
    const began = performance.now();
    system.startNode(node);
    await system.awaitReady(node, 5);
    seconds.push((performance.now() - began) / 1000);
  }
  return seconds;
}
