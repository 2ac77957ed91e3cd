package io.kwsbench.tensorflow.differential;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** LSTM, GRU and plain cells step by step, and cells that differ from them in one thing. */
final class RecurrentDraws {
  private enum Type {
    LSTM,
    GRU,
    CUDNN,
    PLAIN
  }

  /** What a cell has that the others of its type have not. */
  private enum Quirk {
    NONE,
    PEEPHOLES,
    OLD_PEEPHOLE,
    CLIP,
    UNCLIPPED_OUTPUT,
    STATE_BESIDE,
    SECOND_RESET,
    OTHER_SHARE,
    OLDER_STATE,
    OTHER_START,
    OTHER_FUNCTION,
    OTHER_WEIGHTS,
    PROJECTED,
    TURNED
  }

  private record State(Value h, Value c) {}

  private final Sketch s;
  private final Type type;
  private final Quirk quirk;
  private final int batch;
  private final int width;
  private final int units;
  private final List<Value> frames;
  private final List<Value> weights = new ArrayList<>();
  private int taken;

  private RecurrentDraws(Sketch s) {
    this.s = s;
    this.type = s.one(List.of(Type.values()));
    this.quirk = s.chance(0.3) ? Quirk.NONE : s.one(List.of(Quirk.values()));
    this.batch = s.number(1, 2);
    this.width = s.number(1, 3);
    this.units = s.number(2, 4);
    int time = s.number(2, 5);
    Value x = s.feed(List.of(batch, time, width), -1, 1);
    this.frames =
        s.ops(
            "Unpack",
            x.type(),
            Collections.nCopies(time, List.of(batch, width)),
            Bounds.of(x),
            List.of(x),
            g -> Sketch.floats(g).attr("num", time).attr("axis", 1));
  }

  static final List<Draw> ALL = List.of(RecurrentDraws::sequence);

  private static Optional<Value> sequence(Sketch s) {
    try {
      return Optional.of(new RecurrentDraws(s).run());
    } catch (NoSuchElementException unfit) {
      return Optional.empty();
    }
  }

  private Value run() {
    boolean fed = s.chance(0.5);
    State older = new State(start(fed), start(fed));
    State before = new State(start(fed), start(fed));
    if (quirk == Quirk.OTHER_START) {
      before = new State(before.h(), start(true));
    } else if (type != Type.LSTM) {
      before = new State(before.h(), before.h());
    }
    List<Value> all = new ArrayList<>();
    for (int t = 0; t < frames.size(); t++) {
      // the same weights in every step, but for one that has others
      taken = quirk == Quirk.OTHER_WEIGHTS && t == 1 ? weights.size() : 0;
      State next = step(frames.get(t), before, older);
      older = before;
      before = next;
      all.add(next.h());
    }
    if (s.chance(0.5)) {
      return before.h();
    }
    return s.op(
            "Pack",
            List.of(batch, all.size(), all.get(0).dim(1)),
            Bounds.any(all),
            all,
            g -> g.attr("N", all.size()).attr("axis", 1))
        .orElseThrow();
  }

  private Value start(boolean fed) {
    List<Integer> dims = List.of(batch, units);
    return fed ? s.feed(dims, -1, 1) : s.constant(dims, s.chance(0.5) ? 0 : -1, 0);
  }

  private State step(Value x, State before, State older) {
    return switch (type) {
      case LSTM -> lstm(x, before, older);
      case GRU -> gru(x, before, older, false);
      case CUDNN -> gru(x, before, older, true);
      case PLAIN -> plain(x, before, older);
    };
  }

  private State plain(Value x, State before, State older) {
    Value sum = sum(x, before.h());
    if (quirk == Quirk.STATE_BESIDE) {
      sum = add(sum, before.h());
    } else if (quirk == Quirk.OLDER_STATE) {
      sum = add(sum, dot(older.h()));
    } else if (quirk == Quirk.SECOND_RESET) {
      sum = add(sum, dot(before.h()));
    }
    Value h = fn(quirk == Quirk.OTHER_FUNCTION ? "Sin" : "Tanh", sum);
    return new State(h, h);
  }

  private State gru(Value x, State before, State older, boolean after) {
    Value h = before.h();
    Value r = gate(x, h);
    Value u = quirk == Quirk.OTHER_FUNCTION ? fn("Tanh", sum(x, h)) : gate(x, h);
    Value sum = add(dot(x), reset(r, h, after));
    if (quirk == Quirk.STATE_BESIDE) {
      sum = add(sum, dot(h));
    } else if (quirk == Quirk.SECOND_RESET) {
      sum = add(sum, reset(gate(x, h), h, after));
    } else if (quirk == Quirk.TURNED) {
      sum = add(row(), sum);
    }
    Value c = fn("Tanh", sum);
    Value one = s.constant(List.of(), 1f);
    Value rest = of("Sub", one, quirk == Quirk.OTHER_SHARE ? r : u);
    Value kept = quirk == Quirk.OLDER_STATE ? older.h() : before.c();
    Value made =
        quirk == Quirk.TURNED ? add(mul(rest, kept), mul(c, u)) : add(mul(u, kept), mul(rest, c));
    return new State(made, made);
  }

  private Value reset(Value r, Value h, boolean after) {
    return after ? mul(r, add(dot(h), row())) : dot(mul(r, h));
  }

  private State lstm(Value x, State before, State older) {
    Value h = before.h();
    Value old = quirk == Quirk.OLDER_STATE ? older.c() : before.c();
    boolean peeps = quirk == Quirk.PEEPHOLES || quirk == Quirk.OLD_PEEPHOLE;
    Value i = fn("Sigmoid", peep(peeps, sum(x, h), old));
    Value f = fn("Sigmoid", peep(peeps, sum(x, h), old));
    Value g = fn(quirk == Quirk.OTHER_FUNCTION ? "Softsign" : "Tanh", sum(x, h));
    Value c = quirk == Quirk.TURNED ? add(mul(g, i), mul(old, f)) : add(mul(f, old), mul(i, g));
    Value clipped = c;
    if (quirk == Quirk.CLIP || quirk == Quirk.UNCLIPPED_OUTPUT) {
      Value low = s.constant(List.of(), -0.4f);
      Value high = s.constant(List.of(), 0.4f);
      clipped =
          s.op("ClipByValue", c.dims(), new Bounds(-0.4, 0.4, c.error()), c, low, high)
              .orElseThrow();
    }
    Value seen = quirk == Quirk.OLD_PEEPHOLE ? old : clipped;
    Value o = fn("Sigmoid", peep(peeps, sum(x, h), seen));
    Value out = mul(o, fn("Tanh", quirk == Quirk.UNCLIPPED_OUTPUT ? c : clipped));
    return new State(quirk == Quirk.PROJECTED ? dot(out) : out, clipped);
  }

  private Value peep(boolean peeps, Value sum, Value state) {
    return peeps ? add(sum, mul(state, row())) : sum;
  }

  private Value gate(Value x, Value h) {
    return fn("Sigmoid", sum(x, h));
  }

  /** x W + h U + b. */
  private Value sum(Value x, Value h) {
    return add(add(dot(x), dot(h)), row());
  }

  private Value dot(Value x) {
    return WindowDraws.productWith(s, x, next(List.of(x.dim(1), units))).orElseThrow();
  }

  private Value row() {
    return next(List.of(units));
  }

  /** The next weights of a step, made in the first. */
  private Value next(List<Integer> dims) {
    if (taken == weights.size()) {
      weights.add(s.constant(dims, -0.6, 0.6));
    }
    return weights.get(taken++);
  }

  private Value add(Value a, Value b) {
    return of("Add", a, b);
  }

  private Value mul(Value a, Value b) {
    return of("Mul", a, b);
  }

  private Value of(String op, Value a, Value b) {
    return ElementwiseDraws.of(s, op, a, b).orElseThrow();
  }

  private Value fn(String op, Value x) {
    return ElementwiseDraws.unary(s, op, x).orElseThrow();
  }
}
