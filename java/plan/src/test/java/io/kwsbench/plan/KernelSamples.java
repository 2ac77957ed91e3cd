package io.kwsbench.plan;

import io.kwsbench.natives.AudioStyle;
import io.kwsbench.plan.kernel.ArgReduce;
import io.kwsbench.plan.kernel.AudioMfcc;
import io.kwsbench.plan.kernel.AudioSpectrogram;
import io.kwsbench.plan.kernel.Binary;
import io.kwsbench.plan.kernel.BinaryFn;
import io.kwsbench.plan.kernel.Cast;
import io.kwsbench.plan.kernel.Cepstrum;
import io.kwsbench.plan.kernel.Chain;
import io.kwsbench.plan.kernel.ChainOp;
import io.kwsbench.plan.kernel.ChainSource;
import io.kwsbench.plan.kernel.Conv2d;
import io.kwsbench.plan.kernel.Copy;
import io.kwsbench.plan.kernel.DecodeWav;
import io.kwsbench.plan.kernel.Depthwise2d;
import io.kwsbench.plan.kernel.DepthwisePointwise;
import io.kwsbench.plan.kernel.ElementType;
import io.kwsbench.plan.kernel.Epilogue;
import io.kwsbench.plan.kernel.ExtractPatches;
import io.kwsbench.plan.kernel.Fill;
import io.kwsbench.plan.kernel.FullyConnected;
import io.kwsbench.plan.kernel.Gather;
import io.kwsbench.plan.kernel.Gru;
import io.kwsbench.plan.kernel.IntegerConv2d;
import io.kwsbench.plan.kernel.IntegerDepthwise2d;
import io.kwsbench.plan.kernel.KernelParams;
import io.kwsbench.plan.kernel.KernelWindow;
import io.kwsbench.plan.kernel.LevelRounding;
import io.kwsbench.plan.kernel.Levels;
import io.kwsbench.plan.kernel.Loop;
import io.kwsbench.plan.kernel.Lstm;
import io.kwsbench.plan.kernel.Matmul;
import io.kwsbench.plan.kernel.Mfcc;
import io.kwsbench.plan.kernel.Pool2d;
import io.kwsbench.plan.kernel.PoolFn;
import io.kwsbench.plan.kernel.Reduce;
import io.kwsbench.plan.kernel.ReduceFn;
import io.kwsbench.plan.kernel.Requantize;
import io.kwsbench.plan.kernel.Rnn;
import io.kwsbench.plan.kernel.Select;
import io.kwsbench.plan.kernel.Sequence;
import io.kwsbench.plan.kernel.Softmax;
import io.kwsbench.plan.kernel.Unary;
import io.kwsbench.plan.kernel.UnaryFn;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** A plan with a step of every kernel, and of every function, that the engine takes. */
public final class KernelSamples {
  private static final int ABSENT = 0;
  private static final Epilogue CLAMPED = new Epilogue(UnaryFn.CLAMP, 0, 6);
  private static final Epilogue CURVED = new Epilogue(UnaryFn.TANH, 0, 0);
  private static final KernelWindow WINDOW =
      new KernelWindow(2, 5, 6, 5, 6, 3, 3, 1, 1, 1, 1, 1, 1);
  private static final int PIXELS = 2 * 5 * 6;
  private static final Cepstrum CEPSTRUM =
      new Cepstrum(AudioStyle.AUDIO_OPS, 16_000, 20, 4000, 40, 10);

  private final List<Step> steps = new ArrayList<>();
  private long arena;

  private KernelSamples() {}

  /** The plan. */
  public static Plan plan() {
    KernelSamples samples = new KernelSamples();
    samples.products();
    samples.windows();
    samples.elementwise();
    samples.reductions();
    samples.moves();
    samples.audio();
    samples.sequences();
    Operand any = samples.steps.get(1).operands().get(0);
    PlanTensor fetch = new PlanTensor("y:0", false, DType.FLOAT, Shape.of(4), any.offset(), 16);
    return new Plan(samples.arena, samples.steps, List.of(fetch), new byte[0]);
  }

  /** Adds a step whose operands have so many bytes. */
  private void step(KernelParams params, long... bytes) {
    List<Operand> operands = new ArrayList<>();
    for (long size : bytes) {
      operands.add(size == ABSENT ? Operand.NONE : new Operand(Operand.Space.ARENA, arena, size));
      arena += (size + 63) / 64 * 64;
    }
    steps.add(new Step(params, operands, params.kernel().label(), List.of("node")));
  }

  private void products() {
    step(new Loop(3, 2));
    step(new FullyConnected(5, 7, 20, 0, 0, CLAMPED), 400, 140, 7 * 32 * 4, 128, 400);
    step(new Matmul(2, 3, 4, 5, false, true, 12, 20, CURVED), 120, 96, 160, 20);
    step(new Loop(0, 0));
    step(new Softmax(2, 3, 4, true), 96, 96);
  }

  private void windows() {
    long out = PIXELS * 17 * 4;
    long in = PIXELS * 3 * 4;
    step(new Conv2d(WINDOW, 3, 17, 0, 0, CLAMPED), out, in, 27 * 32 * 4, 128, out);
    step(new Depthwise2d(WINDOW, 3, 2, 0, 0, CURVED), PIXELS * 24, in, 9 * 24, ABSENT);
    step(
        new DepthwisePointwise(WINDOW, 3, 2, 17, 0, 0, CLAMPED, CURVED),
        out,
        in,
        9 * 24,
        24,
        6 * 32 * 4,
        128);
    step(new Pool2d(WINDOW, 3, 0, 0, PoolFn.AVG), in, in);
    step(new ExtractPatches(WINDOW, 3), 9 * in, in);
  }

  private void elementwise() {
    for (UnaryFn fn : UnaryFn.values()) {
      step(new Unary(10, fn, 0.25f, 0.5f), 40, 40);
    }
    for (BinaryFn fn : BinaryFn.values()) {
      boolean logical = !fn.isArithmetic() && !fn.isComparison();
      ElementType type = logical ? ElementType.BOOL : ElementType.FLOAT32;
      Epilogue epilogue = fn.isArithmetic() ? CURVED : Epilogue.NONE;
      List<Integer> dims = List.of(2, 3, 0, 0, 0, 0);
      List<Integer> row = List.of(0, 1, 0, 0, 0, 0);
      List<Integer> dense = List.of(3, 1, 0, 0, 0, 0);
      long bytes = logical ? 1 : 4;
      step(
          new Binary(fn, type, 2, dims, dense, row, epilogue),
          fn.isArithmetic() ? 24 : 6,
          6 * bytes,
          3 * bytes);
    }
    ChainOp tanh = ChainOp.of(UnaryFn.TANH, 0, 0);
    ChainOp pow = ChainOp.of(BinaryFn.POW, ChainSource.TENSOR, true, 0);
    ChainOp scale = ChainOp.of(BinaryFn.MUL, ChainSource.IMMEDIATE, false, 2);
    step(Chain.of(3, 4, List.of(tanh, pow, scale)), 48, 48, 48);
    step(new Cast(10, ElementType.INT16, ElementType.FLOAT64), 80, 20);
    ElementType whole = ElementType.INT32;
    step(new Requantize(12, 3, whole, ElementType.FLOAT32, -1, 1), 48, 48, 12, 12, 12, 12);
    integers();
    List<Integer> dims = List.of(2, 3, 0, 0, 0, 0);
    List<Integer> one = List.of(0, 0, 0, 0, 0, 0);
    step(new Select(4, 2, dims, one, List.of(3, 1, 0, 0, 0, 0), one), 24, 1, 24, 4);
  }

  private void integers() {
    Levels levels =
        new Levels(ElementType.INT8, ElementType.FLOAT32, -128, 5, 0, 255, LevelRounding.ONCE);
    long row = 32 * 4;
    step(
        new IntegerConv2d(WINDOW, 3, 17, 0, 0, levels),
        PIXELS * 17 * 4,
        PIXELS * 3,
        28 * 32,
        row,
        row,
        row,
        row);
    long channels = 16 * 4;
    step(
        new IntegerDepthwise2d(WINDOW, 3, 0, 0, levels),
        PIXELS * 3 * 4,
        PIXELS * 3,
        5 * 16 * 2,
        channels,
        channels,
        channels);
  }

  private void reductions() {
    for (ReduceFn fn : ReduceFn.values()) {
      step(new Reduce(2, 3, 4, fn), 32, 96);
    }
    step(new ArgReduce(2, 3, 4, true, ElementType.INT64), 64, 96);
  }

  private void moves() {
    List<Integer> dims = List.of(3, 2, 0, 0, 0, 0, 0, 0);
    List<Integer> in = List.of(1, 3, 0, 0, 0, 0, 0, 0);
    List<Integer> out = List.of(2, 1, 0, 0, 0, 0, 0, 0);
    step(new Copy(4, 2, 0, 0, dims, in, out), 24, 24);
    step(new Fill(8, 5, 1, 2), 40);
    step(new Gather(2, 3, 4, 8, ElementType.INT32), 64, 48, 16);
  }

  private void audio() {
    step(new DecodeWav(10, 2, true, false, 100), 80, 4, 108);
    step(new AudioSpectrogram(400, 2, 100, 50, AudioStyle.AUDIO_OPS, true), 2 * 7 * 65 * 4, 3200);
    step(new Mfcc(7, 65, CEPSTRUM), 7 * 10 * 4, 7 * 65 * 4);
    step(new AudioMfcc(400, 2, 100, 50, CEPSTRUM), 2 * 7 * 10 * 4, 3200, 4);
  }

  private static Sequence sequence(int gates, int hidden) {
    int width = gates * 16;
    return new Sequence(3, 2, 5, 2 * width, width, 2 * hidden, hidden, true);
  }

  private void sequences() {
    step(
        new Lstm(sequence(4, 4), UnaryFn.SIGMOID, UnaryFn.TANH, 1, 4, 2),
        3 * 2 * 4 * 4,
        2 * 4 * 4,
        2 * 5 * 4,
        3 * 2 * 64 * 4,
        4 * 64 * 4,
        2 * 4 * 4,
        2 * 5 * 4,
        3 * 16 * 4,
        5 * 16 * 4);
    step(
        new Gru(sequence(3, 5), UnaryFn.HARD_SIGMOID, UnaryFn.TANH, true),
        3 * 2 * 5 * 4,
        ABSENT,
        3 * 2 * 48 * 4,
        5 * 32 * 4,
        5 * 16 * 4,
        ABSENT,
        16 * 4);
    step(new Rnn(sequence(1, 5), UnaryFn.TANH), ABSENT, 2 * 5 * 4, 3 * 2 * 16 * 4, 5 * 16 * 4);
  }
}
