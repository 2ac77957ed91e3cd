package io.kwsbench.graph;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.Material;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphFileTest {
  @TempDir Path dir;

  private void assertRefused(Path file, String why) {
    assertThatThrownBy(() -> FrozenGraph.load(file))
        .isInstanceOf(KwsException.class)
        .hasMessage(file + ": " + why);
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(dir.resolve(name), bytes);
  }

  @Test
  void missingEmptyAndDirectories() throws IOException {
    assertRefused(dir.resolve("none.pb"), "no such file");
    assertRefused(write("empty.pb", new byte[0]), "empty file");
    assertRefused(dir, "a folder, not a frozen graph (.pb)");
    write("saved_model.pb", new byte[] {8, 1});
    assertRefused(dir, "a SavedModel's folder, not a frozen graph (.pb)");
  }

  @ParameterizedTest
  @CsvSource({
    "later/tf_keras-dscnn.tflite, a TensorFlow Lite model",
    "later/tf_keras-dscnn.onnx, an ONNX model",
    "keras2/plain.hdf5, a Keras HDF5 file",
    "clips.txt, not a frozen graph (a binary GraphDef)"
  })
  void realFilesOfOtherKindsAreNamed(String file, String what) {
    String end = what.startsWith("not") ? "" : ", not a frozen graph (.pb)";
    assertRefused(Material.fixture(file), what + end);
  }

  @Test
  void formatsWithoutASampleAreNamed() throws IOException {
    byte[] savedModel = {0x08, 0x01, 0x12, 0x02, 0x12, 0x00};
    assertRefused(
        write("s.pb", savedModel), "a SavedModel's saved_model.pb, not a frozen graph (.pb)");
    byte[] text = "node {\n  name: \"a\"\n}\n".getBytes(StandardCharsets.UTF_8);
    assertRefused(write("t.pb", text), "a text GraphDef (.pbtxt), not a frozen graph (.pb)");
    byte[] lfs = "version https://git-lfs.github.com/spec/v1\n".getBytes(StandardCharsets.UTF_8);
    assertRefused(write("l.pb", lfs), "a Git LFS pointer, not a frozen graph (.pb)");
    byte[] graph = GraphBuilder.graph().placeholder("x", 1).bytes();
    byte[] meta = new byte[graph.length + 4];
    System.arraycopy(new byte[] {0x0a, 0x00, 0x12, (byte) graph.length}, 0, meta, 0, 4);
    System.arraycopy(graph, 0, meta, 4, graph.length);
    assertRefused(
        write("model.meta", meta),
        "a checkpoint's .meta file (MetaGraphDef), not a frozen graph (.pb)");
    byte[] index = new byte[64];
    byte[] magic = {0x57, (byte) 0xfb, (byte) 0x80, (byte) 0x8b, 0x24, 0x75, 0x47, (byte) 0xdb};
    System.arraycopy(magic, 0, index, 56, 8);
    assertRefused(
        write("m.index", index), "a TensorFlow checkpoint's .index file, not a frozen graph (.pb)");
  }

  @Test
  void aTruncatedGraphIsSaidToBeOne() throws IOException {
    byte[] graph = GraphBuilder.graph().placeholder("x", 1).op("Relu", "y", "x").bytes();
    assertRefused(
        write("cut.pb", Arrays.copyOf(graph, graph.length - 3)),
        "not a frozen graph, or a truncated one");
  }
}
