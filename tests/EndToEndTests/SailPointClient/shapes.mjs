// Holds answers against what is published of them.
import { readFileSync } from "node:fs";

export const published = JSON.parse(readFileSync(new URL("published.json", import.meta.url), "utf8"));

const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/;

const plain = {
  string: (value) => typeof value === "string",
  boolean: (value) => typeof value === "boolean",
  integer: (value) => Number.isInteger(value),
  "date-time": (value) => typeof value === "string" && dateTime.test(value),
  nothing: (value) => value === "" || value === undefined || value === null,
  zip: (value) => Buffer.from(value).subarray(0, 4).toString("latin1") === "PK\u0003\u0004",
};

/** Throws where a value has another shape than the type, or an object a member that is not published. */
export function check(type, value, path = "answer") {
  if (type.endsWith("?")) return value === null ? undefined : check(type.slice(0, -1), value, path);
  if (type.startsWith("=")) return demand(type.slice(1).split("|").includes(value), type, value, path);
  if (type.startsWith("[")) {
    demand(Array.isArray(value), type, value, path);
    return value.forEach((item, i) => check(type.slice(1, -1), item, `${path}[${i}]`));
  }
  if (type in plain) return demand(plain[type](value), type, value, path);
  demand(value !== null && typeof value === "object" && !Array.isArray(value), type, value, path);
  const members = membersOf(type);
  for (const [name, member] of Object.entries(value)) {
    demand(name in members, `a member of ${type}`, name, path);
    check(members[name], member, `${path}.${name}`);
  }
}

/** Checks an answer of an operation by its status; version "v1" knows more members of a policy. */
export function checkAnswer(operation, version, status, body) {
  const type = published.operations[operation][status] ?? published.errors[status];
  if (type === undefined) throw new Error(`${operation} answered with ${status}, which is not published: ${JSON.stringify(body)}`);
  check(version === "v1" ? type.replace("SodPolicy", "SodPolicyV1").replace("V1Schedule", "Schedule") : type, body, operation);
}

function membersOf(type) {
  const { "...": base, ...own } = published.types[type];
  return base === undefined ? own : { ...membersOf(base), ...own };
}

function demand(holds, type, value, path) {
  if (!holds) throw new Error(`${path} must be ${type}, not ${JSON.stringify(value)}`);
}
