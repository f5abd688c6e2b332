package io.traceassert.examples.login;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;

/** A database in memory, gone when it is closed. Who waits for a row waits briefly. */
final class Database implements AutoCloseable {

  private static final String URL = "jdbc:h2:mem:%s;LOCK_TIMEOUT=50";
  private static final String[] CONTENT = {
    "CREATE TABLE users (login VARCHAR PRIMARY KEY, name VARCHAR NOT NULL)",
    "CREATE TABLE roles (id INT PRIMARY KEY, login VARCHAR NOT NULL, title VARCHAR NOT NULL)",
    "CREATE TABLE accounts (login VARCHAR PRIMARY KEY, cents BIGINT NOT NULL)",
    "INSERT INTO users VALUES ('ada', 'Ada Lovelace'), ('grace', 'Grace Hopper')",
    "INSERT INTO roles VALUES (1, 'ada', 'analyst'), (2, 'ada', 'author'), (3, 'ada', 'countess'),"
        + " (4, 'grace', 'admiral')",
    "INSERT INTO accounts VALUES ('ada', 10000), ('grace', 10000)",
  };

  private final JdbcConnectionPool pool;

  Database() throws SQLException {
    pool = JdbcConnectionPool.create(URL.formatted(UUID.randomUUID()), "", "");
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : CONTENT) {
        statement.execute(sql);
      }
    }
  }

  /** Takes a connection from the pool; what is done with it is not traced. */
  Connection connect() throws SQLException {
    return pool.getConnection();
  }

  @Override
  public void close() {
    pool.dispose();
  }
}
