package io.kwsbench.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.engine.Engine;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryTest {
  @TempDir Path folder;

  /** A run in a process of its own: tells that it ran, on stdout. */
  static final class Probe {
    public static void main(String[] args) {
      Engine engine = new TensorFlowEngine();
      engine.unavailabilityCause().ifPresent(cause -> System.out.println(cause.getMessage()));
      if (engine.isAvailable()) {
        try (EngineModel model = TinyGraphs.model();
            EngineSession session = TinyGraphs.session(model)) {
          session.feed(0, TinyGraphs.x(1, 2, 3, 4));
          session.run();
          System.out.println("ran " + session.fetch(0).floats()[3]);
        }
      }
    }
  }

  @Test
  void isFoundAsAService() {
    assertThat(ServiceLoader.load(Engine.class))
        .anySatisfy(
            engine -> {
              assertThat(engine.name()).isEqualTo("tensorflow");
              assertThat(engine.isAvailable()).isTrue();
              assertThat(engine.version()).startsWith("2.18");
            });
  }

  @Test
  void saysNothingOnStderr() throws Exception {
    assertThat(ChildJvm.run(folder, Probe.class)).isEqualTo(new ChildJvm("ran 8.0", ""));
  }

  @Test
  void namesWhatWasSearchedOnAPlatformWithoutTensorFlow() throws Exception {
    ChildJvm child =
        ChildJvm.run(folder, Probe.class, "-Dorg.bytedeco.javacpp.platform=linux-ppc64le");
    assertThat(child.err()).isEmpty();
    assertThat(child.out())
        .doesNotContain("\n", "\tat ")
        .contains(
            "linux-ppc64le",
            "org/tensorflow/internal/c_api/linux-ppc64le/libjnitensorflow.so",
            "java.library.path=");
  }

  @Test
  void saysThatNoTensorFlowExistsFor32BitArm() throws Exception {
    ChildJvm child =
        ChildJvm.run(folder, Probe.class, "-Dorg.bytedeco.javacpp.platform=linux-armhf");
    assertThat(child.err()).isEmpty();
    assertThat(child.out())
        .endsWith("there is no TensorFlow for 32-bit ARM; the native engine runs there");
  }

  @Test
  void saysWhereItIsLeftOut() {
    assertThat(TensorFlowLibrary.absence("macosx-x86_64"))
        .hasValue(
            "there is no TensorFlow for Macs with Intel's processors; the native engine runs there");
    assertThat(TensorFlowLibrary.absence("windows-x86_64"))
        .hasValue(
            "this bundle has no TensorFlow: put org.tensorflow:tensorflow-core-native of classifier"
                + " windows-x86_64 into its folder lib, or use the native engine");
    assertThat(TensorFlowLibrary.absence("linux-x86_64")).isEmpty();
  }
}
