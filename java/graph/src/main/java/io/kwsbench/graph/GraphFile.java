package io.kwsbench.graph;

import com.google.protobuf.InvalidProtocolBufferException;
import io.kwsbench.KwsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/** Reads a GraphDef's bytes, and says in one line what a file is that holds none. */
final class GraphFile {
  private GraphFile() {}

  /**
   * The bytes of a file that may be a graph.
   *
   * @throws KwsException when there is no such file, it cannot be read, or is too large
   */
  static byte[] read(Path file) {
    if (Files.isDirectory(file)) {
      throw other(file.toString(), FileFormat.of(file).orElse(FileFormat.FOLDER));
    }
    if (!Files.exists(file)) {
      throw new KwsException(file + ": no such file");
    }
    if (!Files.isRegularFile(file)) {
      throw new KwsException(file + ": not a regular file");
    }
    try {
      if (Files.size(file) > FileFormat.MAX_BYTES) {
        throw new KwsException(
            file
                + ": "
                + Files.size(file)
                + " bytes; a speech graph has at most "
                + FileFormat.MAX_BYTES);
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw KwsException.unreadable(file, e);
    }
  }

  private static KwsException other(String file, FileFormat format) {
    return new KwsException(
        new GraphReason.OtherFormat(file, format, GraphReason.Wanted.FROZEN_GRAPH));
  }

  /**
   * Parses the bytes of a GraphDef.
   *
   * @param source what messages call it
   * @throws KwsException when the bytes are none
   */
  static GraphDef parse(byte[] bytes, String source) {
    if (bytes.length == 0) {
      throw new KwsException(source + ": empty file");
    }
    FileFormat.recognize(bytes, source)
        .ifPresent(
            format -> {
              throw other(source, format);
            });
    try {
      GraphDef def = GraphDef.parseFrom(bytes);
      check(def, source);
      return def;
    } catch (InvalidProtocolBufferException e) {
      throw new KwsException(source + ": " + why(e), e);
    }
  }

  private static String why(InvalidProtocolBufferException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("ended unexpectedly")) {
      return "not a frozen graph, or a truncated one";
    }
    return message.contains("too many levels")
        ? "not a frozen graph: messages nested too deeply"
        : "not a frozen graph (a binary GraphDef)";
  }

  private static void check(GraphDef def, String source) {
    if (def.getNodeCount() == 0) {
      throw new KwsException(source + ": not a frozen graph: it holds no node");
    }
    for (int i = 0; i < def.getNodeCount(); i++) {
      NodeDef node = def.getNode(i);
      if (node.getName().isEmpty() || node.getOp().isEmpty()) {
        throw new KwsException(
            source + ": not a frozen graph: node " + i + " has no name or no op");
      }
    }
  }
}
