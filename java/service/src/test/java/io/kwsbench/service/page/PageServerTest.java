package io.kwsbench.service.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.service.Recorder;
import io.kwsbench.service.SpikeModel;
import io.kwsbench.spotter.Spotter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageServerTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static Spotter spotter;

  private final Recorder recorder = new Recorder();
  private PageServer server;

  @BeforeAll
  static void load() {
    spotter = SpikeModel.spotter();
  }

  @AfterAll
  static void unload() {
    // fails where a stream is still open
    spotter.close();
  }

  @BeforeEach
  void open() {
    server = open("127.0.0.1", 0);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private PageServer open(String address, int port) {
    return PageServer.open(
        SpikeModel.shared(spotter), new InetSocketAddress(address, port), recorder);
  }

  private PageClient client() {
    return new PageClient(server.address(), "/sound");
  }

  private HttpResponse<String> get(String path) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.address().getPort() + path))
            .timeout(Duration.ofSeconds(10))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void givesThePageOut() throws Exception {
    assertThat(server.url()).isEqualTo("http://127.0.0.1:" + server.address().getPort() + "/");
    HttpResponse<String> page = get("/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("<title>kwsbench listen</title>");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'; script-src 'self'");
    for (String file : new String[] {"listen.js", "chart.js", "microphone.js", "listen.css"}) {
      assertThat(get("/" + file + "?1").statusCode()).as(file).isEqualTo(200);
      assertThat(get("/" + file).body()).doesNotContain("http://", "https://");
    }
    assertThat(get("/../../etc/passwd").statusCode()).isEqualTo(404);
    assertThat(get("/PageServer.class").statusCode()).isEqualTo(404);
    assertThat(recorder.isQuiet()).isTrue();
  }

  @Test
  void hearsAClient() throws Exception {
    byte[] sound = SpikeModel.sound(8 * 300, -1, -1);
    for (int i = 8 * 100; i < 8 * 120; i++) {
      sound[2 * i] = -1;
      sound[2 * i + 1] = 127;
    }
    PageClient client = client().text("{\"type\":\"start\",\"rate\":8000}").sound(sound);
    assertThat(client.receive("{\"type\":\"model\"")).contains("\"yes\"");
    assertThat(client.receive("{\"type\":\"detection\"")).contains("\"label\":\"yes\"");
    client.text("{\"type\":\"thresholds\",\"labels\":{\"yes\":1}}");
    assertThat(client.receive("{\"type\":\"replay\"")).contains("[]");
    client.socket.sendClose(1000, "").orTimeout(10, TimeUnit.SECONDS).join();
    assertThat(client.receive("closed")).isEqualTo("closed 1000 ");
    assertThat(recorder.detections).isNotEmpty();
    assertThat(recorder.isQuiet()).isTrue();
  }

  @Test
  void aFaultClosesItsConnectionAlone() throws Exception {
    PageClient other = client();
    PageClient wrong = client().text("nonsense");
    assertThat(wrong.receive("closed")).startsWith("closed 1002 a message is no JSON: ");
    assertThat(recorder.warning())
        .startsWith("CLIENT: a message is no JSON: ")
        .endsWith("; the connection is closed");

    PageClient odd = client().text("{\"type\":\"start\",\"rate\":8000}").sound(new byte[3]);
    assertThat(odd.receive("closed")).isEqualTo("closed 1002 3 bytes hold half a sample");
    assertThat(recorder.warning()).startsWith("CLIENT: 3 bytes hold half a sample");

    PageClient rate = client().text("{\"type\":\"start\",\"rate\":191999}");
    assertThat(rate.receive("closed")).startsWith("closed 1008 cannot resample from 191999 to");
    assertThat(recorder.warning()).startsWith("CLIENT: cannot resample from 191999");

    other.text("{\"type\":\"thresholds\",\"labels\":{}}");
    other.receive("{\"type\":\"replay\"");
    assertThat(recorder.isQuiet()).isTrue();
  }

  @Test
  void tooLongAMessageIsRefused() throws Exception {
    PageClient client = client().text("{\"type\":\"start\",\"rate\":8000}");
    client.sound(new byte[PageDraft.MAX_MESSAGE]);
    client.sound(new byte[PageDraft.MAX_MESSAGE + 2]);
    assertThat(client.receive("closed")).startsWith("closed 1009");
    assertThat(recorder.warning()).startsWith("CLIENT: ").endsWith("; the connection is closed");

    PageClient pieces = client().text("{\"type\":\"start\",\"rate\":8000}");
    for (int i = 0; i < 5; i++) {
      pieces
          .socket
          .sendBinary(ByteBuffer.allocate(1 << 14), false)
          .orTimeout(10, TimeUnit.SECONDS)
          .join();
    }
    assertThat(pieces.receive("closed")).startsWith("closed 1009");
    assertThat(recorder.warning()).endsWith("; the connection is closed");
  }

  @Test
  void tooManyClientsAreRefused() throws Exception {
    List<PageClient> clients = new ArrayList<>();
    for (int i = 0; i < PageSockets.MAX_CLIENTS; i++) {
      clients.add(client());
      clients.get(i).receive("{\"type\":\"model\"");
    }
    assertThat(client().receive("closed"))
        .isEqualTo("closed 1013 8 browsers are connected already");
    assertThat(recorder.warning()).startsWith("CLIENT: 8 browsers are connected already");
    clients.get(0).socket.sendClose(1000, "").orTimeout(10, TimeUnit.SECONDS).join();
    clients.get(0).receive("closed");
    assertThat(client().receive("{\"type\":\"model\"")).contains("yes");
  }

  @ParameterizedTest
  @CsvSource({"evil.example,''", "127.0.0.1,http://evil.example"})
  void otherPagesAreRefused(String host, String origin) throws Exception {
    String request =
        "GET /sound HTTP/1.1\r\nHost: "
            + host
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + (origin.isEmpty() ? "" : "Origin: " + origin + "\r\n")
            + "\r\n";
    assertThat(raw(request)).startsWith("HTTP/1.1 404 ");
    assertThat(recorder.warning()).startsWith("CLIENT: refused: ");
  }

  @Test
  void aTokenIsNeededWhereOthersReachIt() throws Exception {
    try (PageServer open = open("0.0.0.0", 0)) {
      String token = open.url().replaceFirst(".*#", "");
      assertThat(token).matches("token=[\\w-]{22}");
      assertThat(new PageClient(open.address(), "/sound?" + token).receive("{\"type\":\"model\""))
          .isNotNull();
      for (String wrong : new String[] {"", "?token=", "?" + token + "x"}) {
        assertThatThrownBy(() -> new PageClient(open.address(), "/sound" + wrong))
            .hasCauseInstanceOf(WebSocketHandshakeException.class);
        assertThat(recorder.warning()).isEqualTo("CLIENT: refused: without the right token");
      }
    }
  }

  @Test
  void whatIsNoRequestIsClosed() throws Exception {
    assertThat(raw("POST / HTTP/1.1\r\nContent-Length: 0\r\n\r\n")).startsWith("HTTP/1.1 404");
    assertThat(raw("\u0001\u0002\r\n\r\n")).startsWith("HTTP/1.1 404");
    assertThat(raw("GET / HTTP/1.1\r\nX: " + "x".repeat(9000))).startsWith("HTTP/1.1 404");
    assertThat(get("/").statusCode()).isEqualTo(200);
    assertThat(recorder.isQuiet()).isTrue();
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.address().getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aClientThatLeavesMidwayLeavesNothing() throws Exception {
    PageClient client = client().text("{\"type\":\"start\",\"rate\":8000}").sound(new byte[16_000]);
    client.receive("{\"type\":\"scores\"");
    client.socket.abort();
    // the place is free again: as many as may be connect
    List<PageClient> clients = new ArrayList<>();
    for (int i = 0; i < PageSockets.MAX_CLIENTS; i++) {
      clients.add(client());
      clients.get(i).receive("{\"type\":\"model\"");
    }
    assertThat(recorder.isQuiet()).isTrue();
  }

  @Test
  void aPortInUseIsRefusedAndFreeAfterwards() throws Exception {
    int port = server.address().getPort();
    assertThatThrownBy(() -> open("127.0.0.1", port))
        .isInstanceOf(KwsException.class)
        .hasMessage("port " + port + " of 127.0.0.1 is in use by another program");
    PageClient client = client().text("{\"type\":\"start\",\"rate\":8000}").sound(new byte[16_000]);
    client.receive("{\"type\":\"scores\"");
    server.close();
    server.close();
    client.receive("closed");
    open("127.0.0.1", port).close();
    assertThat(recorder.isQuiet()).isTrue();
  }

  /** More connections than there is room for, which ask nothing. */
  @Test
  void tooManyConnectionsDoNotCloseThePort() throws Exception {
    List<Socket> idle = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      idle.add(new Socket("127.0.0.1", server.address().getPort()));
    }
    for (Socket socket : idle) {
      socket.close();
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    int status = 0;
    while (status != 200 && System.nanoTime() < end) {
      try {
        status = get("/").statusCode();
      } catch (IOException e) {
        Thread.sleep(50); // the connections are not all swept yet
      }
    }
    assertThat(status).isEqualTo(200);
  }
}
