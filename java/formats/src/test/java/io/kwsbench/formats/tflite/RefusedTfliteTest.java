package io.kwsbench.formats.tflite;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.Material;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models that cannot be had as a graph: {@code checks/tflite_zoo/refused.py} makes them. */
class RefusedTfliteTest {
  @ParameterizedTest
  @CsvSource({
    "integer_sine, '(SIN) is not read for INT8: convert the model with float'",
    "rank_of_filters, '(SVDF) has weights that do not fit its input'",
    "state_of_nothing, 'nothing before it computes state'",
    "quantized_product, '(BATCH_MATMUL) has quantized weights: convert the model with float'",
    "open_dimension, 'input x leaves its dimension 1 open'",
    "loop_of_input, '(WHILE) has a number of iterations that depends on the model''s input'",
    "flex, 'operator FlexErfinv is TensorFlow''s own: freeze the SavedModel instead'",
    "complex, 'operator RFFT2D is not read'",
    "endless, 'its loops run more than 200000 operators'",
    "signatures, 'it has the signatures first, second and none that is called serving_default'",
  })
  void isOneLine(String name, String why) throws IOException {
    byte[] model = Files.readAllBytes(Material.fixture("tflite/refused/" + name + ".tflite"));
    assertThatThrownBy(() -> TfliteReader.read(model, "m.tflite"))
        .isInstanceOf(KwsException.class)
        .hasMessageStartingWith("m.tflite: ")
        .hasMessageContaining(why)
        .hasMessageNotContaining("\n");
  }
}
