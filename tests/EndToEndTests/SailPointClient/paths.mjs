// Holds the answers of a version that the client does not speak against what is published: node paths.mjs VERSION, where VERSION is v2025, v2026 or v1.
// SAIL_BASE_URL, SAIL_CLIENT_ID and SAIL_CLIENT_SECRET lead to the server.
import { Steps, equal } from "./steps.mjs";
import { checkAnswer } from "./shapes.mjs";

const version = process.argv[2];
const base = process.env.SAIL_BASE_URL;
const root = version === "v1" ? `${base}/sod-policies/v1` : `${base}/${version}/sod-policies`;
const steps = new Steps();
const token = await tokenFor("sp:scopes:all");

const policy = {
  name: `Payables ${version}`, type: "CONFLICTING_ACCESS_BASED", ownerRef: { type: "IDENTITY", id: "ann" }, level: "LOW",
  secondaryOwnerRefs: [{ type: "GOVERNANCE_GROUP", id: "g", name: "Group" }], allowedControls: [{ type: "COMPENSATING_CONTROL", id: "c", name: "Control" }],
  conflictingAccessCriteria: {
    leftCriteria: { name: "pay", criteriaList: [{ type: "ENTITLEMENT", id: "PAY" }] }, rightCriteria: { name: "order", criteriaList: [{ type: "ENTITLEMENT", id: "ORDER" }] },
  },
};
const schedule = { schedule: { type: "DAILY", hours: { type: "LIST", values: ["9"] } }, recipients: [{ type: "IDENTITY", id: "ann" }] };

async function tokenFor(scope) {
  const form = new URLSearchParams({
    grant_type: "client_credentials", client_id: process.env.SAIL_CLIENT_ID, client_secret: process.env.SAIL_CLIENT_SECRET, scope,
  });
  const answer = await fetch(`${base}/oauth/token`, { method: "POST", body: form });
  return (await answer.json()).access_token;
}

/** Calls, and checks status and shape. */
async function step(operation, status, method, path, body, { authorization = `Bearer ${token}`, type = "application/json" } = {}) {
  return steps.run(`${operation} ${status}`, async () => {
    const headers = { authorization, ...(body === undefined ? {} : { "content-type": type }) };
    const answer = await fetch(root + path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
    const text = await answer.text();
    const read = text === "" ? "" : JSON.parse(text);
    equal(answer.status, status, `the status (${text})`);
    checkAnswer(operation, version, answer.status, read);
    return read;
  });
}

const made = await step("createSodPolicy", 201, "POST", "", policy);
await step("getSodPolicy", 200, "GET", `/${made.id}`);
await step("listSodPolicies", 200, "GET", "");
await step("putSodPolicy", 200, "PUT", `/${made.id}`, made);
await step("patchSodPolicy", 200, "PATCH", `/${made.id}`, [{ op: "replace", path: "/state", value: "NOT_ENFORCED" }], { type: "application/json-patch+json" });
await step("putPolicySchedule", 200, "PUT", `/${made.id}/schedule`, schedule);
await step("getSodPolicySchedule", 200, "GET", `/${made.id}/schedule`);
await step("createSodPolicy", 201, "POST", "", { name: `General ${version}`, policyQuery: "id:x" });
await step("listSodPolicies", 200, "GET", "?sorters=-name");
await step("createSodPolicy", 400, "POST", "", {});
await step("getSodPolicy", 404, "GET", "/none");
await step("getSodPolicy", 401, "GET", `/${made.id}`, undefined, { authorization: "Bearer none" });
await step("getSodPolicy", 403, "GET", `/${made.id}`, undefined, { authorization: `Bearer ${await tokenFor("idn:sod-violation:read")}` });
await step("deleteSodPolicySchedule", 204, "DELETE", `/${made.id}/schedule`);
await step("deleteSodPolicy", 204, "DELETE", `/${made.id}`);
await steps.run("too many requests are told to come back", async () => {
  for (let sent = 0; sent < 200; sent++) {
    const answer = await fetch(root, { headers: { authorization: `Bearer ${token}` } });
    const read = await answer.json();
    checkAnswer("listSodPolicies", version, answer.status, read);
    if (answer.status === 429) return equal(Number(answer.headers.get("retry-after")) > 0, true, "that Retry-After tells when");
  }
  throw new Error("200 requests were answered without a 429");
});
process.exitCode = steps.failed === 0 ? 0 : 1;
