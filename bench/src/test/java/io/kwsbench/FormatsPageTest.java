package io.kwsbench;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.formats.onnx.OnnxOps;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of formats lists what the readers read. */
class FormatsPageTest {
  private static final Pattern LIST = Pattern.compile("(?s)## Operators of ONNX\n.*?```\n(.*?)```");

  @Test
  void operatorsAreTheReaders() throws IOException {
    String page = Files.readString(House.root().resolve("docs/reference/formats.md"));
    Matcher list = LIST.matcher(page);
    assertThat(list.find()).isTrue();
    assertThat(new TreeSet<>(Arrays.asList(list.group(1).trim().split("\\s+"))))
        .isEqualTo(new TreeSet<>(OnnxOps.names()));
  }
}
