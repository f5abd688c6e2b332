package io.traceassert;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Words;
import java.util.function.Function;

/** Assertions on the resource that a span comes from. */
public final class ResourceAssert extends PartAssert<ResourceAssert, Resource> {

  ResourceAssert(
      Resource actual,
      View view,
      Function<Scene, Found<Resource>> selector,
      Function<Scene, Found<SpanData>> owner) {
    super(actual, ResourceAssert.class, view, selector, owner);
  }

  /**
   * Verifies the URL of the schema that the attributes follow.
   *
   * @param url the expected URL
   * @return this
   * @throws TraceAssertionError if the resource has another, or none
   */
  public ResourceAssert hasSchemaUrl(String url) {
    requireNonNull(url, "url");
    return verify((resource, scene) ->
        attributed(resource, scene).unlessEqual("schema URL", url, resource.getSchemaUrl(), scene));
  }

  @Override
  Attributed attributed(Resource resource, Scene scene) {
    SpanData span = ownerIn(scene);
    return new Attributed(
        "the resource of span " + Words.span(span),
        "resource: ",
        span,
        resource.getAttributes(),
        0,
        null);
  }

  @Override
  ResourceAssert on(Resource value, View view, Function<Scene, Found<Resource>> selector) {
    return new ResourceAssert(value, view, selector, owner());
  }
}
