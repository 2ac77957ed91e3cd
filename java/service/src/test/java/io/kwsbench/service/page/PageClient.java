package io.kwsbench.service.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A browser's connection that keeps the messages it receives. */
final class PageClient implements WebSocket.Listener {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
  private final StringBuilder text = new StringBuilder();
  final WebSocket socket;

  PageClient(InetSocketAddress server, String resource) {
    socket =
        HTTP.newWebSocketBuilder()
            .buildAsync(URI.create("ws://127.0.0.1:" + server.getPort() + resource), this)
            .orTimeout(10, TimeUnit.SECONDS)
            .join();
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    text.append(part);
    if (last) {
      texts.add(text.toString());
      text.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    texts.add("closed " + code + " " + reason);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    texts.add("broken");
  }

  PageClient text(String message) {
    socket.sendText(message, true).orTimeout(10, TimeUnit.SECONDS).join();
    return this;
  }

  PageClient sound(byte[] pcm) {
    socket.sendBinary(ByteBuffer.wrap(pcm), true).orTimeout(10, TimeUnit.SECONDS).join();
    return this;
  }

  /** The first message that begins so. */
  String receive(String start) throws InterruptedException {
    String message;
    do {
      message = texts.poll(10, TimeUnit.SECONDS);
      assertThat(message).as("a message that begins with " + start).isNotNull();
    } while (!message.startsWith(start));
    return message;
  }
}
