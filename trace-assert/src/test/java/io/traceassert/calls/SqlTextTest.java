package io.traceassert.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT * FROM item WHERE id = 42         | SELECT * FROM item WHERE id = ?",
        "SELECT * FROM item WHERE id = ?          | SELECT * FROM item WHERE id = ?",
        "SELECT * FROM item WHERE id = $1         | SELECT * FROM item WHERE id = ?",
        "SELECT * FROM item WHERE id = :id        | SELECT * FROM item WHERE id = ?",
        "SELECT * FROM item WHERE id = @id        | SELECT * FROM item WHERE id = ?",
        "SELECT * FROM item WHERE id = %s         | SELECT * FROM item WHERE id = ?",
        "SELECT * FROM item WHERE name = 'it''s'  | SELECT * FROM item WHERE name = ?",
        "SELECT * FROM item WHERE name = N'x'     | SELECT * FROM item WHERE name = ?",
        "SELECT * FROM item WHERE body = $$a'b$$  | SELECT * FROM item WHERE body = ?",
        "SELECT * FROM item WHERE b = $q$a$$b$q$  | SELECT * FROM item WHERE b = ?",
        "SELECT * FROM t1 WHERE a2 > 1.5e-3       | SELECT * FROM t1 WHERE a2 > ?",
        "SELECT * FROM t WHERE a = .5 OR a = 0xFF | SELECT * FROM t WHERE a = ? OR a = ?",
        "SELECT a-1, a::int FROM t                | SELECT a-?, a::int FROM t",
        "SELECT a@>b FROM t                       | SELECT a@>b FROM t",
        "SELECT @@version                         | SELECT @@version",
        "SELECT \"a 1\", `b 2` FROM t             | SELECT \"a 1\", `b 2` FROM t",
        "SELECT a -- by 42                        | SELECT a",
        "SELECT /* trace 42 */ a FROM t           | SELECT a FROM t",
        "SELECT f(1, 2)                           | SELECT f(?, ?)",
        "a IN (1, 2,3) AND b IN (?)               | a IN (?) AND b IN (?)",
        "a IN (SELECT b FROM c WHERE d IN (1, 2)) | a IN (SELECT b FROM c WHERE d IN (?))",
        "a in ('x', 'y')                          | a in (?)",
        "INSERT INTO t (a, b) VALUES (1, 2)       | INSERT INTO t (a, b) VALUES (?)",
        "INSERT INTO t VALUES (1, 2), (3, 4)      | INSERT INTO t VALUES (?)",
        "INSERT INTO t VALUES (1, NOW()),(3, NOW()) RETURNING id | INSERT INTO t VALUES (?, NOW()) RETURNING id",
        "SELECT 'not closed                       | SELECT ?",
        "SELECT a )) , ?                          | SELECT a )) , ?",
      })
  void aStatementApartFromItsParameters(String text, String normalised) {
    assertThat(SqlText.normalised(text, "postgresql")).isEqualTo(normalised);
  }

  @Test
  void whiteSpaceDoesNotMatter() {
    assertThat(SqlText.normalised("\n SELECT a\n\t FROM t \n", "")).isEqualTo("SELECT a FROM t");
  }

  @Test
  void doubleQuotesHoldTextInMySql() {
    assertThat(SqlText.normalised("SELECT \"a 1\"", "mysql")).isEqualTo("SELECT ?");
  }

  @Test
  void aLongListIsReadInOneGo() {
    String list =
        IntStream.range(0, 200_000).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    assertThat(SqlText.normalised("a IN (" + list + ")", "")).isEqualTo("a IN (?)");
    assertThat(SqlText.normalised("(".repeat(100_000), "")).hasSize(100_000);
  }
}
