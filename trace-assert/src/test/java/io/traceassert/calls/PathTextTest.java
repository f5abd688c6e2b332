package io.traceassert.calls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathTextTest {

  @ParameterizedTest
  @CsvSource({
    "/items/42, /items/{id}",
    "/items/42?color=red, /items/{id}",
    "/items/42/parts/7, /items/{id}/parts/{id}",
    "/orders/order-42, /orders/order-{id}",
    "/orders/8c0a2f5e-6f1b-4c0e-9d7a-0b1c2d3e4f50, /orders/{id}",
    "/files/4bf92f3577b34da6, /files/{id}",
    "/users/ann%40shop.io, /users/{id}",
    "/users/ann@shop.io, /users/{id}",
    "/k/01HZX3J9Q2M4N6P8R0S2T4V6W8, /k/{id}",
    "/api/v1/items, /api/v1/items",
    "/internationalization, /internationalization",
    "/deadbeef, /deadbeef",
    "/, /",
  })
  void aPathApartFromIds(String path, String normalised) {
    assertThat(PathText.normalised(path)).isEqualTo(normalised);
  }

  @ParameterizedTest
  @CsvSource({"cart:42, cart:{id}", "user:42:name, user:{id}:name", "sessions, sessions"})
  void aKeyApartFromIds(String key, String normalised) {
    assertThat(PathText.normalisedKey(key)).isEqualTo(normalised);
  }
}
