package io.kwsbench.service.wyoming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.service.Recorder;
import io.kwsbench.service.SpikeModel;
import io.kwsbench.spotter.Spotter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WyomingServerTest {
  private static final int RATE = SpikeModel.RATE;
  private static final String NO_DATA = "{}";
  private static Spotter spotter;

  private final Recorder recorder = new Recorder();
  private WyomingServer server;

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
    server = WyomingServer.open(SpikeModel.shared(spotter), loopback(0), recorder);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private WyomingClient client() throws IOException {
    return new WyomingClient(server.address());
  }

  @Test
  void describesItsWords() throws IOException {
    try (WyomingClient client = client().event("describe", NO_DATA)) {
      assertThat(client.receive())
          .startsWith("info {\"wake\":[{\"name\":\"kwsbench\",")
          .contains(
              "\"models\":[{\"name\":\"yes\",\"description\":\"yes\","
                  + "\"attribution\":{\"name\":\"kwsbench\",\"url\":\"\"},\"installed\":true,"
                  + "\"version\":null,\"languages\":[],\"phrase\":\"yes\"},{\"name\":\"no\",")
          .doesNotContain("_silence_");
      client.send("{\"type\":\"ping\",\"data\":{\"text\":\"grüß\"}}\n");
      assertThat(client.receive()).startsWith("pong {\"text\":\"gr");
      client.send("{\"type\":\"ping\"}\n");
      assertThat(client.receive()).isEqualTo("pong {}");
    }
  }

  @Test
  void detectsInChunksOfAnyLength() throws IOException {
    byte[] sound = SpikeModel.sound(300, 100, 200);
    for (int piece : new int[] {2, 34, 600}) {
      try (WyomingClient client = client()) {
        client.event("audio-start", WyomingClient.format(RATE, 1));
        for (int at = 0; at < sound.length; at += piece) {
          byte[] part = Arrays.copyOfRange(sound, at, Math.min(sound.length, at + piece));
          client.chunk(part, RATE, 1);
        }
        assertThat(client.receive()).isEqualTo("detection {\"name\":\"yes\",\"timestamp\":108}");
        assertThat(client.receive()).isEqualTo("detection {\"name\":\"no\",\"timestamp\":208}");
        client.event("audio-stop", NO_DATA).event("ping", NO_DATA);
        assertThat(client.receive()).as("nothing but the pong").isEqualTo("pong {}");
      }
    }
    assertThat(recorder.detections)
        .containsExactly("yes 107", "no 207", "yes 107", "no 207", "yes 107", "no 207");
    assertThat(recorder.isQuiet()).isTrue();
  }

  @Test
  void saysSoWhenNothingWasDetected() throws IOException {
    try (WyomingClient client = client()) {
      client
          .event("detect", "{\"names\":[\"no\"]}")
          .event("audio-start", WyomingClient.format(RATE, 1))
          .chunk(SpikeModel.sound(300, 100, -1), RATE, 1)
          .event("audio-stop", "{\"timestamp\":300}");
      assertThat(client.receive()).isEqualTo("not-detected {}");
      // all words again, and a second stream on the same connection
      client
          .event("detect", "{\"names\":null}")
          .event("audio-start", WyomingClient.format(2 * RATE, 1))
          .chunk(SpikeModel.sound(600, -1, -1), 2 * RATE, 1)
          .event("audio-start", WyomingClient.format(RATE, 1))
          .chunk(SpikeModel.sound(300, 100, -1), RATE, 1)
          .event("audio-stop", NO_DATA);
      assertThat(client.receive()).isEqualTo("detection {\"name\":\"yes\",\"timestamp\":108}");
    }
    assertThat(recorder.detections).containsExactly("yes 107");
  }

  @Test
  void theFirstOfTwoChannelsIsHeard() throws IOException {
    byte[] mono = SpikeModel.sound(300, 100, -1);
    byte[] stereo = new byte[2 * mono.length];
    for (int i = 0; i < mono.length; i++) {
      stereo[i / 2 * 4 + i % 2] = mono[i];
    }
    try (WyomingClient client = client().chunk(stereo, RATE, 2)) {
      assertThat(client.receive()).isEqualTo("detection {\"name\":\"yes\",\"timestamp\":108}");
    }
  }

  @Test
  void aChunksOwnTimestampIsTold() throws IOException {
    byte[] sound = SpikeModel.sound(300, 100, -1);
    String data = "{\"rate\":1000,\"width\":2,\"channels\":1,\"timestamp\":77000}";
    try (WyomingClient client = client()) {
      client
          .send("{\"type\":\"audio-chunk\",\"data\":" + data + ",\"payload_length\":600}\n")
          .send(sound);
      assertThat(client.receive()).isEqualTo("detection {\"name\":\"yes\",\"timestamp\":77000}");
    }
  }

  @Test
  void clientsDoNotHearEachOther() throws IOException {
    List<WyomingClient> clients = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      clients.add(client().event("audio-start", WyomingClient.format(RATE, 1)));
    }
    byte[] sound = SpikeModel.sound(300, 100, -1);
    for (int at = 0; at < sound.length; at += 60) {
      for (int i = 0; i < clients.size(); i++) {
        byte[] part = Arrays.copyOfRange(sound, at, at + 60);
        clients.get(i).chunk(i % 2 == 0 ? part : new byte[60], RATE, 1);
      }
    }
    for (int i = 0; i < clients.size(); i++) {
      clients.get(i).event("audio-stop", NO_DATA);
      assertThat(clients.get(i).receive())
          .isEqualTo(
              i % 2 == 0 ? "detection {\"name\":\"yes\",\"timestamp\":108}" : "not-detected {}");
      clients.get(i).close();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "[1]|a header is no JSON object",
        "{\"data\":{}}|a header has no type",
        "{\"type\":\"detect\",\"data\":[]}|a header's data are no JSON object",
        "{\"type\":\"detect\",\"data_length\":-1}|a header's data_length is no length",
        "{\"type\":\"audio-chunk\",\"payload_length\":1.5}|a header's payload_length is no length",
        "{\"type\":\"audio-chunk\",\"payload_length\":99999999999}"
            + "|a header's payload_length is no length",
        "{\"type\":\"audio-chunk\",\"payload_length\":1048577}"
            + "|a header's payload_length is 1048577; at most 1048576 is allowed",
        "{\"type\":\"detect\",\"data_length\":65537}"
            + "|a header's data_length is 65537; at most 65536 is allowed",
        "{\"type\":\"detect\",\"data\":{\"names\":\"yes\"}}|detect: names is no list",
        "{\"type\":\"detect\",\"data\":{\"names\":[1]}}|detect: a name is no text",
        "{\"type\":\"audio-start\"}|audio-start: width is no whole number within 1 … 8",
        "{\"type\":\"audio-start\",\"data\":{\"rate\":16000,\"width\":4,\"channels\":1}}"
            + "|audio-start: samples of 4 bytes; only 2 bytes (16 bits) are supported",
        "{\"type\":\"audio-start\",\"data\":{\"rate\":0,\"width\":2,\"channels\":1}}"
            + "|audio-start: rate is no whole number within 1 … 384000",
        "{\"type\":\"audio-start\",\"data\":{\"rate\":383999,\"width\":2,\"channels\":1}}"
            + "|cannot resample from 383999 to 1000 Hz: no simple ratio between them",
      })
  void aMalformedEventClosesItsConnectionAlone(String line, String message) throws Exception {
    try (WyomingClient other = client();
        WyomingClient client = client().send(line + "\n")) {
      assertThat(client.receive()).isEqualTo("closed");
      assertThat(recorder.warning()).isEqualTo("CLIENT: " + message + "; the connection is closed");
      other.event("ping", NO_DATA);
      assertThat(other.receive()).isEqualTo("pong {}");
    }
    assertThat(recorder.isQuiet()).isTrue();
  }

  @Test
  void otherFaultsCloseTheConnectionToo() throws Exception {
    try (WyomingClient client = client().send("GET / HTTP/1.1\r\n")) {
      assertThat(client.receive()).isEqualTo("closed");
      assertThat(recorder.warning()).startsWith("CLIENT: a header is no JSON: ");
    }
    try (WyomingClient client = client().send("x".repeat(EventReader.MAX_HEADER + 1))) {
      assertThat(client.receive()).isEqualTo("closed");
      assertThat(recorder.warning())
          .isEqualTo("CLIENT: a header is longer than 16384 bytes; the connection is closed");
    }
    try (WyomingClient client = client().chunk(new byte[3], RATE, 1)) {
      assertThat(client.receive()).isEqualTo("closed");
      assertThat(recorder.warning())
          .isEqualTo("CLIENT: audio-chunk: 3 bytes are no multiple of 2; the connection is closed");
    }
    try (WyomingClient client =
        client().chunk(new byte[4], RATE, 1).chunk(new byte[4], 2 * RATE, 1)) {
      assertThat(client.receive()).isEqualTo("closed");
      assertThat(recorder.warning())
          .isEqualTo(
              "CLIENT: audio-chunk: 2000 Hz in 1 channels, but the stream started with 1000 Hz in"
                  + " 1; the connection is closed");
    }
    try (WyomingClient client =
        client().send("{\"type\":\"audio-chunk\",\"payload_length\":600}\n12").shutdown()) {
      assertThat(client.receive()).isEqualTo("closed");
      assertThat(recorder.warning())
          .isEqualTo(
              "CLIENT: the connection broke: the connection ends within an event; the connection"
                  + " is closed");
    }
    assertThat(recorder.isQuiet()).isTrue();
  }

  @Test
  void eventsOfOtherServicesAreLeftAlone() throws Exception {
    try (WyomingClient client =
        client()
            .event("synthesize", "{\"text\":\"hello\"}")
            .event("audio-stop", NO_DATA)
            .event("detect", "{\"names\":[\"maybe\"]}")
            .event("ping", NO_DATA)) {
      assertThat(client.receive()).isEqualTo("pong {}");
    }
    assertThat(recorder.warning())
        .isEqualTo("CLIENT: the model has no word 'maybe'; its words are yes" + " no");
  }

  @Test
  void tooManyClientsAreRefused() throws Exception {
    List<WyomingClient> clients = new ArrayList<>();
    for (int i = 0; i < WyomingServer.MAX_CLIENTS; i++) {
      clients.add(client().event("ping", NO_DATA));
      assertThat(clients.get(i).receive()).isEqualTo("pong {}");
    }
    try (WyomingClient more = client()) {
      assertThat(more.receive()).isEqualTo("closed");
      assertThat(recorder.warning()).isEqualTo("CLIENT: refused: 16 clients are connected already");
    }
    for (WyomingClient client : clients) {
      client.close();
    }
  }

  @Test
  void aPortInUseIsRefusedAndFreeAfterwards() throws IOException {
    InetSocketAddress used = server.address();
    assertThatThrownBy(() -> WyomingServer.open(SpikeModel.shared(spotter), used, recorder))
        .isInstanceOf(KwsException.class)
        .hasMessage("port " + used.getPort() + " of 127.0.0.1 is in use by another program");
    try (WyomingClient client = client().event("audio-start", WyomingClient.format(RATE, 1))) {
      client.event("ping", NO_DATA);
      assertThat(client.receive()).isEqualTo("pong {}");
      server.close();
      server.close();
      assertThat(client.receive()).isEqualTo("closed");
    }
    assertThat(recorder.isQuiet()).isTrue();
    WyomingServer.open(SpikeModel.shared(spotter), used, recorder).close();
  }

  /** The thread that accepts holds the port until it wakes. */
  @Test
  void thePortIsFreeOnceCloseReturns() {
    InetSocketAddress used = server.address();
    server.close();
    for (int i = 0; i < 500; i++) {
      WyomingServer.open(SpikeModel.shared(spotter), used, recorder).close();
    }
  }
}
