// What a VU's thread and the main thread share. A script is synchronous, as k6 has it, and node's HTTP is not: the VU's
// thread hands a request over and sleeps until the answer lies in its port.
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';

const signal = new Int32Array(new SharedArrayBuffer(4));

/** Sends what `request` describes and gives what came back: {status, headers, body, durationMillis, error}. */
export function exchange(request) {
  Atomics.store(signal, 0, 0);
  parentPort.postMessage({ kind: 'request', request, signal });
  Atomics.wait(signal, 0, 0);
  return receiveMessageOnPort(workerData.answers).message;
}

/** Sleeps. */
export function pause(millis) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, millis);
}
