package io.traceassert.examples.checkout;

import static io.traceassert.TraceAssertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.traceassert.CapturedTraces;
import io.traceassert.examples.FailsOnPurpose;
import io.traceassert.examples.service.Workers;
import io.traceassert.junit.TraceExtension;
import io.traceassert.memory.TraceCapture;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Why a checkout is slow that has a database: three ways that are met most often. */
@FailsOnPurpose
class SlowLedgers extends WithLedger {

  @RegisterExtension
  static final TraceExtension TRACES =
      TraceExtension.capturing(TraceCapture.builder().useDeterministicIds());

  private final ExecutorService office = Workers.one("office");

  @AfterEach
  void closeOffice() {
    office.shutdown();
  }

  @Test
  void eachLineIsAQuery(CapturedTraces traces) throws Exception {
    checkout(openedWith(2, QueryForEachLine::new));

    assertThat(traces).hasNoRepeatedCalls();
  }

  @Test
  void aServiceCallMakesTooManyQueries(CapturedTraces traces) throws Exception {
    checkout(openedWith(2, QueryForEachLine::new));

    assertThat(traces).span("POST /orders").databaseCalls().hasSizeAtMost(3);
  }

  /** Somebody has locked the row, and forgotten it: the server ends that transaction. */
  @Test
  void aRowIsLocked(CapturedTraces traces) throws Exception {
    AtomicInteger orders = new AtomicInteger();
    WebShop shop = openedWith(2, (telemetry, database) -> new Ledger(telemetry, database) {
      @Override
      @SuppressWarnings("try") // what holds the row is not used while it does
      void addToTakings(Connection connection, long cents) throws SQLException {
        if (orders.getAndIncrement() == 0) {
          super.addToTakings(connection, cents);
          return;
        }
        try (Connection audit = forgottenAudit()) {
          super.addToTakings(connection, cents);
        }
      }
    });
    checkoutOnceMoreThanTheFirstTime(shop, traces);

    assertThat(traces)
        .traceWithRoot("POST /carts/{cart}/checkout")
        .hasDurationLessThan(Duration.ofMillis(500));
  }

  private Connection forgottenAudit() throws SQLException {
    Connection audit = untraced.getConnection();
    try (Statement statement = audit.createStatement()) {
      statement.execute("SET idle_in_transaction_session_timeout = '1s'");
      audit.setAutoCommit(false);
      statement.execute("SELECT cents FROM takings FOR UPDATE");
    }
    return audit;
  }

  /** There is one connection, and a report has it. */
  @Test
  void thePoolHasNoConnection(CapturedTraces traces) throws Exception {
    AtomicInteger orders = new AtomicInteger();
    WebShop shop = openedWith(1, (telemetry, database) -> new Ledger(telemetry, database) {
      @Override
      void write(String cart) {
        if (orders.getAndIncrement() > 0) {
          reportOf(database);
        }
        super.write(cart);
      }
    });
    checkoutOnceMoreThanTheFirstTime(shop, traces);

    assertThat(traces)
        .traceWithRoot("POST /carts/{cart}/checkout")
        .hasDurationLessThan(Duration.ofMillis(500));
  }

  /** Returns when the report has the connection. */
  private void reportOf(DataSource database) {
    CountDownLatch connected = new CountDownLatch(1);
    office.execute(Context.root().wrap(() -> {
      try (Connection connection = database.getConnection();
          Statement statement = connection.createStatement()) {
        connected.countDown();
        statement.execute("SELECT pg_sleep(1)");
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }));
    try {
      connected.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The same sum, in one query more than there are lines. */
  private static final class QueryForEachLine extends Ledger {

    QueryForEachLine(OpenTelemetry telemetry, DataSource database) {
      super(telemetry, database);
    }

    @Override
    long total(Connection connection, String cart) throws SQLException {
      String sql = "SELECT sku FROM cart_lines WHERE cart = ?";
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setString(1, cart);
        try (ResultSet lines = statement.executeQuery()) {
          long total = 0;
          while (lines.next()) {
            total += price(connection, lines.getString(1));
          }
          return total;
        }
      }
    }

    private static long price(Connection connection, String sku) throws SQLException {
      String sql = "SELECT cents FROM prices WHERE sku = ?";
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setString(1, sku);
        return firstOf(statement);
      }
    }
  }
}
