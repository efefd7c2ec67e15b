// Calls to the server's own surface, with the credentials of this tab.

const stored = "schedules.credentials";

/** What the server, or the way to it, said against a call. */
export class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

export const isSignedIn = () => sessionStorage.getItem(stored) !== null;

export const signOut = () => sessionStorage.removeItem(stored);

export async function signInByKey(key) {
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

function call(method, path) {
  return send(`api/v1/${path}`, { method, headers: JSON.parse(sessionStorage.getItem(stored) ?? "{}") });
}

async function send(path, request) {
  let answer;
  try {
    answer = await fetch(path, { ...request, cache: "no-store" });
  } catch {
    throw new Refusal(0, "The server cannot be reached. What is due stands in its ledger once it is back.");
  }
  const body = await answer.json().catch(() => null);
  if (answer.ok)
    return body;
  throw new Refusal(answer.status, answer.status === 401 && path !== "oauth/token" ? "The server does not know these credentials, or they have run out." : wordsOf(body, answer));
}

// Problem details, or the error of the token endpoint.
const wordsOf = (body, answer) => body?.detail ?? body?.title ?? body?.error_description ?? `The server answered ${answer.status}.`;
