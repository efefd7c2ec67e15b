// A line of each list.

import { el, found, kindOf, nameOf, status, time, took } from "./words.js";

const isOpen = run => run.status === "queued" || run.status === "running";

export const scheduleRow = (schedule, { runNow, why, runs }) => el(
  "tr", {},
  el("td", {}, el("button", { class: "link", type: "button", title: "Its runs", onclick: runs }, nameOf(schedule.target)), el("small", {}, kindOf(schedule.target))),
  el("td", {}, schedule.description, schedule.name && el("small", {}, schedule.name)),
  el("td", {}, time(schedule.nextDueAt) ?? (schedule.enabled ? "not again by this rule" : "disabled")),
  el("td", {}, el("div", { class: "actions" }, action("Run now", runNow, schedule), action("Why?", why, schedule))));

export const runRow = (run, { open, cancel, retry }) => el(
  "tr", {},
  el("td", {}, time(run.dueAt) ?? time(run.startedAt) ?? "", run.trigger === "scheduled" ? null : el("small", {}, triggers[run.trigger] ?? run.trigger)),
  el("td", {}, el("button", { class: "link", type: "button", title: "The run", onclick: open }, nameOf(run.target)), el("small", {}, kindOf(run.target))),
  el("td", {}, status(run.status), run.reason && el("small", {}, run.reason)),
  el("td", { class: "time" }, took(run)),
  el("td", {}, found(run.result)),
  el("td", {}, el(
    "div", { class: "actions" },
    isOpen(run) ? action("Cancel", cancel, run) : null,
    isOpen(run) || run.status === "succeeded" || run.scheduleId === null ? null : action("Retry", retry, run))));

const triggers = { catchUp: "caught up after downtime", manual: "asked for", retry: "asked for again" };

/** A click without a pointer is the keyboard's. */
const action = (name, onclick, { id, target }) => el(
  "button",
  {
    type: "button", "aria-label": `${name} ${nameOf(target)}`, "data-does": `${name} ${id}`,
    onclick: event => onclick({ button: event.currentTarget, byKeyboard: event.detail === 0 }),
  },
  name);
