// A small shop with trackers, for trying a scan where there is no internet: one server plays the shop and the hosts that it calls.
import { createServer } from 'node:http';

const page = `<!doctype html><title>Shop</title><h1>Shop</h1>
<script src="http://www.google-analytics.com/analytics.js"></script>
<img src="http://pixel.adnetwork.example/p.gif" alt="">
<iframe src="http://widget.chat.example/"></iframe>
<script>document.cookie = '_ga=GA1.1.1.1'; localStorage.setItem('basket', '[]');</script>`;

createServer((request, response) => {
  const host = (request.headers.host ?? '').split(':')[0];
  if (host === 'shop.example') response.setHeader('Set-Cookie', 'session=1; HttpOnly');
  response.setHeader('Content-Type', host.startsWith('www.google') ? 'text/javascript' : 'text/html');
  response.end(host === 'shop.example' && request.url === '/' ? page : '');
}).listen(8081, '127.0.0.1');
