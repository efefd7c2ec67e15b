// Sets a scan and a policy's schedule, and lists what is due next: node example.mjs, with where the server is, and a tenant's credentials, in the environment.
import * as schedules from "schedules-client";

const { SCHEDULES_URL: url, ORGANIZATION_ID: organization, API_KEY: key, CLIENT_ID: id, CLIENT_SECRET: secret } = process.env;
const byKey = schedules.withApiKey(key);
const byToken = schedules.withClientCredentials(url, id, secret);

// Privacy: scan the sites of a project every quarter.
const project = await new schedules.ProjectsClient(url, byKey).create(organization, { name: "Shop", domains: ["shop.example"] });
const scans = new schedules.TrackerScanScheduleClient(url, byKey);
const scan = await scans.update(organization, project.id, {
  scheduledScanEnabled: true, scanPeriod: "quarterly", scheduledHour: 9, scheduledDayOfMonth: 31,
});
console.log(`${project.name} is scanned ${scan.scanPeriod}`);

// Governance: look every Monday for those who may both pay and order.
const policy = await new schedules.SodPoliciesClient(url, byToken).create({ name: "Payables", policyQuery: "@access(id:PAY) AND @access(id:ORDER)" });
const schedule = await new schedules.SodPolicyScheduleClient(url, byToken).put(policy.id, {
  name: "Mondays",
  schedule: { type: "WEEKLY", days: { type: "LIST", values: ["MON"] }, hours: { type: "LIST", values: ["9"] }, timeZoneId: "America/New_York" },
});
console.log(`${policy.name} is evaluated ${schedule.schedule.type}`);

const { items } = await new schedules.SchedulesClient(url, byKey).list();
for (const { target, nextDueAt } of items) console.log(`${target.type} ${target.name}: next at ${nextDueAt}`);

// What is refused is an error with the server's words.
try {
  await scans.update(organization, project.id, { scheduledHour: 24 });
} catch (error) {
  if (!schedules.SchedulesError.isSchedulesError(error)) throw error;
  console.log(`${error.status} ${error.result.message}`);
}
