package io.kwsbench.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelMetadataNumbersTest {
  @Test
  void aNumberIsReadAsItWasWritten() {
    ModelMetadata metadata =
        ModelMetadata.ofLabels(List.of("yes")).withNumber(ModelMetadata.HOP, 1280);

    assertThat(metadata.number(ModelMetadata.HOP)).hasValue(1280);
    assertThat(metadata.number(ModelMetadata.WINDOW)).isEmpty();
    assertThat(metadata.labels()).containsExactly("yes");
    assertThat(metadata.with(ModelMetadata.HOP, List.of()))
        .isEqualTo(ModelMetadata.ofLabels(List.of("yes")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-16000", "16k", "", "1e4", "12345678901"})
  void whatIsNoNumberIsNamed(String text) {
    ModelMetadata metadata = ModelMetadata.NONE.with("sample_rate", List.of(text));

    assertThatThrownBy(() -> metadata.number(ModelMetadata.SAMPLE_RATE))
        .isInstanceOf(KwsException.class)
        .hasMessage("the model's sample_rate is '" + text + "', no number from 1 on");
  }
}
