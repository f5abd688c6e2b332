package io.traceassert.examples.checkout;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.traceassert.examples.service.Work;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Writes orders into a database. Not final: the tests that fail on purpose change one step each.
 */
class Ledger {

  private final Tracer tracer;
  private final DataSource database;

  Ledger(OpenTelemetry telemetry, DataSource database) {
    tracer = telemetry.getTracer("checkout.ledger");
    this.database = database;
  }

  void write(String cart) {
    Span span = tracer.spanBuilder("write order").setAttribute("cart.id", cart).startSpan();
    Work.within(span, () -> {
      try (Connection connection = database.getConnection()) {
        long cents = total(connection, cart);
        insert(connection, cart, cents);
        addToTakings(connection, cents);
      } catch (SQLException e) {
        throw new IllegalStateException("cart " + cart + " is not written", e);
      }
    });
  }

  long total(Connection connection, String cart) throws SQLException {
    String sql = "SELECT sum(p.cents) FROM cart_lines l JOIN prices p USING (sku) WHERE l.cart = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, cart);
      return firstOf(statement);
    }
  }

  static long firstOf(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static void insert(Connection connection, String cart, long cents) throws SQLException {
    String sql = "INSERT INTO orders (cart, cents) VALUES (?, ?)";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, cart);
      statement.setLong(2, cents);
      statement.executeUpdate();
    }
  }

  void addToTakings(Connection connection, long cents) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("UPDATE takings SET cents = cents + ?")) {
      statement.setLong(1, cents);
      statement.executeUpdate();
    }
  }
}
