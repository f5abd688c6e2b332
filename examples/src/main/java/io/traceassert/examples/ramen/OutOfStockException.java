package io.traceassert.examples.ramen;

import io.traceassert.examples.service.RefusedException;

/** An ingredient is used up. */
final class OutOfStockException extends RefusedException {

  private static final long serialVersionUID = 1;
  private static final int CONFLICT = 409;

  OutOfStockException(String ingredient) {
    super(CONFLICT, "no " + ingredient + " left");
  }
}
