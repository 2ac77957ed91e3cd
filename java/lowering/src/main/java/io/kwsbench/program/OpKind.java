package io.kwsbench.program;

import io.kwsbench.nativelib.KwsNative;
import io.kwsbench.plan.kernel.BinaryFn;
import io.kwsbench.plan.kernel.ChainSource;
import io.kwsbench.plan.kernel.ReduceFn;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Kinds of operations. Beside each: its inputs in order ({@code ?} may be {@link Tensor#NONE}) and
 * its outputs where there is more than one.
 */
public sealed interface OpKind {

  /** x, weights {@code [kh][kw][inC][outC]}, bias?, residual? */
  record Conv(SlidingWindow win, int inC, int outC, UnaryFunction act) implements OpKind {}

  /** x {@code [m][k]}, weights {@code [k][n]} (a constant), bias?, residual? */
  record Dense(int m, int k, int n, UnaryFunction act) implements OpKind {}

  /** a, b, bias?: neither is constant. */
  record MatMul(
      int batch,
      int m,
      int k,
      int n,
      boolean transposeA,
      boolean transposeB,
      boolean sharedA,
      boolean sharedB,
      UnaryFunction act)
      implements OpKind {}

  /** x, weights {@code [kh][kw][inC][multiplier]}, bias? */
  record Depthwise(SlidingWindow win, int inC, int multiplier, UnaryFunction act)
      implements OpKind {}

  /** x, depthwise weights, depthwise bias?, weights, bias?, residual? */
  record DepthwisePointwise(
      SlidingWindow win,
      int inC,
      int multiplier,
      int outC,
      UnaryFunction depthwise,
      UnaryFunction pointwise)
      implements OpKind {}

  /** x, seen as {@code [outer][n][inner]}. */
  record Softmax(int outer, int n, int inner, boolean log) implements OpKind {}

  /** x. */
  record Pool(SlidingWindow win, int channels, boolean average) implements OpKind {}

  /** x, seen as {@code [outer][n][inner]}. */
  record Reduce(ReduceFn fn, int outer, int n, int inner) implements OpKind {}

  /** x, seen as {@code [outer][n][inner]}. */
  record ArgReduce(int outer, int n, int inner, boolean minimum) implements OpKind {}

  /**
   * Random numbers, which no engine makes: a program that needs them is refused.
   *
   * @param op TensorFlow's
   */
  record Random(String op) implements OpKind {}

  /** x. */
  record Unary(UnaryFunction fn) implements OpKind {}

  /** a, b, broadcast to the output's shape. */
  record Binary(BinaryFn fn, UnaryFunction act) implements OpKind {}

  /** x and the arguments of the links that take one, all seen as {@code [rows][cols]}. */
  record Chain(int rows, int cols, List<Link> links) implements OpKind {
    public Chain {
      links = List.copyOf(links);
    }
  }

  /** A link of a chain: a function of one argument, or of two. */
  record Link(
      UnaryFunction unary, BinaryFn binary, ChainSource source, boolean reverse, float immediate) {
    public static Link of(UnaryFunction fn) {
      return new Link(fn, null, ChainSource.UNARY, false, 0);
    }

    public static Link of(BinaryFn fn, ChainSource source, boolean reverse) {
      return new Link(null, fn, source, reverse, 0);
    }

    /** Returns whether this link takes an operand. */
    public boolean takesOperand() {
      return source != ChainSource.UNARY && source != ChainSource.IMMEDIATE;
    }

    @Override
    public String toString() {
      return source == ChainSource.UNARY
          ? unary.toString()
          : binary.name().toLowerCase(Locale.ROOT);
    }
  }

  /** The same elements in another shape: no step. x. */
  record Reshape() implements OpKind {}

  /**
   * Elements of x by strides: {@code out[i] = x[offset + i · strides]}, i over {@code dims}, whose
   * product is the output's size.
   */
  record View(int offset, List<Integer> dims, List<Integer> strides) implements OpKind {
    public View {
      dims = List.copyOf(dims);
      strides = List.copyOf(strides);
    }

    /** Returns whether the elements lie one after the other. */
    public boolean isContiguous() {
      long expected = 1;
      for (int i = dims.size() - 1; i >= 0; i--) {
        if (dims.get(i) != 1) {
          if (strides.get(i) != expected) {
            return false;
          }
          expected *= dims.get(i);
        }
      }
      return true;
    }
  }

  /** Parts, joined along an axis of theirs. */
  record Concat(int axis) implements OpKind {}

  /**
   * The body's operations, {@code trips} times; inputs are all tensors that it reads, outputs those
   * of which every iteration writes a part.
   *
   * @param slices tensors of the body that are parts of others, at another place each time
   * @param initials what lies in an output before the first iteration
   */
  record Loop(int trips, List<Op> body, List<Slice> slices, List<Initial> initials)
      implements OpKind {
    public Loop {
      body = List.copyOf(body);
      slices = List.copyOf(slices);
      initials = List.copyOf(initials);
    }
  }

  /**
   * A tensor of a loop's body: elements of {@code outer} from {@code offset} on, {@code stride}
   * further in every iteration.
   */
  record Slice(Tensor inner, Tensor outer, int offset, int stride) {}

  /** A value that lies in a loop's output, from element {@code offset} on, when it begins. */
  record Initial(Tensor value, Tensor output, int offset) {}

  /** x, with {@code value} around it. */
  record Pad(List<Integer> before, float value) implements OpKind {
    public Pad {
      before = List.copyOf(before);
    }
  }

  /** x, indices: along the middle axis of {@code [outer][n][inner]}. */
  record Gather(int outer, int n, int inner) implements OpKind {}

  /** condition, a, b, broadcast to the output's shape. */
  record Select() implements OpKind {}

  /** x, converted to the output's element type. */
  record Cast() implements OpKind {}

  /**
   * x (floats or int32, whole numbers), multipliers, left, right, bias?, all of {@code channels}
   * int32. The result is each number plus its bias, shifted left, times the multiplier / 2^31
   * rounded half up, divided by 2^right rounded half away from zero. Floats are kept in a range.
   */
  record Requantize(int channels, float low, float high) implements OpKind {}

  /**
   * Levels of 8 bits as an operation in integers has them.
   *
   * @param inZero the input's level that stands for zero: an input of floats is levels less it
   * @param outZero the same of an output of int8; floats are results as they are
   * @param low the least result
   * @param high the largest
   * @param once whether factors are rounded once, halves away from zero
   */
  record Levels(int inZero, int outZero, int low, int high, boolean once) {
    /** What an operation in integers does with sums; empty for others. */
    public static Optional<Levels> of(OpKind kind) {
      if (kind instanceof IntegerConv conv) {
        return Optional.of(conv.levels);
      }
      return kind instanceof IntegerDepthwise depthwise
          ? Optional.of(depthwise.levels)
          : Optional.empty();
    }

    public Levels withOutZero(int zero) {
      return new Levels(inZero, zero, low, high, once);
    }

    public Levels within(int least, int most) {
      return new Levels(inZero, outZero, least, most, once);
    }

    /** An operation in integers with these in place of its own. */
    public OpKind in(OpKind kind) {
      if (kind instanceof IntegerConv conv) {
        return new IntegerConv(conv.win, conv.inC, conv.outC, this);
      }
      IntegerDepthwise depthwise = (IntegerDepthwise) kind;
      return new IntegerDepthwise(depthwise.win, depthwise.inC, this);
    }
  }

  /**
   * x, weights {@code [kh·kw·inC][outC]} of int8, bias (less what the input's zero adds),
   * multipliers, right, left?, all of outC int32: sums of levels times weights, scaled as {@link
   * Requantize} does, or once.
   */
  record IntegerConv(SlidingWindow win, int inC, int outC, Levels levels) implements OpKind {}

  /** The same with weights {@code [kh·kw][inC]}: each channel by itself. */
  record IntegerDepthwise(SlidingWindow win, int inC, Levels levels) implements OpKind {}

  /** x: windows of it, side by side in the channels. */
  record ExtractPatches(SlidingWindow win, int channels) implements OpKind {}

  /** The time axis of a recurrent step; sequences are {@code [time][batch][columns]}. */
  record Sequence(int time, int batch, int units, boolean reverse) {
    /** Columns of a gate, a whole number of the engine's panels. */
    public static int padded(int units) {
      int panel = KwsNative.KWS_PANEL;
      return (units + panel - 1) / panel * panel;
    }
  }

  /**
   * projected inputs {@code [time·batch][4·padded units]} (gates i f g o), recurrent weights, h0?,
   * c0?, peepholes?, projection?; outputs y, h_last, c_last (any may be NONE).
   */
  record Lstm(
      Sequence sequence,
      UnaryFunction gate,
      UnaryFunction cell,
      float cellClip,
      int projection,
      float projectionClip)
      implements OpKind {}

  /**
   * projected inputs (gates r u c), gate weights, candidate weights, h0?, candidate bias?; outputs
   * y?, h_last?.
   */
  record Gru(Sequence sequence, UnaryFunction gate, UnaryFunction cell, boolean resetAfter)
      implements OpKind {}

  /** projected inputs, weights, h0?; outputs y?, h_last?. */
  record Rnn(Sequence sequence, UnaryFunction cell) implements OpKind {}

  /**
   * The bytes of a WAV file; outputs samples {@code [samples][channels]} and rate. Where a number
   * is exact a file with another one is refused.
   */
  record DecodeWav(int samples, int channels, boolean exactSamples, boolean exactChannels)
      implements OpKind {}

  /** samples {@code [n][channels]} to {@code [channels][frames][bins]}. */
  record Spectrogram(int window, int stride, boolean squared) implements OpKind {}

  /** spectrogram, rate. */
  record Mfcc(float upper, float lower, int channels, int coefficients) implements OpKind {}

  /** samples, rate: both of the above in one. */
  record AudioMfcc(Spectrogram spectrogram, Mfcc mfcc) implements OpKind {}
}
