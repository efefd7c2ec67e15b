export * from "./schedules.js";

/** What every client of this package takes as its second argument. */
export interface Http {
  fetch(url: RequestInfo, init?: RequestInit): Promise<Response>;
}

/** Sends an organization's API key with every request. */
export function withApiKey(apiKey: string): Http {
  return { fetch: (url, init) => fetch(url, withHeader(init, "x-api-key", apiKey)) };
}

/** Sends a token with every request; it is fetched with the first, and anew before it ends. */
export function withClientCredentials(baseUrl: string, clientId: string, clientSecret: string): Http {
  let token: Promise<{ value: string; endsAt: number }> | undefined;
  return {
    async fetch(url, init) {
      if (!token || (await token).endsAt <= Date.now()) {
        token = fetchToken(baseUrl, clientId, clientSecret);
        token.catch(() => (token = undefined));
      }
      return fetch(url, withHeader(init, "Authorization", `Bearer ${(await token).value}`));
    },
  };
}

const renewBefore = 30;

async function fetchToken(baseUrl: string, clientId: string, clientSecret: string) {
  const body = new URLSearchParams({ grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret });
  const answer = await fetch(`${baseUrl}/oauth/token`, { method: "POST", body });
  if (!answer.ok) throw new Error(`No token: ${answer.status} ${await answer.text()}`);
  const { access_token: value, expires_in: seconds } = await answer.json();
  return { value: value as string, endsAt: Date.now() + (seconds - renewBefore) * 1000 };
}

function withHeader(init: RequestInit | undefined, name: string, value: string): RequestInit {
  const headers = new Headers(init?.headers);
  headers.set(name, value);
  return { ...init, headers };
}
