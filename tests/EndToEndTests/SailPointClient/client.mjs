// Drives every SOD operation with SailPoint's own client, unmodified: node client.mjs VERSION, where VERSION is beta, v3 or v2024.
// SAIL_BASE_URL, SAIL_CLIENT_ID and SAIL_CLIENT_SECRET lead to the server, as the client itself reads them; NOT_SERVED lists operations that are not served yet.
import * as sailpoint from "sailpoint-api-client";
import { Steps, equal, watched } from "./steps.mjs";

const version = process.argv[2];
const suffix = { beta: "Beta", v3: "", v2024: "V2024" }[version];
const notServed = new Set((process.env.NOT_SERVED ?? "").split(",").filter(Boolean));
const steps = new Steps();
const configuration = new sailpoint.Configuration();
const policies = watched(new sailpoint[`SODPolicies${suffix}Api`](configuration), version, steps);
const violations = watched(new sailpoint[`SODViolations${suffix}Api`](configuration), version, steps);

// How the client calls a body depends on the version.
const body = (name, value) => ({ [name + suffix]: value });
const patch = (operations) => (version === "beta" ? { requestBody: operations } : body("jsonPatchOperation", operations));

const side = (name, ...ids) => ({ name, criteriaList: ids.map((id) => ({ type: "ENTITLEMENT", id })) });
const conflicting = {
  name: `Payables ${version}`, description: "Who pays does not order", ownerRef: { type: "IDENTITY", id: "ann", name: "Owner" },
  externalPolicyReference: "XYZ", compensatingControls: "Review", correctionAdvice: "Take one away", state: "ENFORCED", tags: ["sox"],
  violationOwnerAssignmentConfig: { assignmentRule: "MANAGER", ownerRef: { type: "IDENTITY", id: "bob", name: "Violation owner" } },
  scheduled: true, type: "CONFLICTING_ACCESS_BASED",
  conflictingAccessCriteria: { leftCriteria: side("pay", "PAY", "REFUND"), rightCriteria: side("order", "ORDER") },
};
const general = { name: `General ${version}`, policyQuery: "@access(id:PAY) AND NOT @access(id:ORDER)", state: "ENFORCED", tags: [] };

/** A step of an operation that answers with a status; one that is not served yet must say so, or else it is to be taken off the list. */
async function step(operation, status, call, check = () => {}) {
  return steps.run(operation, async () => {
    const answer = await call();
    if (notServed.has(operation)) {
      equal([404, 405].includes(answer.status), true, `${operation} is on the list of what is not served, and it is served: ${answer.status}. That`);
      return undefined;
    }
    equal(answer.status, status, `the status (${JSON.stringify(answer.data)})`);
    await check(answer.data, answer);
    return answer.data;
  });
}

async function drivePolicies() {
  const made = await step("createSodPolicy", 201, () => policies.createSodPolicy(body("sodPolicy", conflicting)), (policy) => {
    equal(policy.policyQuery, "@access(id:PAY OR id:REFUND) AND @access(id:ORDER)", "policyQuery");
    equal(policy.ownerRef.name, "Ann", "the owner's name, which the identity has");
    equal(policy.scheduled, false, "scheduled");
  });
  const other = await step("createSodPolicy", 201, () => policies.createSodPolicy(body("sodPolicy", general)));
  const { id } = made;
  await step("getSodPolicy", 200, () => policies.getSodPolicy({ id }), (policy) => equal(policy, made, "the policy"));
  await step("listSodPolicies", 200, () => policies.listSodPolicies(), (list) => equal(list.map((policy) => policy.id), [id, other.id], "the list"));
  await step("listSodPolicies", 200, () => policies.listSodPolicies({
    limit: 1, offset: 1, count: true, sorters: "-name", filters: `name in ("payables ${version}","General ${version}") and not state eq "NOT_ENFORCED"`,
  }), (list, answer) => {
    equal(list.map((policy) => policy.id), [other.id], "the page");
    equal(answer.headers["x-total-count"], "2", "X-Total-Count");
  });
  await step("patchSodPolicy", 200, () => policies.patchSodPolicy({
    id, ...patch([
      { op: "test", path: "/name", value: conflicting.name },
      { op: "replace", path: "/description", value: "Modified" },
      { op: "add", path: "/conflictingAccessCriteria/rightCriteria/criteriaList/-", value: { type: "ENTITLEMENT", id: "APPROVE" } },
    ]),
  }), (policy) => {
    equal(policy.description, "Modified", "the description");
    equal(policy.policyQuery, "@access(id:PAY OR id:REFUND) AND @access(id:ORDER OR id:APPROVE)", "policyQuery");
  });
  await step("putSodPolicy", 200, () => policies.putSodPolicy({ id, ...body("sodPolicy", conflicting) }), (policy) => equal(policy.policyQuery, made.policyQuery, "policyQuery"));
  return { id, other: other.id };
}

async function driveSchedule(id) {
  const schedule = {
    name: "Weekly", schedule: { type: "WEEKLY", days: { type: "LIST", values: ["MON"] }, hours: { type: "LIST", values: ["9"] }, timeZoneId: "Europe/Berlin" },
    recipients: [{ type: "IDENTITY", id: "ann", name: "Somebody" }], emailEmptyResults: true,
  };
  const put = await step("putPolicySchedule", 200, () => policies.putPolicySchedule({ id, ...body("sodPolicySchedule", schedule) }));
  await step("getSodPolicySchedule", 200, () => policies.getSodPolicySchedule({ id }), (got) => equal(got, put, "the schedule"));
  await step("getSodPolicy", 200, () => policies.getSodPolicy({ id }), (policy) => equal(policy.scheduled, true, "scheduled"));
}

async function driveReports(id) {
  if (version !== "beta")
    await step("startEvaluateSodPolicy", 200, () => policies.startEvaluateSodPolicy({ id }), (report) => equal(report.type, "REPORT_RESULT", "the type"));
  const report = await step("startSodPolicy", 200, () => policies.startSodPolicy({ id }));
  const reportResultId = report?.id ?? "00000000000000000000000000000000";
  await ended("getSodViolationReportRunStatus", () => policies.getSodViolationReportRunStatus({ reportResultId }));
  await step("getSodViolationReportStatus", 200, () => policies.getSodViolationReportStatus({ id }));
  await step("startSodAllPoliciesForOrg", 200, () => policies.startSodAllPoliciesForOrg(), (all) => equal(all.name, "Multi Query Report", "the name"));
  await step("startSodAllPoliciesForOrg", 200, () => policies.startSodAllPoliciesForOrg(body("multiPolicyRequest", { filteredPolicyList: [id] })));
  await ended("getSodAllReportRunStatus", () => policies.getSodAllReportRunStatus());
  // The client decodes a ZIP as text unless it is told not to.
  const whole = { responseType: "arraybuffer" };
  await step("getDefaultViolationReport", 200, () => policies.getDefaultViolationReport({ reportResultId }, whole));
  await step("getCustomViolationReport", 200, () => policies.getCustomViolationReport({ reportResultId, fileName: "custom-name" }, whole));
}

/** Asks until a report has ended. */
async function ended(operation, call) {
  for (let asked = 0; asked < 100; asked++) {
    const answer = await call();
    if (answer.data?.status !== "PENDING") break;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  await step(operation, 200, call, (report) => equal(report.status, "SUCCESS", "the status of the report"));
}

async function driveViolations() {
  const access = { identityId: "bob", accessRefs: [{ type: "ENTITLEMENT", id: "ORDER" }] };
  await step("startPredictSodViolations", 200, () => violations.startPredictSodViolations(body("identityWithNewAccess", access)), (prediction) => {
    const context = prediction.violationContexts.find((one) => one.policy.name === conflicting.name);
    equal(context.conflictingAccessCriteria.rightCriteria.criteriaList.map((item) => [item.id, item.existing]), [["ORDER", false]], "the right side");
  });
  if (version !== "beta")
    await step("startViolationCheck", 202, () => violations.startViolationCheck(body("identityWithNewAccess1", { ...access, clientMetadata: { ticket: "7" } })));
}

async function driveErrors(id) {
  const stranger = watched(new sailpoint[`SODPolicies${suffix}Api`](new sailpoint.Configuration({ baseurl: process.env.SAIL_BASE_URL, accessToken: "none" })), version, steps);
  const unknown = "00000000-0000-0000-0000-000000000000";
  await step("getSodPolicy", 401, () => stranger.getSodPolicy({ id }));
  for (const operation of ["getSodPolicy", "deleteSodPolicy", "getSodPolicySchedule", "deleteSodPolicySchedule"])
    await step(operation, 404, () => policies[operation]({ id: unknown }));
  await step("listSodPolicies", 400, () => policies.listSodPolicies({ filters: "name like \"x\"" }));
  await step("createSodPolicy", 400, () => policies.createSodPolicy(body("sodPolicy", { ...conflicting, id })), illegal("id"));
  await step("createSodPolicy", 400, () => policies.createSodPolicy(body("sodPolicy", { ...general, policyQuery: "@access(id:A" })), illegal("policyQuery"));
  await step("patchSodPolicy", 400, () => policies.patchSodPolicy({ id, ...patch([{ op: "replace", path: "/type", value: "GENERAL" }]) }), illegal("[0].path"));
  await step("putPolicySchedule", 400, () => policies.putPolicySchedule({ id, ...body("sodPolicySchedule", {}) }), illegal("schedule"));
}

function illegal(field) {
  return (error) => {
    equal(error.detailCode, "400.1.3 Illegal value", "the code");
    equal(error.messages[0].text.endsWith(` for field "${field}".`), true, `that "${error.messages[0].text}" names ${field}`);
  };
}

async function driveEnd({ id, other }) {
  await step("deleteSodPolicySchedule", 204, () => policies.deleteSodPolicySchedule({ id }));
  await step("deleteSodPolicy", 204, () => policies.deleteSodPolicy({ id }));
  await step("deleteSodPolicy", 204, () => policies.deleteSodPolicy({ id: other, logical: false }));
  await step("listSodPolicies", 200, () => policies.listSodPolicies(), (list) => equal(list, [], "the list"));
}

const made = await drivePolicies();
await driveSchedule(made.id);
await driveReports(made.id);
await driveViolations();
await driveErrors(made.id);
await driveEnd(made);
await steps.run("every operation of the client was driven", () => {
  const all = [policies, violations].flatMap((api) => Object.getOwnPropertyNames(Object.getPrototypeOf(api))).filter((name) => name !== "constructor");
  equal(all.filter((name) => !steps.driven.has(name)), [], "what was not driven");
});
process.exitCode = steps.failed === 0 ? 0 : 1;
