// The page: who is signed in, what is shown, and when it is looked up again.

import { get, isSignedIn, Outdated, Refusal, signInByClient, signInByKey, signOut } from "./api.js";
import { askWhy, offer, showRun } from "./dialogs.js";
import { runRow, scheduleRow } from "./rows.js";
import { day, el, nameOf, zoneNote } from "./words.js";

const pause = 5000;
const at = id => document.getElementById(id);
const asked = { runs: 0, schedules: 0 };
const waiting = { runs: 0, schedules: 0 };
let only = null;

const tiles = [
  ["Expected", "expected"], ["Succeeded", "succeeded"], ["Failed", "failed"], ["Skipped", "skipped"], ["Missed", "missed"],
  ["Cancelled", "cancelled"], ["Not ended", "open"], ["Absent", "absent"],
];

const lists = {
  schedules: {
    columns: 4, nothing: "No schedule of this kind yet. Set one with PATCH …/tracker-scan-schedule or PUT …/sod-policies/{id}/schedule.",
    load: after => get("schedules", { limit: 50, after, target: at("kind").value }),
    row: schedule => scheduleRow(schedule, {
      runNow: by => change(by, `schedules/${schedule.id}/runs`, `Asked for ${nameOf(schedule.target)}.`), why: () => askWhy(schedule), runs: () => showOnly(schedule),
    }),
  },
  runs: {
    columns: 6, nothing: "Nothing in the ledger that fits.",
    load: after => get("runs", { limit: 50, after, target: at("kind").value, status: at("status").value, scheduleId: only?.id }),
    row: run => runRow(run, {
      open: () => attempt("run", () => showRun(run.id)),
      cancel: by => change(by, `runs/${run.id}/cancel`, `Cancelled ${nameOf(run.target)}.`),
      retry: by => change(by, `runs/${run.id}/retry`, `Asked for ${nameOf(run.target)} again.`),
    }),
  },
};

/** The first page of a list, or the one after what is there. */
async function fill(name, after, mayReplace = () => true) {
  const list = lists[name];
  const number = ++asked[name];
  waiting[name]++;
  const page = await list.load(after).finally(() => waiting[name]--);
  if (number !== asked[name] || !mayReplace())
    return; // Something else was asked for meanwhile, or somebody looks at what is there.
  const rows = page.items.map(list.row);
  const body = at(name);
  if (after)
    body.append(...rows);
  else
    body.replaceChildren(...(rows.length > 0 ? rows : [el("tr", {}, el("td", { colspan: list.columns, class: "nothing" }, list.nothing))]));
  const more = at(`more-${name}`);
  more.hidden = page.next === null;
  more.onclick = () => attempt(name, () => fill(name, page.next));
  body.dataset.pages = after ? "many" : "one";
}

async function account() {
  at("account-sentence").textContent = "Counting …";
  const { from, total } = await get("report").catch(refusal => {
    if (!(refusal instanceof Outdated))
      at("account-sentence").textContent = "It could not be counted. Refresh asks again.";
    throw refusal;
  });
  at("account-sentence").textContent = `Since ${day(from)}: ${total.expected === 0 ? "nothing was due" : total.sentence}.`;
  at("account").replaceChildren(...tiles.map(([name, member]) => el("div", {}, el("dt", {}, name), el("dd", { id: `account-${member}` }, String(total[member])))));
}

const reload = () => Promise.all([attempt("schedules", () => fill("schedules")), attempt("runs", () => fill("runs"))]);

/** What a button of a row does. */
async function change({ button, byKeyboard }, path, said) {
  at("said").textContent = "";
  if (!await offer(button, path))
    return;
  at("said").textContent = said;
  await reload();
  // The row is another one now: whoever uses the keyboard goes on from where they were.
  if (byKeyboard && document.activeElement === document.body)
    document.querySelector(`button[data-does="${button.dataset.does}"]`)?.focus();
}

/** Does something, and says where it fails, until the same succeeds; without good credentials it is the entrance that is shown. */
async function attempt(name, work) {
  const trouble = at("trouble");
  try {
    await work();
    trouble.hidden ||= trouble.dataset.of === name;
  } catch (refusal) {
    if (refusal instanceof Outdated)
      return;
    if (!(refusal instanceof Refusal))
      throw refusal;
    if (refusal.status === 401 && isSignedIn())
      leave();
    trouble.dataset.of = name;
    trouble.textContent = refusal.message;
    trouble.hidden = false;
  }
}

function showOnly(schedule) {
  only = schedule;
  at("only").hidden = schedule === null;
  if (schedule !== null) {
    at("only").textContent = `Only ${nameOf(schedule.target)} ×`;
    at("ledger-title").scrollIntoView();
  }
  return attempt("runs", () => fill("runs"));
}

function enter() {
  at("entrance").hidden = true;
  at("inside").hidden = at("leave").hidden = false;
  reload();
  attempt("account", account);
  // Mails lead to a run.
  const run = new URLSearchParams(location.search).get("run");
  if (run)
    attempt("run", () => showRun(run));
}

function leave() {
  signOut();
  only = null;
  at("only").hidden = at("trouble").hidden = true;
  at("said").textContent = at("account-sentence").textContent = "";
  at("dialog").close();
  for (const id of ["schedules", "runs", "account"])
    at(id).replaceChildren();
  at("inside").hidden = at("leave").hidden = true;
  at("entrance").hidden = false;
  at("by-key").elements.key.focus();
}

function entrance(id, signIn) {
  at(id).addEventListener("submit", async event => {
    event.preventDefault();
    const form = event.target;
    await attempt("entrance", async () => {
      await signIn(Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()])));
      form.reset();
      enter();
    });
  });
}

entrance("by-key", ({ key }) => signInByKey(key));
entrance("by-client", ({ id, secret }) => signInByClient(id, secret));
at("leave").onclick = leave;
at("only").onclick = () => showOnly(null);
at("kind").onchange = reload;
at("status").onchange = () => attempt("runs", () => fill("runs"));
at("refresh").onclick = () => Promise.all([reload(), attempt("account", account)]);
at("zone").textContent = zoneNote;

// What is looked at stays where it is: a list of several pages, a row whose button has the focus, and what is being copied.
const isLeftAlone = name => at(name).dataset.pages !== "many" && !at("dialog").open && !at(name).contains(document.activeElement) && getSelection().isCollapsed;

setInterval(() => {
  for (const name of ["schedules", "runs"]) {
    if (!document.hidden && isSignedIn() && waiting[name] === 0 && isLeftAlone(name))
      attempt(name, () => fill(name, undefined, () => isLeftAlone(name)));
  }
}, pause);

if (isSignedIn())
  enter();
else
  at("entrance").hidden = false;
