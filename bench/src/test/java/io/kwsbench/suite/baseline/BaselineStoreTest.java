package io.kwsbench.suite.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.suite.report.SuiteFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
        "{\"schema\":1}",
        "nonsense",
        "{\"schema\":1,\"machine\":{\"cores\":1},\"cases\":{\"a\":null}}",
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
