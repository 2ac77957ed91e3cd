package io.kwsbench.engine.nativeengine;

import io.kwsbench.KwsException;
import io.kwsbench.engine.SessionOptions;
import io.kwsbench.files.InputFile;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.Node;
import io.kwsbench.tensor.TensorName;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** String inputs that name a file which the graph reads with {@code ReadFile}. */
public record FileFeeds(Set<TensorName> names) {
  private static final int MAX_BYTES = 256 << 20;

  /** Those of a session. */
  public static FileFeeds of(FrozenGraph graph, SessionOptions options) {
    Set<TensorName> read = new HashSet<>();
    for (Node node : graph.nodes()) {
      if (node.op().equals("ReadFile")) {
        read.addAll(node.inputs());
      }
    }
    read.retainAll(options.feeds().stream().map(feed -> feed.name()).toList());
    return new FileFeeds(Set.copyOf(read));
  }

  /** The engine's value of a string: the bytes of the file that the string names, if it is one. */
  public byte[] contents(TensorName feed, byte[] text) {
    if (!names.contains(feed)) {
      return text;
    }
    String path = new String(text, StandardCharsets.UTF_8);
    try {
      return InputFile.bytes(Path.of(path), MAX_BYTES, "a graph's input");
    } catch (InvalidPathException e) {
      throw new KwsException(path + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
