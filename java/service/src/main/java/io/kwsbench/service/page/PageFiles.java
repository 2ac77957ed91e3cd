package io.kwsbench.service.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The page's files, as whole HTTP answers. */
final class PageFiles {
  private static final Map<String, String> TYPES =
      Map.of(
          "listen.html", "text/html",
          "listen.css", "text/css",
          "listen.js", "text/javascript",
          "chart.js", "text/javascript",
          "microphone.js", "text/javascript");

  private final Map<String, byte[]> answers = new TreeMap<>();
  private final byte[] missing = answer("404 Not Found", "text/plain", bytes("no such page\n"));

  PageFiles() {
    TYPES.forEach(
        (file, type) -> {
          String path = file.equals("listen.html") ? "/" : "/" + file;
          answers.put(path, answer("200 OK", type, read(file)));
        });
  }

  private static byte[] read(String file) {
    try (InputStream in = PageFiles.class.getResourceAsStream(file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] answer(String status, String type, byte[] body) {
    byte[] head =
        bytes(
            String.join(
                "\r\n",
                "HTTP/1.1 " + status,
                "Content-Type: " + type + "; charset=utf-8",
                "Content-Length: " + body.length,
                "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self';"
                    + " connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'",
                "Permissions-Policy: microphone=(self)",
                "X-Content-Type-Options: nosniff",
                "Referrer-Policy: no-referrer",
                "Cache-Control: no-store",
                "Connection: close",
                "",
                ""));
    return ByteBuffer.allocate(head.length + body.length).put(head).put(body).array();
  }

  /**
   * @param resource a path, with parameters or without
   */
  ByteBuffer answer(String resource) {
    String path = resource.replaceFirst("\\?.*", "");
    return ByteBuffer.wrap(answers.getOrDefault(path, missing));
  }
}
