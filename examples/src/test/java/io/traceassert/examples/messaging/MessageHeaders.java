package io.traceassert.examples.messaging;

import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapSetter;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a message as headers. JMS wants their names to be Java identifiers, as
 * {@code traceparent}, {@code tracestate} and {@code baggage} are.
 */
final class MessageHeaders implements TextMapSetter<Message>, TextMapGetter<Message> {

  static final MessageHeaders HEADERS = new MessageHeaders();

  private MessageHeaders() {}

  @Override
  public void set(@Nullable Message message, String name, String value) {
    if (message == null) {
      return;
    }
    try {
      message.setStringProperty(name, value);
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public @Nullable String get(@Nullable Message message, String name) {
    try {
      return message == null ? null : message.getStringProperty(name);
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Iterable<String> keys(Message message) {
    try {
      List<String> names = new ArrayList<>();
      Enumeration<?> properties = message.getPropertyNames();
      Collections.list(properties).forEach(name -> names.add(String.valueOf(name)));
      return names;
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }
}
