package io.kwsbench.suite.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.suite.report.SuiteFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineStoreTest {
  @TempDir Path folder;

  @Test
  void whatIsSavedIsLoaded() {
    BaselineStore store = new BaselineStore(folder);
    Baseline baseline = Baseline.of("main", SuiteFixture.result());
    assertThat(store.save(baseline)).isEqualTo(folder.resolve("main.json"));
    assertThat(store.load("main")).isEqualTo(baseline);
    assertThat(baseline.entry("ref").orElseThrow().figures()).containsEntry("size", 1000.0);
    assertThat(folder).isDirectoryNotContaining(f -> f.toString().endsWith(".part"));
  }

  /** The file is one that an earlier version wrote. */
  @Test
  void aBaselineOfVersion1IsRead() throws IOException {
    BaselineStore store = new BaselineStore(Path.of("src/test/resources/version1"));
    Baseline baseline = store.load("baseline");
    Baseline.Entry a = baseline.entry("a").orElseThrow();
    assertThat(baseline.cases()).containsOnlyKeys("a", "b");
    assertThat(a.medianNanos()).isEqualTo(23_439);
    assertThat(a.roundMedianNanos()).containsExactly(23_439.0);
    assertThat(a.figures()).containsEntry("size", 256_275.0).containsEntry("flops", 128_000.0);
    assertThat(a.notes()).containsEntry("size", "bytes of the file");
    assertThat(a.ops()).isEmpty();
  }

  @Test
  void aCopyGoesByItsOwnName() throws IOException {
    BaselineStore store = new BaselineStore(folder);
    store.save(Baseline.of("main", SuiteFixture.result()));
    Files.copy(folder.resolve("main.json"), folder.resolve("copy.json"));
    assertThat(store.load("copy").name()).isEqualTo("copy");
    assertThat(store.load("copy").cases()).isEqualTo(store.load("main").cases());
  }

  @Test
  void aMissingOneIsNamedWithThoseThatAreThere() {
    BaselineStore store = new BaselineStore(folder);
    assertThatThrownBy(() -> store.load("x")).hasMessageContaining("there is none yet");
    store.save(Baseline.of("main", SuiteFixture.result()));
    assertThatThrownBy(() -> store.load("x"))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("there are main");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"schema\":2}",
        "{\"schema\":3,\"machine\":{\"cores\":1},\"cases\":{}}",
        "{\"schema\":1}",
        "nonsense",
        "{\"schema\":1,\"machine\":{\"cores\":1},\"cases\":{\"a\":null}}",
        "{\"schema\":1,\"machine\":{\"cores\":1},\"cases\":{}} x",
        "{\"schema\":1,\"machine\":{\"cores\":1},\"cases\":{\"a\":{\"threads\":1,\"median_nanos\":1,"
            + "\"rounds_per_loading\":1,\"round_median_nanos\":[-1],\"figures\":{}}}}"
      })
  void aBrokenFileIsRefusedInOneLine(String json) throws IOException {
    Files.writeString(folder.resolve("b.json"), json);
    assertThatThrownBy(() -> new BaselineStore(folder).load("b"))
        .isInstanceOf(KwsException.class)
        .hasMessageStartingWith(folder.resolve("b.json").toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"size\" : 1000.0 | \"size\" : null | its size is no number",
        "\"size\" : 1000.0 | \"size\" : \"Infinity\" | its size is no number",
        "\"size\" : 1000.0 | \"size\" : \"NaN\" | its size is no number",
        "1200000.0 | \"Infinity\" | its times are not all numbers above 0",
        "\"engine\" : \"fake 1.0\" | \"engine\" : null | its engine or threads are missing",
        "\"median_us\" : 100.0 | \"median_us\" : \"NaN\" | its ops are not all names with times",
        "\"threads\" : 1 | \"threads\" : 0 | its engine or threads are missing",
      })
  void aValueThatIsNoneIsNamed(String then, String now, String message) throws IOException {
    BaselineStore store = new BaselineStore(folder);
    Path file = store.save(Baseline.of("main", SuiteFixture.result()));
    String json = Files.readString(file);
    assertThat(json).contains(then);
    Files.writeString(file, json.replace(then, now));
    assertThatThrownBy(() -> store.load("main"))
        .isInstanceOf(KwsException.class)
        .hasMessageStartingWith(file + ": not a baseline: case '")
        .hasMessageEndingWith("is broken: " + message);
  }

  @Test
  void everyoneMayReadABaseline() throws IOException {
    Path file = new BaselineStore(folder).save(Baseline.of("main", SuiteFixture.result()));
    Path plain = Files.createFile(folder.resolve("plain"));
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(plain));
  }

  @Test
  void aProcessorWithoutANameIsADifferenceAndNoFailure() throws IOException {
    BaselineStore store = new BaselineStore(folder);
    Path file = store.save(Baseline.of("main", SuiteFixture.result()));
    String json = Files.readString(file);
    Machine now = store.load("main").machine();
    for (String machine : List.of("null", "\"\"")) {
      Files.writeString(file, json.replace("\"Some CPU\"", machine));
      assertThat(store.load("main").machine().differences(now))
          .containsExactly("CPU was unknown, is Some CPU");
    }
  }

  @Test
  void whatNoEngineFeelsIsNoOtherMachine() {
    Machine then = new Machine("Intel(R) Xeon(R)  X", 4, "amd64", "OpenJDK 64-Bit VM 17.0.13+11");
    assertThat(
            then.differences(
                new Machine("Intel Xeon X", 4, "amd64", "OpenJDK 64-Bit VM 17.0.14+7-LTS")))
        .isEmpty();
    assertThat(
            then.differences(new Machine("Intel Xeon X", 4, "amd64", "OpenJDK 64-Bit VM 21.0.1+1")))
        .containsExactly("JVM was OpenJDK 64-Bit VM 17.0.13+11, is OpenJDK 64-Bit VM 21.0.1+1");
    Machine wide = new Machine("A", 4, "amd64", "17", List.of("avx2", "avx512f", "amx_tile"));
    Machine narrow = new Machine("A", 4, "amd64", "17", List.of("avx2"));
    assertThat(wide.differences(narrow))
        .containsExactly("instruction sets was avx2 avx512f, is avx2");
    assertThat(wide.differences(new Machine("A", 4, "amd64", "17"))).isEmpty();
    assertThat(wide.differences(new Machine("A", 4, "amd64", "17", List.of("avx2", "avx512f"))))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "a/b", "", ".x", "a b"})
  void aNameIsNoPath(String name) {
    assertThatThrownBy(() -> new BaselineStore(folder).load(name))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("a name is");
  }

  @Test
  void whatDiffersBetweenMachinesIsSaid() {
    Machine then = new Machine("A", 4, "amd64", "17");
    assertThat(then.differences(then)).isEmpty();
    assertThat(then.differences(new Machine("B", 4, "amd64", "21")))
        .containsExactly("CPU was A, is B", "JVM was 17, is 21");
  }
}
