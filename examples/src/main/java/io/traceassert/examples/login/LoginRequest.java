package io.traceassert.examples.login;

import io.traceassert.examples.service.RefusedException;

/**
 * What a user sends, one line each.
 *
 * @param user the name of the account
 * @param password as it was typed
 * @param token signs the name of the account
 */
record LoginRequest(String user, String password, String token) {

  private static final int BAD_REQUEST = 400;
  private static final int LINES = 3;

  static LoginRequest parse(String body) {
    String[] lines = body.split("\n", -1);
    if (lines.length != LINES) {
      throw new RefusedException(BAD_REQUEST, "expected %d lines".formatted(LINES));
    }
    return new LoginRequest(lines[0], lines[1], lines[2]);
  }

  String body() {
    return String.join("\n", user, password, token);
  }
}
