package io.kwsbench.service.wyoming;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that writes headers by hand. */
final class WyomingClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Socket socket = new Socket();
  private final BufferedInputStream in;

  WyomingClient(InetSocketAddress address) throws IOException {
    socket.connect(address);
    socket.setSoTimeout(10_000);
    in = new BufferedInputStream(socket.getInputStream());
  }

  WyomingClient send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.UTF_8));
  }

  WyomingClient send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  WyomingClient event(String type, String data) throws IOException {
    return send("{\"type\":\"" + type + "\",\"data\":" + data + "}\n");
  }

  static String format(int rate, int channels) {
    return "{\"rate\":" + rate + ",\"width\":2,\"channels\":" + channels + "}";
  }

  /** A chunk as the protocol's own clients send it: with its values after the header. */
  WyomingClient chunk(byte[] pcm, int rate, int channels) throws IOException {
    String data = format(rate, channels);
    send(
        "{\"type\":\"audio-chunk\",\"version\":\"1.8\",\"data_length\":"
            + data.length()
            + ",\"payload_length\":"
            + pcm.length
            + "}\n"
            + data);
    return send(pcm);
  }

  /** The type and the data of the next event; {@code closed} when there is none. */
  String receive() throws IOException {
    StringBuilder line = new StringBuilder();
    int next;
    while ((next = in.read()) >= 0 && next != '\n') {
      line.append((char) next);
    }
    if (next < 0) {
      return "closed";
    }
    ObjectNode header = (ObjectNode) JSON.readTree(line.toString());
    int length = header.path("data_length").intValue();
    ObjectNode data =
        length == 0
            ? JsonNodeFactory.instance.objectNode()
            : (ObjectNode) JSON.readTree(in.readNBytes(length));
    return header.get("type").textValue() + " " + data;
  }

  /** No more is sent; answers may still come. */
  WyomingClient shutdown() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
