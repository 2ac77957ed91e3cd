package io.kwsbench.formats.onnx;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.Material;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models that would give wrong numbers, or fill the memory: {@code checks/onnx_zoo/refused.py}. */
class RefusedOnnxTest {
  @ParameterizedTest
  @CsvSource({
    "two_values, two values are named a",
    "training_statistics, is in training mode",
    "narrow_integers, narrows integers",
    "no_parts, splits 3 into -1",
    "kernel_of_one_axis, another number of axes",
    "large_constant, constants of more elements",
    "many_axes, a tensor of 17 axes",
    "own_domain, operator mine.Relu is not ONNX's own",
    "if_of_input, depends on a condition that the model computes",
    "if_without_branch, lacks its else_branch",
    "loop_without_end, run more than 200000 nodes and steps",
    "loop_in_loops, run more than 200000 nodes and steps",
    "loop_of_input, depends on a condition that the model computes",
    "loop_of_no_step, runs no step",
    "scan_of_two_lengths, axes of different lengths",
    "deep_branches, more than 16 deep",
    "recursion, more than 16 deep",
    "scale_of_nan, has a scale of NaN",
    "scale_of_zero, has a scale of 0.0",
    "scales_of_blocks, has scales per block",
    "wide_zero, does not give integers of 8 or 16 bits",
    "conv_of_scales, 2 scales",
    "long_groups, sums more products of one channel than a float holds exactly",
    "wrong_auto_pad, has auto_pad 'SAME_FOO'",
    "norm_of_zero, takes the norm of 0",
    "dilated_far, is dilated with windows of more than 256 elements",
    "transposed_beyond, strides longer than its windows",
    "diagonal, takes a diagonal",
    "aspect, has keep_aspect_ratio_policy 'not_larger'",
    "scatter_computed, 'computes its input 1, which must be constant'",
    "top_beyond, takes 9 of 3",
    "mirror_beyond, mirrors more elements than an axis has",
    "sequence_beyond, 'takes part [3] of a sequence of 3'",
    "sequence_as_tensor, 's is a sequence, which only SequenceAt reads'",
    "sequence_of_none, 'splits 3 into [3, 0]'",
    "no_sequence, x is no sequence that is read here",
    "sequence_of_many, splits 5000 into more than 4096 parts",
  })
  void isOneLine(String name, String why) throws IOException {
    byte[] model = Files.readAllBytes(Material.fixture("onnx/refused/" + name + ".onnx"));
    assertThatThrownBy(() -> OnnxReader.read(model, "m.onnx", null))
        .isInstanceOf(KwsException.class)
        .hasMessageStartingWith("m.onnx: ")
        .hasMessageContaining(why)
        .hasMessageNotContaining("\n");
  }
}
