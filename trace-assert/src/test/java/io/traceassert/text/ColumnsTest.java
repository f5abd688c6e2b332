package io.traceassert.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnsTest {

  /**
   * How many spaces stand between a character and the next column, when the widest cell has four.
   */
  private static int spacesBehind(int character) {
    Columns columns = new Columns(-1);
    columns.add(List.of("four", "|"));
    columns.add(List.of(Character.toString(character), "|"));
    String line = columns.render("").lines().skip(1).findFirst().orElseThrow();
    return line.length() - 1 - Character.charCount(character);
  }

  /** The first and the last of each block of Unicode Standard Annex 11. */
  @ParameterizedTest
  @ValueSource(
      ints = {
        0x1100, 0x115F, 0x2E80, 0xA4CF, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE30, 0xFE6F, 0xFF00,
        0xFF60, 0xFFE0, 0xFFE6, 0x1F300, 0x1F64F, 0x1F900, 0x1F9FF, 0x20000, 0x3FFFD
      })
  void wideCharactersTakeTwoColumns(int character) {
    assertThat(spacesBehind(character)).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0x10FF, 0x1160, 0x2E7F, 0xA4D0, 0x303F, 0xABFF, 0xD7A4, 0xF8FF, 0xFB00, 0xFE70, 0xFEFE,
        0xFF61, 0xFFDF, 0xFFE7, 0x1F2FF, 0x1F650, 0x1F8FF, 0x1FA00, 0x1FFFF, 0x3FFFE
      })
  void theirNeighboursTakeOne(int character) {
    assertThat(spacesBehind(character)).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x0301, 0x20DD, 0x200D})
  void marksTakeNone(int character) {
    assertThat(spacesBehind(character)).isEqualTo(6);
  }
}
