// How instants, durations and what was found are said to people, and the elements that say it.

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const moment = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

export const zoneNote = `Times are those of ${zone}.`;

/** An element with attributes, listeners ("onclick") and children. Text is always text. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on"))
      element.addEventListener(name.slice(2), value);
    else if (value !== false && value !== undefined)
      element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
}

export const time = instant => instant === null ? null : el("time", { datetime: instant, title: instant, class: "time" }, moment.format(new Date(instant)));

export const status = word => el("span", { class: `status ${word}` }, word);

export const kindOf = target => target.type === "TRACKER_SCAN" ? "tracker scan" : "SOD policy";

export const nameOf = target => target.name ?? `a deleted ${kindOf(target)}`;

export function took(run) {
  if (run.startedAt === null || run.finishedAt === null)
    return "";
  const seconds = (new Date(run.finishedAt) - new Date(run.startedAt)) / 1000;
  if (seconds < 60)
    return `${seconds.toFixed(1)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export function found(result) {
  if (result === null)
    return "";
  if (result.violations !== undefined)
    return `${count(result.violations, "violation")}, ${result.new} new, ${result.resolved} resolved`;
  return result.results ? `${count(result.results.total, "tracker")}, ${result.results.new} new` : "";
}

export const day = instant => new Intl.DateTimeFormat("en-GB", { dateStyle: "medium" }).format(new Date(instant));

/** The clock of a zone now, as an input of date and time takes it; nothing of a zone that the browser does not know. */
export function clockIn(timeZone) {
  try {
    return new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" }).format(new Date()).replace(" ", "T");
  } catch (unknown) {
    if (!(unknown instanceof RangeError))
      throw unknown;
    return "";
  }
}

export const facts = pairs => el(
  "dl", { class: "facts" },
  ...pairs.filter(([, value]) => value !== null && value !== undefined && value !== "").flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));

const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;
