package io.kwsbench.keras.freeze;

import io.kwsbench.graph.Attrs;
import io.kwsbench.metadata.ChallengeGraph;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.IrNode;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.DType;
import java.util.List;

/**
 * The graph's entry, as the challenge wanted it: a placeholder {@code wav_fn} for a file's name,
 * the file decoded to {@code decoded_sample_data:0}, [samples, 1], and {@code :1}, the sample rate.
 * Who has samples feeds them in place of the decoder's output.
 */
final class WavInput {
  private WavInput() {}

  /**
   * Appends the entry.
   *
   * @param name the decoder's: {@code decoded_sample_data}
   * @param samples how many a clip has; shorter ones are padded, longer ones cut
   * @return the samples, [samples, 1]
   */
  static Value append(IrBuilder graph, String name, int samples) {
    Attrs placeholder =
        Attrs.NONE.type("dtype", DType.STRING).shape("shape").flag(FrozenFile.MARK, true);
    IrNode file = graph.node("Placeholder", ChallengeGraph.FILE, List.of(), placeholder);
    Value path = graph.output(file, DType.STRING);
    Value contents = graph.add("ReadFile", DType.STRING, List.of(path), Attrs.NONE);
    Attrs decoding = Attrs.NONE.integer("desired_channels", 1).integer("desired_samples", samples);
    IrNode decoder = graph.node("DecodeWav", name, List.of(contents), decoding);
    Value audio = graph.output(decoder, DType.FLOAT, samples, 1);
    graph.output(decoder, DType.INT32);
    graph.keep(decoder);
    return audio;
  }
}
