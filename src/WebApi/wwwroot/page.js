// The page: who is signed in, what is shown, and when it is looked up again.

import { get, isSignedIn, Refusal, signInByClient, signInByKey, signOut } from "./api.js";
import { askWhy, offer, showRun } from "./dialogs.js";
import { runRow, scheduleRow } from "./rows.js";
import { el, nameOf, zoneNote } from "./words.js";

const pause = 5000;
const at = id => document.getElementById(id);
const shown = { schedule: null, runs: 0, schedules: 0 };

const tiles = [
  ["Expected", "expected"], ["Succeeded", "succeeded"], ["Failed", "failed"], ["Skipped", "skipped"], ["Missed", "missed"],
  ["Cancelled", "cancelled"], ["Not ended", "open"], ["Absent", "absent"],
];

const lists = {
  schedules: {
    columns: 4, nothing: "No schedule yet. Set one with PATCH …/tracker-scan-schedule or PUT …/sod-policies/{id}/schedule.",
    load: after => get("schedules", { limit: 50, after, target: at("kind").value }),
    row: schedule => scheduleRow(schedule, {
      runNow: () => offer(`schedules/${schedule.id}/runs`, reload), why: () => askWhy(schedule), runs: () => showOnly(schedule),
    }),
  },
  runs: {
    columns: 6, nothing: "Nothing in the ledger that fits.",
    load: after => get("runs", { limit: 50, after, target: at("kind").value, status: at("status").value, scheduleId: shown.schedule?.id }),
    row: run => runRow(run, {
      open: () => attempt(() => showRun(run.id)), cancel: () => offer(`runs/${run.id}/cancel`, reload), retry: () => offer(`runs/${run.id}/retry`, reload),
    }),
  },
};

/** The first page of a list, or the one after what is there. */
async function fill(name, after) {
  const list = lists[name];
  const asked = ++shown[name];
  const page = await list.load(after);
  if (asked !== shown[name])
    return; // Something else was asked for meanwhile.
  const rows = page.items.map(list.row);
  const body = at(name);
  if (after)
    body.append(...rows);
  else
    body.replaceChildren(...(rows.length > 0 ? rows : [el("tr", {}, el("td", { colspan: list.columns, class: "nothing" }, list.nothing))]));
  const more = at(`more-${name}`);
  more.hidden = page.next === null;
  more.onclick = () => attempt(() => fill(name, page.next));
  body.dataset.pages = after ? "many" : "one";
}

async function account() {
  const { total } = await get("report");
  at("account-sentence").textContent = total.expected === 0 ? "Nothing was due yet." : `${capital(total.sentence)}.`;
  at("account").replaceChildren(...tiles.map(([name, member]) => el("div", {}, el("dt", {}, name), el("dd", { id: `account-${member}` }, String(total[member])))));
}

const capital = text => text[0].toUpperCase() + text.slice(1);

const reload = () => Promise.all([fill("schedules"), fill("runs")]);

/** Does something, and says where it fails; without good credentials it is the entrance that is shown. */
async function attempt(work) {
  try {
    await work();
    at("trouble").hidden = true;
  } catch (refusal) {
    if (!(refusal instanceof Refusal))
      throw refusal;
    at("trouble").textContent = refusal.message;
    at("trouble").hidden = false;
    if (refusal.status === 401)
      leave();
  }
}

function showOnly(schedule) {
  shown.schedule = schedule;
  at("only").hidden = schedule === null;
  if (schedule !== null) {
    at("only").textContent = `Only ${nameOf(schedule.target)} ×`;
    at("ledger-title").scrollIntoView({ behavior: "smooth" });
  }
  return attempt(() => fill("runs"));
}

function enter() {
  at("entrance").hidden = true;
  at("inside").hidden = at("leave").hidden = false;
  attempt(reload);
  attempt(account);
}

function leave() {
  signOut();
  shown.schedule = null;
  at("only").hidden = true;
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
    await attempt(async () => {
      await signIn(Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()])));
      form.reset();
      enter();
    });
  });
}

entrance("by-key", ({ key }) => signInByKey(key));
entrance("by-client", ({ id, secret }) => signInByClient(id, secret));
at("leave").onclick = () => {
  at("trouble").hidden = true;
  leave();
};
at("only").onclick = () => showOnly(null);
at("kind").onchange = () => attempt(reload);
at("status").onchange = () => attempt(() => fill("runs"));
at("refresh").onclick = () => attempt(() => Promise.all([reload(), account()]));
at("zone").textContent = zoneNote;

// What is looked at stays where it is: a list of several pages, and a row whose button has the focus.
setInterval(() => {
  for (const name of ["schedules", "runs"]) {
    if (!document.hidden && isSignedIn() && !at("dialog").open && at(name).dataset.pages === "one" && !at(name).contains(document.activeElement))
      attempt(() => fill(name));
  }
}, pause);

if (isSignedIn())
  enter();
else
  at("entrance").hidden = false;
