// Scans pages with the peer, as it comes: node scan.mjs BROWSER PORT AT-A-TIME URL…
// Only where its browser is, and where names lead, is told to it from outside. Prints one line of JSON a page.
import { chromium } from 'playwright';
import { scan } from '@slashgear/gdpr-cookie-scanner';

const [browser, port, atATime, ...urls] = process.argv.slice(2);
const launch = chromium.launch.bind(chromium);
chromium.launch = options => launch({
  ...options,
  executablePath: browser,
  args: [...options.args, '--ignore-certificate-errors', `--host-resolver-rules=MAP *.example:443 127.0.0.1:${port}`],
});

const all = result => ({
  cookies: [...result.cookiesBeforeInteraction, ...result.cookiesAfterAccept, ...result.cookiesAfterReject]
    .map(({ name, domain }) => ({ name, domain })),
  requests: [...result.networkBeforeInteraction, ...result.networkAfterAccept, ...result.networkAfterReject]
    .filter(request => !request.url.startsWith('https://shop.example/')).map(({ url, resourceType }) => ({ url, resourceType })),
  errors: result.errors,
});

async function work() {
  for (let url = urls.shift(); url; url = urls.shift())
    console.log(JSON.stringify(all(await scan(url))));
}

await Promise.all(Array.from({ length: Number(atATime) }, work));
