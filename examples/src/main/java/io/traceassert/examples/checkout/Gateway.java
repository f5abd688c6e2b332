package io.traceassert.examples.checkout;

import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.api.semconv.http.HttpServerRoute;
import io.opentelemetry.instrumentation.api.semconv.http.HttpServerRouteSource;
import io.traceassert.examples.service.RefusedException;
import io.traceassert.examples.service.RemoteService;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the requests of customers. Not final: the tests that fail on purpose change one step each.
 */
class Gateway {

  private static final Pattern CHECKOUT = Pattern.compile("/carts/(\\d+)/checkout");
  private static final int NOT_FOUND = 404;

  private final RemoteService auth;
  private final RemoteService orders;

  Gateway(RemoteService auth, RemoteService orders) {
    this.auth = auth;
    this.orders = orders;
  }

  void handle(String path, String session) {
    Matcher checkout = CHECKOUT.matcher(path);
    if (!checkout.matches()) {
      throw new RefusedException(NOT_FOUND, "nothing at " + path);
    }
    HttpServerRoute.update(Context.current(), HttpServerRouteSource.CONTROLLER, routeOf(path));
    auth.post(session);
    orders.post(checkout.group(1));
  }

  /** The span of the request is named after this, and so it has no ids. */
  String routeOf(String path) {
    return "/carts/{cart}/checkout";
  }
}
