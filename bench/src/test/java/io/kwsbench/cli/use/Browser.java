package io.kwsbench.cli.use;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kwsbench.report.render.HeadlessChromium;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A headless Chromium whose microphone plays a file once, driven by its DevTools protocol. */
final class Browser implements AutoCloseable, WebSocket.Listener {
  private static final int PATIENCE_SECONDS = 60;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final WebSocket socket;
  private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder complaints = new StringBuilder();
  private int asked;

  Browser(Path folder, Path wav, String page) throws Exception {
    Path profile = folder.resolve("profile");
    process =
        new ProcessBuilder(
                HeadlessChromium.browser().toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--user-data-dir=" + profile,
                "--remote-debugging-port=0",
                "--use-fake-ui-for-media-stream",
                "--use-fake-device-for-media-stream",
                "--use-file-for-fake-audio-capture=" + wav + "%noloop",
                "--autoplay-policy=no-user-gesture-required",
                page)
            .redirectErrorStream(true)
            .redirectOutput(new File(folder.toFile(), "chromium.log"))
            .start();
    try {
      socket =
          HttpClient.newHttpClient()
              .newWebSocketBuilder()
              .buildAsync(URI.create(target(profile.resolve("DevToolsActivePort"), page)), this)
              .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      ask("Runtime.enable", JsonNodeFactory.instance.objectNode());
      ask("Log.enable", JsonNodeFactory.instance.objectNode());
    } catch (Exception | AssertionError e) {
      end(process);
      throw e;
    }
  }

  private static String target(Path file, String page) throws Exception {
    for (int i = 0; i < 10 * PATIENCE_SECONDS; i++) {
      Thread.sleep(100);
      List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
      if (lines.size() < 2) {
        continue;
      }
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + lines.get(0) + "/json/list"))
              .build();
      String list =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
      for (JsonNode one : JSON.readTree(list)) {
        if (one.path("url").asText().startsWith(page)) {
          return one.path("webSocketDebuggerUrl").asText();
        }
      }
    }
    throw new AssertionError("Chromium does not open " + page);
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    text.append(part);
    if (last) {
      try {
        take(JSON.readTree(text.toString()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        text.setLength(0);
      }
    }
    from.request(1);
    return null;
  }

  private void take(JsonNode message) {
    String method = message.path("method").asText();
    if (method.equals("Runtime.exceptionThrown") || method.equals("Log.entryAdded")) {
      complaints.append(message.path("params")).append('\n');
    } else if (message.has("id")) {
      answers.add(message);
    }
  }

  private JsonNode ask(String method, ObjectNode parameters) throws Exception {
    ObjectNode message = JSON.createObjectNode().put("id", ++asked).put("method", method);
    message.set("params", parameters);
    socket.sendText(message.toString(), true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    JsonNode answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(answer).as(method).isNotNull();
    assertThat(answer.has("error")).as(answer.toString()).isFalse();
    return answer.get("result");
  }

  /** What a script gives, as text. */
  String evaluate(String script) throws Exception {
    JsonNode result =
        ask(
            "Runtime.evaluate",
            JSON.createObjectNode().put("expression", script).put("userGesture", true));
    assertThat(result.has("exceptionDetails")).as(result.toString()).isFalse();
    return result.path("result").path("value").asText();
  }

  /** Waits until a script gives true. */
  void await(String condition) throws Exception {
    for (int i = 0; i < 10 * PATIENCE_SECONDS; i++) {
      if (evaluate(condition).equals("true")) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError(condition + "\n" + evaluate("document.body.innerText") + complaints);
  }

  /** What scripts and the page's policy complained about. */
  String complaints() {
    return complaints.toString();
  }

  /** Makes the screen that wide. */
  void resize(int width, boolean dark) throws Exception {
    ask(
        "Emulation.setDeviceMetricsOverride",
        JSON.createObjectNode()
            .put("width", width)
            .put("height", 900)
            .put("deviceScaleFactor", 1)
            .put("mobile", true));
    ObjectNode media = JSON.createObjectNode();
    media
        .putArray("features")
        .addObject()
        .put("name", "prefers-color-scheme")
        .put("value", dark ? "dark" : "light");
    ask("Emulation.setEmulatedMedia", media);
  }

  void screenshot(Path picture) throws Exception {
    JsonNode result = ask("Page.captureScreenshot", JSON.createObjectNode().put("format", "png"));
    Files.write(picture, Base64.getDecoder().decode(result.path("data").asText()));
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    socket.abort();
    end(process);
  }
}
