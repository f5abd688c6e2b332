package io.traceassert.junit;

import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** The policies of a test. */
record Policies(Policy unexpectedErrors, Policy openSpans, Policy openScopes) {

  static final Policies DEFAULT = new Policies(Policy.DEFAULT, Policy.DEFAULT, Policy.DEFAULT);

  private static final String UNEXPECTED_ERRORS = "traceassert.unexpectedErrors";
  private static final String OPEN_SPANS = "traceassert.openSpans";
  private static final String OPEN_SCOPES = "traceassert.openScopes";

  /** With this, OpenTelemetry watches scopes as well, and knows of no tests. */
  private static final String STRICT_CONTEXT = "io.opentelemetry.context.enableStrictContext";

  Policies withUnexpectedErrors(Policy policy) {
    return new Policies(policy, openSpans, openScopes);
  }

  Policies withOpenSpans(Policy policy) {
    return new Policies(unexpectedErrors, policy, openScopes);
  }

  Policies withOpenScopes(Policy policy) {
    return new Policies(unexpectedErrors, openSpans, policy);
  }

  /** Finds what holds for a test: annotations, then these, then configuration parameters. */
  Policies in(ExtensionContext context) {
    return new Policies(
        first(
            Policy.WARN,
            annotated(context, CaptureTraces::unexpectedErrors),
            unexpectedErrors,
            configured(context, UNEXPECTED_ERRORS)),
        first(
            Policy.WARN,
            annotated(context, CaptureTraces::openSpans),
            openSpans,
            configured(context, OPEN_SPANS)),
        first(
            Boolean.getBoolean(STRICT_CONTEXT) && ScopeWatch.install()
                ? Policy.WARN
                : Policy.IGNORE,
            annotated(context, CaptureTraces::openScopes),
            openScopes,
            configured(context, OPEN_SCOPES)));
  }

  boolean mayFail() {
    return all().anyMatch(policy -> policy == Policy.FAIL);
  }

  boolean ignoreAll() {
    return all().allMatch(policy -> policy == Policy.IGNORE);
  }

  boolean watchScopes() {
    return openScopes != Policy.IGNORE;
  }

  private Stream<Policy> all() {
    return Stream.of(unexpectedErrors, openSpans, openScopes);
  }

  private static Policy first(Policy otherwise, Policy... policies) {
    for (Policy policy : policies) {
      if (policy != Policy.DEFAULT) {
        return policy;
      }
    }
    return otherwise;
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
