package io.kwsbench;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.formats.onnx.OnnxOps;
import io.kwsbench.formats.tflite.TfliteOps;
import io.kwsbench.keras.freeze.KerasReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of formats lists what the readers read. */
class FormatsPageTest {
  @Test
  void operatorsAreTheReaders() throws IOException {
    assertThat(listed("Operators of ONNX")).isEqualTo(OnnxOps.names());
    assertThat(listed("Operators of TensorFlow Lite")).isEqualTo(TfliteOps.names());
  }

  @Test
  void layersAreTheReaders() throws IOException {
    assertThat(listed("Layers of Keras")).isEqualTo(KerasReader.layers());
  }

  private static Set<String> listed(String title) throws IOException {
    String page = Files.readString(House.root().resolve("docs/reference/formats.md"));
    Matcher list = Pattern.compile("(?s)## " + title + "\n.*?```\n(.*?)```").matcher(page);
    assertThat(list.find()).isTrue();
    return new TreeSet<>(Arrays.asList(list.group(1).trim().split("\\s+")));
  }
}
