package io.traceassert.junit.w3c;

import java.util.List;

/** What a service makes of the headers that it received: those that it sends on. */
interface Propagation {

  List<Header> sendOn(List<Header> received);
}
