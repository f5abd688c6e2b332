package io.traceassert.junit;

import java.util.Locale;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** The policies of a test. */
record Policies(Policy unexpectedErrors, Policy openSpans) {

  static final Policies DEFAULT = new Policies(Policy.DEFAULT, Policy.DEFAULT);

  private static final String UNEXPECTED_ERRORS = "traceassert.unexpectedErrors";
  private static final String OPEN_SPANS = "traceassert.openSpans";

  Policies withUnexpectedErrors(Policy policy) {
    return new Policies(policy, openSpans);
  }

  Policies withOpenSpans(Policy policy) {
    return new Policies(unexpectedErrors, policy);
  }

  /** Finds what holds for a test: annotations, then these, then configuration parameters. */
  Policies in(ExtensionContext context) {
    return new Policies(
        first(
            annotated(context, CaptureTraces::unexpectedErrors),
            unexpectedErrors,
            configured(context, UNEXPECTED_ERRORS)),
        first(
            annotated(context, CaptureTraces::openSpans),
            openSpans,
            configured(context, OPEN_SPANS)));
  }

  boolean mayFail() {
    return unexpectedErrors == Policy.FAIL || openSpans == Policy.FAIL;
  }

  boolean ignoreAll() {
    return unexpectedErrors == Policy.IGNORE && openSpans == Policy.IGNORE;
  }

  private static Policy first(Policy... policies) {
    for (Policy policy : policies) {
      if (policy != Policy.DEFAULT) {
        return policy;
      }
    }
    return Policy.WARN;
  }

  /** The annotation of the method, of its class, of the enclosing classes. */
  private static Policy annotated(
      ExtensionContext context, Function<CaptureTraces, Policy> attribute) {
    Policy here = AnnotationSupport.findAnnotation(context.getElement(), CaptureTraces.class)
        .map(attribute)
        .orElse(Policy.DEFAULT);
    return here != Policy.DEFAULT
        ? here
        : context.getParent().map(parent -> annotated(parent, attribute)).orElse(Policy.DEFAULT);
  }

  private static Policy configured(ExtensionContext context, String parameter) {
    return context
        .getConfigurationParameter(parameter)
        .map(value -> read(parameter, value))
        .orElse(Policy.DEFAULT);
  }

  private static Policy read(String parameter, String value) {
    return switch (value.strip().toUpperCase(Locale.ROOT)) {
      case "FAIL" -> Policy.FAIL;
      case "WARN" -> Policy.WARN;
      case "IGNORE" -> Policy.IGNORE;
      default ->
        throw new ExtensionConfigurationException(
            "configuration parameter %s must be FAIL, WARN or IGNORE, but is \"%s\""
                .formatted(parameter, value));
    };
  }
}
