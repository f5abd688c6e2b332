package io.traceassert.examples.checkout;

/** Places orders, and writes each into the ledger first. */
final class LedgerOrderService extends OrderService {

  private final Ledger ledger;

  LedgerOrderService(Resources resources, Ledger ledger) {
    super(resources);
    this.ledger = ledger;
  }

  @Override
  void place(String cart) {
    ledger.write(cart);
    super.place(cart);
  }
}
