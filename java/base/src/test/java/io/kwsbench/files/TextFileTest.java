package io.kwsbench.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextFileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yes\nno\n",
        "yes\r\nno\r\n",
        "yes\rno",
        "\ufeffyes\nno",
        "\n yes \n\n\t\nno\n",
        "yes\n\ufeffno"
      })
  void labelsAreTheSameHoweverLinesEnd(String text) throws IOException {
    assertThat(LabelFile.read(write(text, StandardCharsets.UTF_8))).containsExactly("yes", "no");
  }

  @Test
  void whatIsNoLabelFileIsSaid() throws IOException {
    Path blank = write("\ufeff\n \n", StandardCharsets.UTF_8);
    assertThatThrownBy(() -> LabelFile.read(blank))
        .isInstanceOf(KwsException.class)
        .hasMessage(blank + ": no label in it");
    assertThatThrownBy(() -> LabelFile.read(folder.resolve("none.txt")))
        .hasMessage(folder.resolve("none.txt") + ": no such file");
    assertThatThrownBy(() -> LabelFile.read(folder)).hasMessage(folder + ": a folder, not a file");
  }

  @Test
  void otherEncodingsAreNamed() throws IOException {
    String words = "_silence_\nfür\nгода\n";
    for (String charset : List.of("UTF-16", "UTF-16LE", "UTF-16BE")) {
      Path file = write("_silence_\nfür\n", Charset.forName(charset));
      assertThatThrownBy(() -> TextFile.read(file))
          .as(charset)
          .hasMessage(file + ": not UTF-8 text: looks like UTF-16; save it as UTF-8");
    }
    Path latin = write("_silence_\r\nfür\r\n", StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> TextFile.lines(latin))
        .hasMessage(
            latin
                + ": not UTF-8 text: looks like Latin-1 or another encoding of one byte a"
                + " character; save it as UTF-8 (line 2)");
    Path binary = folder.resolve("a.pb");
    Files.write(binary, new byte[] {10, 3, 0, 7, 8, 9, (byte) 0xff, 10, 11, 12});
    assertThatThrownBy(() -> TextFile.read(binary))
        .hasMessage(binary + ": not a text file: it holds zero bytes");
    Path cut = folder.resolve("cut.txt");
    byte[] whole = words.strip().getBytes(StandardCharsets.UTF_8);
    Files.write(cut, java.util.Arrays.copyOf(whole, whole.length - 1));
    assertThatThrownBy(() -> TextFile.read(cut))
        .hasMessage(cut + ": not UTF-8 text: it ends within a character (line 3)");
  }

  @Test
  void sizesAreBounded() throws IOException {
    Path file = write("0123456789", StandardCharsets.UTF_8);
    assertThat(TextFile.read(file, 10)).isEqualTo("0123456789");
    assertThatThrownBy(() -> TextFile.read(file, 9))
        .hasMessage(file + ": more than 9 bytes: too large for a text file");
  }

  @Test
  void aReaderDropsTheMarkAndRefusesWhatIsLater() throws IOException {
    String text = "fname,label\n" + "ä.wav,yes\n".repeat(20_000);
    try (Reader reader = TextFile.reader(write("\ufeff" + text, StandardCharsets.UTF_8))) {
      assertThat(all(reader)).isEqualTo(text);
    }
    Path late = folder.resolve("late.csv");
    Files.writeString(late, text);
    Files.write(late, new byte[] {(byte) 0xe4}, java.nio.file.StandardOpenOption.APPEND);
    try (Reader reader = TextFile.reader(late)) {
      assertThatThrownBy(() -> all(reader))
          .isInstanceOf(KwsException.class)
          .hasMessageStartingWith(late + ": not UTF-8 text: looks like Latin-1");
    }
    Path wide = write(text, StandardCharsets.UTF_16LE);
    try (Reader reader = TextFile.reader(wide)) {
      assertThatThrownBy(() -> all(reader))
          .hasMessageContaining(wide + ": not UTF-8 text: looks like UTF-16");
    }
  }

  @Property
  void readerAndWholeFileAgree(@ForAll byte[] bytes) throws IOException {
    Path file = Files.createTempFile("text", ".txt");
    try {
      Files.write(file, bytes);
      assertThat(outcome(() -> streamed(file))).isEqualTo(outcome(() -> TextFile.read(file)));
    } finally {
      Files.delete(file);
    }
  }

  private static String streamed(Path file) throws IOException {
    try (Reader reader = TextFile.reader(file)) {
      return all(reader);
    }
  }

  private interface Reading {
    String text() throws IOException;
  }

  /** The text, or that there was none. */
  private static String outcome(Reading reading) throws IOException {
    try {
      return "text " + reading.text();
    } catch (KwsException e) {
      return "refused";
    }
  }

  private static String all(Reader reader) throws IOException {
    StringWriter all = new StringWriter();
    reader.transferTo(all);
    return all.toString();
  }

  private Path write(String text, Charset charset) throws IOException {
    Path file = Files.createTempFile(folder, "labels", ".txt");
    Files.write(file, text.getBytes(charset));
    return file;
  }
}
