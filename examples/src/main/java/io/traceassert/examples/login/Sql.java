package io.traceassert.examples.login;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * The database as a service sees it. Each statement is a CLIENT span, named and described by
 * OpenTelemetry's semantic conventions for database spans.
 */
final class Sql {

  private final Tracer tracer;
  private final Database database;

  Sql(OpenTelemetry telemetry, Database database) {
    tracer = telemetry.getTracer("login.sql");
    this.database = database;
  }

  /** Returns the first column of what is found. */
  List<String> select(String table, String text, Object... arguments) {
    return traced("SELECT", table, text, arguments, Sql::firstColumn);
  }

  /** Returns how many rows were changed. */
  int update(String table, String text, Object... arguments) {
    return traced("UPDATE", table, text, arguments, PreparedStatement::executeUpdate);
  }

  private static List<String> firstColumn(PreparedStatement statement) throws SQLException {
    List<String> column = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        column.add(rows.getString(1));
      }
    }
    return column;
  }

  private <T> T traced(
      String operation, String table, String text, Object[] arguments, Execution<T> execution) {
    Span span = tracer
        .spanBuilder(operation + " " + table)
        .setSpanKind(SpanKind.CLIENT)
        .setAttribute("db.system.name", "h2database")
        .setAttribute("db.operation.name", operation)
        .setAttribute("db.collection.name", table)
        .setAttribute("db.query.text", text)
        .startSpan();
    try {
      return execute(text, arguments, execution);
    } catch (SQLException e) {
      span.recordException(e);
      span.setStatus(StatusCode.ERROR);
      span.setAttribute("error.type", e.getClass().getName());
      span.setAttribute("db.response.status_code", String.valueOf(e.getErrorCode()));
      throw e instanceof SQLTimeoutException timeout
          ? new DatabaseBusyException(operation + " " + table, timeout)
          : new IllegalStateException(text, e);
    } finally {
      span.end();
    }
  }

  private <T> T execute(String text, Object[] arguments, Execution<T> execution)
      throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(text)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setObject(i + 1, arguments[i]);
      }
      return execution.of(statement);
    }
  }

  /** What is done with a statement. */
  private interface Execution<T> {

    T of(PreparedStatement statement) throws SQLException;
  }
}
