// The steps of a walk through the SOD operations: each is written down, and one that fails does not hide those after it.
import { checkAnswer } from "./shapes.mjs";

export class Steps {
  failed = 0;
  driven = new Set();

  /** Runs a step and tells what became of it. */
  async run(name, act) {
    try {
      const result = await act();
      console.log(`ok ${name}`);
      return result;
    } catch (error) {
      this.failed++;
      console.log(`FAILED ${name}: ${error.message}`);
    }
  }
}

export function equal(actual, expected, what) {
  if (JSON.stringify(actual) !== JSON.stringify(expected))
    throw new Error(`${what} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`);
}

/** Wraps a client so that each answer, an error too, is held against what is published, and each operation is marked as driven. */
export function watched(api, version, steps) {
  return new Proxy(api, {
    get: (target, operation) => typeof target[operation] !== "function" ? target[operation] : async (...args) => {
      steps.driven.add(operation);
      const answer = await target[operation](...args).catch((error) => error.response ?? Promise.reject(error));
      if (answer.status >= 400 && Buffer.isBuffer(answer.data)) answer.data = JSON.parse(answer.data.toString());
      checkAnswer(operation, version, answer.status, answer.data);
      return answer;
    },
  });
}
