package io.kwsbench.service.wyoming;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes events: the header, then the data, as the protocol's own clients do. */
record WyomingWriter(OutputStream out) {
  private static final ObjectMapper JSON = new ObjectMapper();

  void write(String type, ObjectNode data) throws IOException {
    byte[] values = JSON.writeValueAsBytes(data);
    ObjectNode header = JsonNodeFactory.instance.objectNode().put("type", type);
    if (!data.isEmpty()) {
      header.put("data_length", values.length);
    }
    ByteArrayOutputStream event = new ByteArrayOutputStream();
    event.writeBytes(JSON.writeValueAsString(header).getBytes(StandardCharsets.UTF_8));
    event.write('\n');
    if (!data.isEmpty()) {
      event.writeBytes(values);
    }
    out.write(event.toByteArray());
    out.flush();
  }
}
