'use strict';

// Loaded before the service, so that http and express are instrumented when it requires them.
const { NodeSDK } = require('@opentelemetry/sdk-node');
const { ExpressInstrumentation } = require('@opentelemetry/instrumentation-express');
const { HttpInstrumentation } = require('@opentelemetry/instrumentation-http');
const { UndiciInstrumentation } = require('@opentelemetry/instrumentation-undici');

const sdk = new NodeSDK({
  instrumentations: [
    new HttpInstrumentation({ ignoreIncomingRequestHook: (request) => request.url === '/health' }),
    new ExpressInstrumentation(),
    new UndiciInstrumentation(),
  ],
});
sdk.start();

module.exports = { shutdown: () => sdk.shutdown() };
