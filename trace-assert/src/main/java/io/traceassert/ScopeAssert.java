package io.traceassert;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Words;
import java.util.function.Function;

/** Assertions on the instrumentation scope that recorded a span. */
public final class ScopeAssert extends PartAssert<ScopeAssert, InstrumentationScopeInfo> {

  ScopeAssert(
      InstrumentationScopeInfo actual,
      View view,
      Function<Scene, Found<InstrumentationScopeInfo>> selector,
      Function<Scene, Found<SpanData>> owner) {
    super(actual, ScopeAssert.class, view, selector, owner);
  }

  /**
   * Verifies the name.
   *
   * @param name the expected name
   * @return this
   * @throws TraceAssertionError if the scope has another name
   */
  public ScopeAssert hasName(String name) {
    requireNonNull(name, "name");
    return verify(
        (info, scene) -> attributed(info, scene).unlessEqual("name", name, info.getName(), scene));
  }

  /**
   * Verifies the version.
   *
   * @param version the expected version
   * @return this
   * @throws TraceAssertionError if the scope has another version, or none
   */
  public ScopeAssert hasVersion(String version) {
    requireNonNull(version, "version");
    return verify((info, scene) ->
        attributed(info, scene).unlessEqual("version", version, info.getVersion(), scene));
  }

  /**
   * Verifies the URL of the schema that the attributes follow.
   *
   * @param url the expected URL
   * @return this
   * @throws TraceAssertionError if the scope has another, or none
   */
  public ScopeAssert hasSchemaUrl(String url) {
    requireNonNull(url, "url");
    return verify((info, scene) ->
        attributed(info, scene).unlessEqual("schema URL", url, info.getSchemaUrl(), scene));
  }

  @Override
  Attributed attributed(InstrumentationScopeInfo info, Scene scene) {
    SpanData span = ownerIn(scene);
    return new Attributed(
        "the instrumentation scope of span " + Words.span(span),
        "scope: ",
        span,
        info.getAttributes(),
        0,
        null);
  }

  @Override
  ScopeAssert on(
      InstrumentationScopeInfo value,
      View view,
      Function<Scene, Found<InstrumentationScopeInfo>> selector) {
    return new ScopeAssert(value, view, selector, owner());
  }
}
