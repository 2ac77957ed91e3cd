package io.kwsbench.plan.kernel;

import io.kwsbench.nativelib.KwsNative;
import io.kwsbench.natives.Numbered;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The engine's kernels, {@code kws_kernel}, with the operands of their steps in order: outputs,
 * {@code <-}, inputs. A step may do without those with {@code ?}; {@code ...} stands for any
 * number.
 */
public enum Kernel implements Numbered {
  LOOP(KwsNative.KWS_LOOP, Loop.class, ""),
  CONV_2D(KwsNative.KWS_CONV_2D, Conv2d.class, "out <- in, weights, bias?, residual?"),
  FULLY_CONNECTED(
      KwsNative.KWS_FULLY_CONNECTED, FullyConnected.class, "out <- in, weights, bias?, residual?"),
  MATMUL(KwsNative.KWS_MATMUL, Matmul.class, "out <- a, b, bias?"),
  DEPTHWISE_2D(KwsNative.KWS_DEPTHWISE_2D, Depthwise2d.class, "out <- in, weights, bias?"),
  DEPTHWISE_POINTWISE(
      KwsNative.KWS_DEPTHWISE_POINTWISE,
      DepthwisePointwise.class,
      "out <- in, depthwise_weights, depthwise_bias?, weights, bias?, residual?"),
  SOFTMAX(KwsNative.KWS_SOFTMAX, Softmax.class, "out <- in"),
  POOL_2D(KwsNative.KWS_POOL_2D, Pool2d.class, "out <- in"),
  REDUCE(KwsNative.KWS_REDUCE, Reduce.class, "out <- in"),
  ARG_REDUCE(KwsNative.KWS_ARG_REDUCE, ArgReduce.class, "out <- in"),
  UNARY(KwsNative.KWS_UNARY, Unary.class, "out <- in"),
  BINARY(KwsNative.KWS_BINARY, Binary.class, "out <- a, b"),
  CHAIN(KwsNative.KWS_CHAIN, Chain.class, "out <- in, arguments..."),
  COPY(KwsNative.KWS_COPY, Copy.class, "out <- in"),
  FILL(KwsNative.KWS_FILL, Fill.class, "out <-"),
  GATHER(KwsNative.KWS_GATHER, Gather.class, "out <- in, indices"),
  SELECT(KwsNative.KWS_SELECT, Select.class, "out <- condition, a, b"),
  CAST(KwsNative.KWS_CAST, Cast.class, "out <- in"),
  REQUANTIZE(
      KwsNative.KWS_REQUANTIZE, Requantize.class, "out <- in, multipliers, left, right, bias?"),
  INTEGER_CONV_2D(
      KwsNative.KWS_INTEGER_CONV_2D,
      IntegerConv2d.class,
      "out <- in, weights, bias, multipliers, right, left?"),
  INTEGER_DEPTHWISE_2D(
      KwsNative.KWS_INTEGER_DEPTHWISE_2D,
      IntegerDepthwise2d.class,
      "out <- in, weights, bias, multipliers, right, left?"),
  EXTRACT_PATCHES(KwsNative.KWS_EXTRACT_PATCHES, ExtractPatches.class, "out <- in"),
  DECODE_WAV(KwsNative.KWS_DECODE_WAV, DecodeWav.class, "samples, rate? <- wav"),
  AUDIO_SPECTROGRAM(KwsNative.KWS_AUDIO_SPECTROGRAM, AudioSpectrogram.class, "out <- samples"),
  MFCC(KwsNative.KWS_MFCC, Mfcc.class, "out <- spectrogram, rate?"),
  AUDIO_MFCC(KwsNative.KWS_AUDIO_MFCC, AudioMfcc.class, "out <- samples, rate?"),
  LSTM(
      KwsNative.KWS_LSTM,
      Lstm.class,
      "y?, h_last?, c_last? <- xw, weights, h0?, c0?, peepholes?, projection?"),
  GRU(
      KwsNative.KWS_GRU,
      Gru.class,
      "y?, h_last? <- xw, gate_weights, candidate_weights, h0?, candidate_bias?"),
  RNN(KwsNative.KWS_RNN, Rnn.class, "y?, h_last? <- xw, weights, h0?");

  private static final String OPTIONAL = "?";
  private static final String MORE = "...";

  private final int number;
  private final Class<? extends KernelParams> params;
  private final List<String> outputs;
  private final List<String> inputs;

  <P extends Record & KernelParams> Kernel(int number, Class<P> params, String operands) {
    this.number = number;
    this.params = params;
    String[] sides = operands.split("<-", 2);
    outputs = names(sides[0]);
    inputs = sides.length > 1 ? names(sides[1]) : List.of();
  }

  private static List<String> names(String side) {
    return Arrays.stream(side.split(",")).map(String::strip).filter(n -> !n.isEmpty()).toList();
  }

  @Override
  public int number() {
    return number;
  }

  /** {@code conv_2d}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The number of operands, from the first, that a step writes. */
  public int outputs() {
    return outputs.size();
  }

  /** The names of its operands, with the marks. */
  public List<String> operands() {
    return Stream.concat(outputs.stream(), inputs.stream()).toList();
  }

  /**
   * Checks which operands a step has.
   *
   * @param present whether the step has the operand at each place
   * @throws IllegalArgumentException when it lacks one, or has too many
   */
  public void check(List<Boolean> present) {
    List<String> names = operands();
    boolean more = !names.isEmpty() && names.get(names.size() - 1).endsWith(MORE);
    int most = more ? KwsNative.KWS_MAX_OPERANDS : names.size();
    if (present.size() > most) {
      throw new IllegalArgumentException(label() + " with " + present.size() + " operands");
    }
    for (int i = 0; i < names.size(); i++) {
      boolean there = i < present.size() && present.get(i);
      if (!there && !names.get(i).endsWith(OPTIONAL) && !names.get(i).endsWith(MORE)) {
        throw new IllegalArgumentException(label() + " without " + names.get(i));
      }
    }
  }

  /** Bytes of its parameters in a plan file. */
  public int paramsBytes() {
    return layout().bytes();
  }

  /**
   * The parameters at a place.
   *
   * @param at byte of {@code from}
   * @throws IndexOutOfBoundsException when they are not inside
   * @throws IllegalArgumentException when one of them has no such value
   */
  public KernelParams read(ByteBuffer from, int at) {
    return (KernelParams) layout().read(from, at);
  }

  byte[] toBytes(KernelParams value) {
    return layout().toBytes((Record) value);
  }

  @SuppressWarnings("unchecked") // of the one class that its parameters have
  private RecordLayout<Record> layout() {
    return (RecordLayout<Record>)
        (RecordLayout<?>) RecordLayout.of(params.asSubclass(Record.class));
  }

  static Kernel of(Class<? extends KernelParams> params) {
    return Arrays.stream(values()).filter(k -> k.params == params).findFirst().orElseThrow();
  }
}
