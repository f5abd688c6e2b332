package io.traceassert.examples;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * A real PostgreSQL, on the loopback: a process that begins when the first test asks for it, and
 * ends with the JVM. It is unpacked below {@code target}. PostgreSQL refuses to run as root, for
 * whom it is started in a user namespace of its own ({@code unshare -U}).
 */
public final class Postgres {

  private static final AtomicInteger SCHEMAS = new AtomicInteger();

  private Postgres() {}

  /**
   * Makes an empty database, for one test.
   *
   * @return connects to it, and traces nothing
   * @throws SQLException if it cannot be made
   */
  public static DataSource emptyDatabase() throws SQLException {
    String schema = "test" + SCHEMAS.incrementAndGet();
    EmbeddedPostgres server = server();
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA " + schema);
    }
    return server.getDatabase("postgres", "postgres", Map.of("currentSchema", schema));
  }

  static EmbeddedPostgres server() {
    return Server.ONLY;
  }

  /** Initialised when it is needed. */
  private static final class Server {

    private static final EmbeddedPostgres ONLY = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(new File("target/postgres"))
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setServerConfig("unix_socket_directories", "")
            .start();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
