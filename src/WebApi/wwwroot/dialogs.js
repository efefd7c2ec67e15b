// What is shown in front of the page.

import { get, Outdated, post, Refusal } from "./api.js";
import { clockIn, el, facts, found, kindOf, nameOf, status, time, took } from "./words.js";

const dialog = document.getElementById("dialog");

function show(title, ...children) {
  document.getElementById("dialog-title").textContent = title;
  document.getElementById("dialog-body").replaceChildren(...children.filter(child => child !== null));
  if (!dialog.open)
    dialog.showModal();
}

/** Does what a button asks for, once; where it is refused, says why. */
export async function offer(button, path) {
  button.disabled = true;
  try {
    await post(path);
    return true;
  } catch (refusal) {
    if (refusal instanceof Refusal)
      show("Not done", el("p", {}, refusal.message));
    else if (!(refusal instanceof Outdated))
      throw refusal;
    return false;
  } finally {
    button.disabled = false;
  }
}

export async function showRun(id) {
  const run = await get(`runs/${encodeURIComponent(id)}`);
  const progress = run.progress ? `${run.progress.pagesSeen} of ${run.progress.pagesPlanned} pages, ${run.progress.pagesFailed} failed` : null;
  show(
    `${nameOf(run.target)}, ${kindOf(run.target)}`,
    facts([
      ["Status", status(run.status)], ["Reason", run.reason], ["Due", time(run.dueAt)], ["Started", time(run.startedAt)], ["Finished", time(run.finishedAt)],
      ["Took", took(run)], ["Trigger", run.trigger], ["Asked for by", run.requestedBy], ["Attempt", String(run.attempt)],
      ["Rule", run.scheduleId && `version ${run.scheduleVersion} of schedule ${run.scheduleId}`], ["Progress", progress], ["Found", found(run.result)],
      ["Mails", run.mails && mails(run.mails)], ["Run", run.id],
    ]),
    run.result && el("details", {}, el("summary", {}, "The result as the API has it"), el("pre", { tabindex: "0" }, JSON.stringify(run.result, null, 2))));
}

export function askWhy(schedule) {
  const answer = el("div", { "aria-live": "polite" });
  const input = el("input", { type: "datetime-local", name: "at", required: true, value: clockIn(schedule.timeZone) });
  const form = el(
    "form", { class: "bar", onsubmit: event => explain(event, schedule, input.value, answer) },
    el("label", {}, `At, by the clock of ${schedule.timeZone}`, input), el("button", { type: "submit" }, "Explain"));
  show(`Why did ${nameOf(schedule.target)} run, or not?`, form, answer);
}

async function explain(event, schedule, at, answer) {
  event.preventDefault();
  try {
    // An input leaves out seconds that are none.
    const explanation = await get(`schedules/${schedule.id}/explanation`, { at: at.length === 16 ? `${at}:00` : at });
    answer.replaceChildren(
      el("p", {}, explanation.answer),
      facts([["Due before", time(explanation.nearestBefore)], ["Due after", time(explanation.nearestAfter)]]));
  } catch (refusal) {
    if (refusal instanceof Outdated)
      return;
    if (!(refusal instanceof Refusal))
      throw refusal;
    answer.replaceChildren(el("p", { class: "trouble" }, refusal.message));
  }
}

const mails = ({ sent, queued, failed }) => `${sent} sent, ${queued} to be sent, ${failed} failed`;
