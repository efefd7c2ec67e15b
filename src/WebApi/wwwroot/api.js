// Calls to the server's own surface, with the credentials of this tab.

const stored = "schedules.credentials";

/** What the server, or the way to it, said against a call. */
export class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** An answer to what somebody asked for who has signed out since. */
export class Outdated extends Error {}

const unknown = "The server does not know these credentials, or they have run out.";

export const isSignedIn = () => sessionStorage.getItem(stored) !== null;

export const signOut = () => sessionStorage.removeItem(stored);

export async function signInByKey(key) {
  if (!/^[!-~]+$/.test(key))
    throw new Refusal(401, unknown);
  await signIn({ "x-api-key": key });
}

export async function signInByClient(id, secret) {
  const body = new URLSearchParams({ grant_type: "client_credentials", client_id: id, client_secret: secret });
  const token = await send("oauth/token", { method: "POST", body });
  await signIn({ authorization: `Bearer ${token.access_token}` });
}

export const get = (path, query = {}) => call("GET", `${path}?${new URLSearchParams(Object.entries(query).filter(([, value]) => value))}`);

export const post = path => call("POST", path);

async function signIn(headers) {
  await send("api/v1/runs?limit=1", { headers });
  sessionStorage.setItem(stored, JSON.stringify(headers));
}

async function call(method, path) {
  const credentials = sessionStorage.getItem(stored);
  const [answer] = await Promise.allSettled([send(`api/v1/${path}`, { method, headers: JSON.parse(credentials ?? "{}") })]);
  if (credentials !== sessionStorage.getItem(stored))
    throw new Outdated();
  if (answer.status === "rejected")
    throw answer.reason;
  return answer.value;
}

async function send(path, request) {
  let answer;
  try {
    answer = await fetch(path, { ...request, cache: "no-store" });
  } catch {
    throw new Refusal(0, "The server cannot be reached. What is due stands in its ledger once it is back.");
  }
  const body = await answer.json().catch(() => null);
  if (answer.ok && body !== null)
    return body;
  throw new Refusal(answer.status, answer.status === 401 && path !== "oauth/token" ? unknown : wordsOf(body, answer));
}

// Problem details, or the error of the token endpoint.
const wordsOf = (body, answer) => body?.detail ?? body?.title ?? body?.error_description ?? `The server answered ${answer.status}.`;
