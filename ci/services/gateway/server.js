'use strict';

const { shutdown } = require('./tracing');
const express = require('express');

const inventory = process.env.INVENTORY_URL ?? 'http://inventory:8080';
const orders = process.env.ORDER_URL ?? 'http://order:8080';
const port = Number(process.env.PORT ?? 8080);

const app = express();
app.use(express.json());

app.get('/health', (request, response) => response.send('ok'));

// {"item": "ramen", "delay": 0}: the item to buy, and how long its payment is to take, in milliseconds.
app.post('/checkout', async (request, response) => {
  const { item = 'ramen', delay = 0 } = request.body ?? {};
  const stock = await fetch(`${inventory}/stock/${encodeURIComponent(item)}`);
  if (!stock.ok) {
    response.status(409).json({ item, error: 'not in stock' });
    return;
  }
  const order = await fetch(`${orders}/orders?${new URLSearchParams({ item, delay })}`, { method: 'POST' });
  response.status(order.status).type('application/json').send(await order.text());
});

// [{"url": "http://…", "arguments": []}]: calls each URL, as W3C's test service for Trace Context has it.
app.post('/callbacks', async (request, response) => {
  for (const { url, arguments: body = [] } of request.body) {
    const called = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    await called.text();
  }
  response.json([]);
});

const server = app.listen(port, () => console.log(`gateway ready on ${port}`));

process.on('SIGTERM', () => {
  server.close(() => shutdown().finally(() => process.exit(0)));
  server.closeIdleConnections();
});
