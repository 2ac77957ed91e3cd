package io.kwsbench.compile.pass;

import static io.kwsbench.compile.pass.Evaluated.optimized;
import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.program.Op;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A spectrogram and an Mfcc that are no one step. */
class SpectrogramNearMissesTest {
  @Test
  void aSpectrogramOfMagnitudesStaysOne() {
    for (boolean squared : new boolean[] {true, false}) {
      GraphBuilder graph =
          GraphBuilder.graph()
              .placeholder("x", 2000, 1)
              .op("AudioSpectrogram", "spectrogram", "x")
              .attr("window_size", 640)
              .attr("stride", 320)
              .attr("magnitude_squared", squared)
              .scalar("rate", 16000)
              .op("Mfcc", "mfcc", "spectrogram", "rate")
              .attr("upper_frequency_limit", 4000f)
              .attr("lower_frequency_limit", 20f)
              .attr("filterbank_channel_count", 20)
              .attr("dct_coefficient_count", 10);
      List<Op> ops = optimized(graph);
      assertThat(ops).hasSize(squared ? 1 : 2);
    }
  }
}
