"""Notifies a customer of an order. Its spans are made by hand."""

import os
import signal
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from opentelemetry import propagate, trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import SpanKind

tracer = trace.get_tracer("notification")


class Handler(BaseHTTPRequestHandler):
    """Speaks HTTP/1.0: no thread waits on an idle connection when the interpreter ends."""

    def do_GET(self):
        self.respond(200 if self.path == "/health" else 404)

    def do_POST(self):
        url = urlsplit(self.path)
        parent = propagate.extract(dict(self.headers.items()))
        with tracer.start_as_current_span(f"POST {url.path}", parent, SpanKind.SERVER) as span:
            span.set_attributes({"http.request.method": "POST", "http.route": url.path, "url.path": url.path})
            notify(parse_qs(url.query).get("order", [""])[0])
            span.set_attribute("http.response.status_code", 202)
        self.respond(202)

    def respond(self, status):
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format, *arguments):
        pass


def notify(order):
    with tracer.start_as_current_span("send mail", attributes={"order.id": order}) as span:
        span.add_event("mail sent", {"mail.recipients": ["customer", "kitchen"]})


def main():
    provider = TracerProvider()
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(provider)
    server = ThreadingHTTPServer(("", int(os.environ.get("PORT", "8080"))), Handler)
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
    print("notification ready on", server.server_port)
    server.serve_forever()
    provider.shutdown()


main()
