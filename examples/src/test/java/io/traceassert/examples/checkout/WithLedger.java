package io.traceassert.examples.checkout;

import static io.traceassert.TraceAssertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.instrumentation.jdbc.datasource.JdbcTelemetry;
import io.traceassert.CapturedTraces;
import io.traceassert.examples.Postgres;
import io.traceassert.examples.RequiresPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.BiFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** The six services, whose orders are written into a real PostgreSQL, by a pool of connections. */
@ExtendWith(RequiresPostgres.class)
abstract class WithLedger extends WithWebShop {

  /** Five lines. */
  static final int CART = 45;

  private static final String[] CONTENT = {
    "CREATE TABLE cart_lines (cart TEXT NOT NULL, sku TEXT NOT NULL)",
    "CREATE TABLE prices (sku TEXT PRIMARY KEY, cents BIGINT NOT NULL)",
    "CREATE TABLE orders (cart TEXT NOT NULL, cents BIGINT NOT NULL)",
    "CREATE TABLE takings (cents BIGINT NOT NULL)",
    "INSERT INTO prices VALUES ('teapot', 2900), ('cup', 900), ('saucer', 500), ('spoon', 300), ('tray', 390)",
    "INSERT INTO cart_lines SELECT '45', sku FROM prices",
    "INSERT INTO takings VALUES (0)",
  };

  /** The database as other programs see it. */
  DataSource untraced;

  private @Nullable HikariDataSource pool;

  @BeforeEach
  void fill() throws SQLException {
    untraced = Postgres.emptyDatabase();
    try (Connection connection = untraced.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : CONTENT) {
        statement.execute(sql);
      }
    }
  }

  WebShop openedWith(int connections, BiFunction<OpenTelemetry, DataSource, Ledger> ledger)
      throws IOException {
    return opened(Services.ours().withOrder(resources -> {
      OpenTelemetry telemetry = resources.telemetry();
      return new LedgerOrderService(
          resources, ledger.apply(telemetry, pooled(telemetry, connections)));
    }));
  }

  /** What is around the driver is traced, and not the pool: what waits for it leaves a gap. */
  private DataSource pooled(OpenTelemetry telemetry, int connections) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(JdbcTelemetry.builder(telemetry)
        .setDataSourceInstrumenterEnabled(false)
        .build()
        .wrap(untraced));
    config.setMaximumPoolSize(connections);
    pool = new HikariDataSource(config);
    return pool;
  }

  /** What happens for the first time takes longer. */
  void checkoutOnceMoreThanTheFirstTime(WebShop shop, CapturedTraces traces) throws IOException {
    traces.during(() -> checkout(shop));
    checkout(shop);
  }

  static void checkout(WebShop shop) throws IOException {
    assertThat(shop.checkout(CART, ADA)).isEqualTo(201);
  }

  @AfterEach
  void closePool() {
    if (pool != null) {
      pool.close();
    }
  }
}
