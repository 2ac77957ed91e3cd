package io.kwsbench.tensorflow.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The models that {@code checks/onnx_zoo/run} makes: one per operator, attribute and idiom; and the
 * spotters that {@code checks/torch_zoo/run} exports from PyTorch.
 */
class OnnxZooTest {
  private static final String FOLDER = "kwsbench.onnx.zoo";
  private static final int AGREE = 602;
  private static final String TORCH = "kwsbench.torch.zoo";

  /** What the exporter of TorchScript writes; the other one, by PyTorch's version, writes more. */
  private static final int EXPORTED = 45;

  @Test
  @EnabledIfSystemProperty(named = FOLDER, matches = ".+")
  void everyModelAgrees() throws IOException {
    List<Path> models = OnnxModelsTest.in(Path.of(System.getProperty(FOLDER)));
    // another number, and the zoo would shrink unnoticed
    assertThat(models).hasSize(AGREE);
    assertThat(Comparison.failures(models)).isEmpty();
  }

  @Test
  @EnabledIfSystemProperty(named = TORCH, matches = ".+")
  void everyExportedModelAgrees() throws IOException {
    List<Path> models = OnnxModelsTest.in(Path.of(System.getProperty(TORCH)));
    assertThat(models.stream().filter(model -> model.toString().contains("_legacy_")).toList())
        .hasSize(EXPORTED);
    assertThat(Comparison.failures(models)).isEmpty();
  }
}
