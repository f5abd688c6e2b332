package io.traceassert.junit.w3c;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A request or an answer of HTTP/1.1: its first line, its headers in the order and the spelling in
 * which they arrived, its body.
 */
record HttpMessage(String startLine, List<Header> headers, String body) {

  private static final int LONGEST = 1 << 20;

  /**
   * Reads a request; without a length it has no body. One that asks whether to go on is told to.
   */
  static HttpMessage readRequest(InputStream in, OutputStream out) throws IOException {
    String startLine = line(in);
    List<Header> headers = headers(in);
    if (value(headers, "expect").equalsIgnoreCase("100-continue")) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
      out.flush();
    }
    return new HttpMessage(startLine, headers, body(in, headers, false));
  }

  /**
   * Reads an answer, after those that announce it; without a length it is what comes to the end.
   */
  static HttpMessage readAnswer(InputStream in) throws IOException {
    String startLine = line(in);
    List<Header> headers = headers(in);
    if (startLine.matches("HTTP/1.1 1\\d\\d.*")) {
      return readAnswer(in);
    }
    boolean without = startLine.matches("HTTP/1.\\d (204|304).*");
    return new HttpMessage(startLine, headers, without ? "" : body(in, headers, true));
  }

  private static List<Header> headers(InputStream in) throws IOException {
    List<Header> headers = new ArrayList<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new IOException("this is not a header of HTTP/1.1: " + line);
      }
      headers.add(new Header(line.substring(0, colon), line.substring(colon + 1).strip()));
    }
    return List.copyOf(headers);
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int read = in.read(); read != '\n'; read = in.read()) {
      if (read < 0) {
        throw new EOFException("the connection was closed");
      }
      if (bytes.size() == LONGEST) {
        throw new IOException("a line is longer than 1 MiB");
      }
      bytes.write(read);
    }
    String line = bytes.toString(ISO_8859_1);
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  private static String body(InputStream in, List<Header> headers, boolean answer)
      throws IOException {
    if (value(headers, "transfer-encoding").equalsIgnoreCase("chunked")) {
      return chunks(in);
    }
    String length = value(headers, "content-length");
    if (length.isEmpty()) {
      return answer ? new String(in.readNBytes(LONGEST), UTF_8) : "";
    }
    return new String(in.readNBytes(number(length, 10)), UTF_8);
  }

  private static String chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = size(line(in)); size > 0 && body.size() < LONGEST; size = size(line(in))) {
      body.writeBytes(in.readNBytes(size));
      line(in);
    }
    return body.toString(UTF_8);
  }

  private static int size(String line) throws IOException {
    return number(line.split(";", 2)[0].strip(), 16);
  }

  private static int number(String digits, int radix) throws IOException {
    try {
      return Math.min(LONGEST, Integer.parseUnsignedInt(digits, radix));
    } catch (NumberFormatException e) {
      throw new IOException("this is not a length of HTTP/1.1: " + digits, e);
    }
  }

  private static String value(List<Header> headers, String name) {
    return headers.stream()
        .filter(header -> header.isNamed(name))
        .map(Header::value)
        .findFirst()
        .orElse("");
  }

  /** The values of all headers of a name, in order. */
  List<String> values(String name) {
    return headers.stream()
        .filter(header -> header.isNamed(name))
        .map(Header::value)
        .toList();
  }
}
