package io.traceassert.calls;

import static io.opentelemetry.api.trace.SpanKind.CLIENT;
import static io.opentelemetry.api.trace.SpanKind.CONSUMER;
import static io.opentelemetry.api.trace.SpanKind.INTERNAL;
import static io.opentelemetry.api.trace.SpanKind.PRODUCER;
import static io.opentelemetry.api.trace.SpanKind.SERVER;
import static io.traceassert.TestSpan.span;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.traceassert.TestSpan;
import io.traceassert.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallsTest {

  private static final SpanData ROOT =
      span("checkout", 1).kind(SERVER).service("shop").during(0, 1000).build();

  private static TestSpan call(String name, long id, String attributes) {
    return span(name, id).parent(1).kind(CLIENT).service("shop").attributes(read(attributes));
  }

  /** Reads {@code key=value; key=value}; numbers are numbers. */
  private static Attributes read(String text) {
    AttributesBuilder attributes = Attributes.builder();
    Stream.of(text.split("; "))
        .filter(entry -> entry.contains("="))
        .map(entry -> entry.split("=", 2))
        .forEach(entry -> {
          if (entry[1].matches("\\d+")) {
            attributes.put(entry[0], Long.parseLong(entry[1]));
          } else {
            attributes.put(entry[0], entry[1]);
          }
        });
    return attributes.build();
  }

  private static List<Call> calls(SpanData... spans) {
    List<SpanData> all = new ArrayList<>(List.of(spans));
    all.add(ROOT);
    return Calls.of(Trace.groupByTraceId(all)).list();
  }

  private static List<String> names(SpanData... spans) {
    return calls(spans).stream().map(call -> call.span().getName()).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "HTTP | http.request.method=GET; url.full=http://stock:80/items/42?a=1; server.address=stock | GET stock/items/{id} | stock",
        "HTTP | http.request.method=GET; url.full=http://stock/items/42; url.template=/items/{item}; server.address=stock | GET stock/items/{item} | stock",
        "HTTP | http.method=GET; http.url=https://stock:8080/items/42 | GET stock/items/{id} | stock",
        "HTTP | http.method=POST; http.target=/pay; net.peer.name=bank | POST bank/pay | bank",
        "HTTP | http.method=POST; http.url=not a url/7; peer.service=bank | POST /{id} | bank",
        "HTTP | http.response.status_code=200 | call | ``",
        "DATABASE | db.system.name=postgresql; db.query.text=SELECT 1; server.address=db | SELECT ? | postgresql",
        "DATABASE | db.system=mysql; db.statement=SELECT * FROM a WHERE b IN (1, 2) | SELECT * FROM a WHERE b IN (?) | mysql",
        "DATABASE | db.system.name=mongodb; db.operation.name=find; db.collection.name=items | find items | mongodb",
        "DATABASE | db.system=mongodb; db.statement={\"find\": \"x\"}; db.operation=find; db.mongodb.collection=items | find items | mongodb",
        "DATABASE | db.system.name=postgresql; db.query.summary=SELECT item | SELECT item | postgresql",
        "DATABASE | db.system=redis; db.statement=SET cart:42 hello you | SET cart:{id} ? | redis",
        "DATABASE | db.system=redis; db.statement=PING | PING | redis",
        "DATABASE | db.system=postgresql | call | postgresql",
        "DATABASE | db.system=elasticsearch; db.operation=search; http.request.method=GET | search | elasticsearch",
        "RPC | rpc.system=grpc; rpc.service=shop.Payment; rpc.method=Charge; server.address=pay | shop.Payment/Charge | pay",
        "RPC | rpc.system.name=grpc; rpc.method=shop.Payment/Charge; service.peer.name=payment | shop.Payment/Charge | payment",
        "MESSAGING | messaging.system=kafka; messaging.operation=publish; messaging.destination.name=orders | send orders | kafka",
        "MESSAGING | messaging.system=sqs; messaging.operation.type=send; rpc.system=aws-api; messaging.destination=orders | send orders | sqs",
        "OTHER | payment.provider=stripe | call | ``",
      })
  void whatIsCalledByConventionsOldAndStable(
      CallKind kind, String attributes, String form, String callee) {
    assertThat(calls(call("call", 2, attributes).build())).satisfiesExactly(call -> {
      assertThat(call.kind()).isEqualTo(kind);
      assertThat(call.form()).isEqualTo(form);
      assertThat(call.callee()).isEqualTo(callee);
      assertThat(call.caller()).isEqualTo("shop");
      assertThat(call.parent()).contains(ROOT);
    });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SERVER | GET /items | http.request.method=GET",
        "CONSUMER | orders process | messaging.system=kafka",
        "CLIENT | orders receive | messaging.system=kafka; messaging.operation.type=receive",
        "PRODUCER | create order | messaging.operation.type=create",
        "CLIENT | pg-pool.connect | db.system=postgresql",
        "CLIENT | dns.lookup | net.peer.name=bank",
        "CLIENT | tls.connect | net.peer.name=bank",
        "INTERNAL | HikariDataSource.getConnection | db.system=postgresql",
        "INTERNAL | Session.find | code.function=find",
      })
  void whatIsNoCall(SpanKind kind, String name, String attributes) {
    assertThat(calls(call(name, 2, attributes).kind(kind).build())).isEmpty();
  }

  @Test
  void aDatabaseInTheSameProcessIsCalled() {
    SpanData query = call("SELECT a", 2, "db.system=h2; db.statement=SELECT 1")
        .kind(INTERNAL)
        .build();
    assertThat(calls(query)).extracting(Call::kind).containsExactly(CallKind.DATABASE);
  }

  @Test
  void aPoolAroundADriverIsOneCall() {
    SpanData pool = call("pool", 2, "db.system=mysql; db.statement=SELECT 1").build();
    SpanData driver =
        call("driver", 3, "db.system=mysql; db.statement=SELECT 1").parent(2).build();
    assertThat(calls(pool, driver)).singleElement().satisfies(call -> {
      assertThat(call.span()).isEqualTo(driver);
      assertThat(call.parent()).contains(ROOT);
    });
  }

  @Test
  void aClientAroundTwoAttemptsIsTwoCalls() {
    SpanData client = call("POST", 2, "http.method=POST; http.url=http://a/b").build();
    SpanData first =
        call("first", 3, "http.method=POST; http.url=http://a/b").parent(2).build();
    SpanData second = call("second", 4, "http.method=GET; http.url=http://c/d; http.resend_count=1")
        .parent(2)
        .build();
    assertThat(names(client, first, second)).containsExactly("first", "second");
  }

  @Test
  void aTokenThatIsFetchedBeforeTheRequestIsACallOfItsOwn() {
    SpanData client = call("POST", 2, "http.method=POST; http.url=http://a/b").build();
    SpanData token = call("token", 3, "http.method=POST; http.url=http://auth/token")
        .parent(2)
        .build();
    assertThat(names(client, token)).containsExactly("POST", "token");
  }

  @Test
  void howACallTravelsIsNoCallOfItsOwn() {
    SpanData dynamo =
        call("GetItem", 2, "db.system=dynamodb; db.operation=GetItem").build();
    SpanData rpc = call("rpc", 3, "rpc.system=aws-api").parent(2).build();
    SpanData http = call("POST", 4, "http.method=POST").parent(3).build();
    SpanData connect = call("handshake", 5, "net.peer.name=a").parent(4).build();
    assertThat(names(dynamo, rpc, http, connect)).containsExactly("GetItem");
  }

  @Test
  void whatIsBelowTellsMoreThanASpanByHand() {
    SpanData byHand = call("charge card", 2, "").build();
    SpanData http = call("POST", 3, "http.method=POST").parent(2).build();
    assertThat(names(byHand, http)).containsExactly("POST");
  }

  @Test
  void whatTheServiceDoesThatAnswersIsItsOwn() {
    SpanData http = call("POST", 2, "http.method=POST; server.address=10.0.0.1").build();
    SpanData server =
        span("POST /pay", 3).remoteParent(2).kind(SERVER).service("payment").build();
    SpanData again =
        call("again", 4, "http.method=POST").service("payment").parent(3).build();
    assertThat(calls(http, server, again))
        .extracting(call -> call.caller() + " -> " + call.callee())
        .containsExactly("shop -> payment", "payment -> ");
  }

  @Test
  void aMessageLeadsToWhatLinksToIt() {
    SpanData send =
        call("orders publish", 2, "messaging.system=kafka").kind(PRODUCER).build();
    SpanData process = span("orders process", 3)
        .trace("9d2e11c0")
        .kind(CONSUMER)
        .service("mail")
        .links(send)
        .build();
    assertThat(calls(send, process)).extracting(Call::callee).containsExactly("mail");
  }

  @Test
  void anAttemptThatFailedIsNotCountedBesidesTheNext() {
    String get = "http.method=GET; http.url=http://a/b";
    List<SpanData> spans = new ArrayList<>(List.of(ROOT));
    for (int i = 0; i < 3; i++) {
      spans.add(call("GET", 10 + i, get)
          .during(i, i + 1)
          .status(i < 2 ? StatusData.error() : StatusData.unset())
          .build());
    }
    Calls calls = Calls.of(List.of(Trace.of(spans)));
    assertThat(calls.repeatedMoreThan(1)).isEmpty();
    spans.add(call("GET", 20, get).during(10, 11).build());
    assertThat(Calls.of(List.of(Trace.of(spans))).repeatedMoreThan(1))
        .extracting(each -> each.calls().size())
        .containsExactly(2);
  }

  @Test
  void callsBelowASpan() {
    SpanData step = span("step", 2).parent(1).service("shop").build();
    SpanData inside = call("inside", 3, "").parent(2).build();
    SpanData outside = call("outside", 4, "").build();
    Calls calls = Calls.of(List.of(Trace.of(List.of(ROOT, step, inside, outside))));
    assertThat(calls.below(step).list()).extracting(Call::span).containsExactly(inside);
    assertThat(calls.below(inside).list()).isEmpty();
  }

  @Test
  void whereInTheSource() {
    assertThat(CodePlace.of(
            call("a", 2, "code.file.path=src/Shop.java; code.line.number=42").build()))
        .contains("Shop.java:42");
    assertThat(
            CodePlace.of(call("a", 2, "code.filepath=Shop.java; code.lineno=42").build()))
        .contains("Shop.java:42");
    assertThat(CodePlace.of(
            call("a", 2, "code.namespace=io.Shop; code.function=pay").build()))
        .contains("io.Shop.pay");
    assertThat(CodePlace.of(call("a", 2, "code.function.name=io.Shop.pay").build()))
        .contains("io.Shop.pay");
    assertThat(CodePlace.of(ROOT)).isEmpty();
  }
}
