package io.kwsbench.compile.pass;

import static io.kwsbench.compile.pass.Evaluated.kinds;
import static io.kwsbench.compile.pass.Evaluated.same;
import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.compile.pass.Steps.Cell;
import io.kwsbench.compile.pass.Steps.State;
import io.kwsbench.graph.GraphBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Recurrent cells that are none of those the engine has: they stay what they are. */
class SequenceNearMissesTest {
  private static void assertIs(String kind, Cell cell) {
    GraphBuilder graph = Steps.of(cell);
    assertThat(kinds(graph)).containsOnlyOnce(kind);
    same(graph);
  }

  private static void assertIsNone(Cell cell) {
    GraphBuilder graph = Steps.of(cell);
    same(graph);
    assertThat(kinds(graph)).doesNotContain("Lstm", "Gru", "Rnn");
  }

  private static State both(String h) {
    return new State(h, h);
  }

  /** u · h + (1 − u) · c. */
  private static State mixed(Steps s, String u, String h, String c) {
    return both(s.add(s.mul(u, h), s.mul(s.but(u), c)));
  }

  /** A GRU whose candidate has something more in its sum. */
  private interface More {
    String of(Steps s, String x, String h, String r);
  }

  /** The reset gate before the product. */
  private static Cell gru(More more) {
    return (s, x, before, older) -> {
      String h = before.h();
      String r = s.gate(x, h, "r");
      String sum = s.add(s.dot(x, "cw"), s.dot(s.mul(r, h), "cu"));
      String c = s.fn("Tanh", s.add(sum, more.of(s, x, h, r)));
      return mixed(s, s.gate(x, h, "u"), h, c);
    };
  }

  /** The reset gate behind the product. */
  private static Cell cudnn(More more) {
    return (s, x, before, older) -> {
      String h = before.h();
      String r = s.gate(x, h, "r");
      String inner = s.add(s.dot(h, "cu"), s.row("d"));
      String sum = s.add(s.dot(x, "cw"), s.mul(r, inner));
      String c = s.fn("Tanh", s.add(sum, more.of(s, x, h, r)));
      return mixed(s, s.gate(x, h, "u"), h, c);
    };
  }

  @Test
  void gatedUnitsAreKnown() {
    assertIs("Gru", gru((s, x, h, r) -> s.row("b")));
    assertIs("Gru", cudnn((s, x, h, r) -> s.row("b")));
  }

  @Test
  void aCandidateThatSeesTheStateBesideTheResetOneIsNoGru() {
    assertIsNone(gru((s, x, h, r) -> s.dot(h, "v")));
    assertIsNone(cudnn((s, x, h, r) -> s.dot(h, "v")));
    assertIsNone(gru((s, x, h, r) -> h));
    assertIsNone(cudnn((s, x, h, r) -> h));
  }

  @Test
  void twoResetGatesAreNoGru() {
    assertIsNone(gru((s, x, h, r) -> s.dot(s.mul(s.gate(x, h, "q"), h), "v")));
    assertIsNone(cudnn((s, x, h, r) -> s.mul(s.gate(x, h, "q"), s.dot(h, "v"))));
  }

  @Test
  void oneResetGateOfTwoProductsIsAGru() {
    assertIs("Gru", gru((s, x, h, r) -> s.dot(s.mul(r, h), "v")));
  }

  @Test
  void aMixtureOfOtherSharesIsNoGru() {
    assertIsNone(
        (s, x, before, older) -> {
          String h = before.h();
          String r = s.gate(x, h, "r");
          String u = s.gate(x, h, "u");
          String c = s.fn("Tanh", s.add(s.dot(x, "cw"), s.dot(s.mul(r, h), "cu")));
          return both(s.add(s.mul(u, h), s.mul(s.but(r), c)));
        });
    assertIsNone(
        (s, x, before, older) -> {
          String h = before.h();
          String r = s.gate(x, h, "r");
          String c = s.fn("Tanh", s.add(s.dot(x, "cw"), s.dot(s.mul(r, h), "cu")));
          return mixed(s, s.gate(x, h, "u"), older.h(), c);
        });
    assertIsNone(
        (s, x, before, older) -> {
          String h = before.h();
          String r = s.gate(x, h, "r");
          String c = s.fn("Tanh", s.add(s.dot(x, "cw"), s.dot(s.mul(r, h), "cu")));
          return mixed(s, s.fn("Tanh", s.sum(x, h, "u")), h, c);
        });
  }

  /** Of the first step the gates see one state, and another one is mixed in. */
  @Test
  void aFirstStepFromTwoStatesIsLeftAlone() {
    for (boolean after : new boolean[] {false, true}) {
      same(
          Steps.of(
              (s, x, before, older) -> {
                String h = before.h();
                String kept = h.equals("h_1") ? s.fed("other") : h;
                String r = s.gate(x, h, "r");
                String inner = after ? s.mul(r, s.dot(kept, "cu")) : s.dot(s.mul(r, kept), "cu");
                String c = s.fn("Tanh", s.add(s.dot(x, "cw"), inner));
                return mixed(s, s.gate(x, h, "u"), kept, c);
              }));
    }
  }

  /** How an LSTM's parts come about. */
  private record Lstm(String input, String cell, String output, String last) {}

  private static final Lstm PLAIN = new Lstm("Sigmoid", "Tanh", "Sigmoid", "Tanh");

  private static Cell lstm(Lstm fn) {
    return (s, x, before, older) -> {
      String h = before.h();
      String i = s.fn(fn.input(), s.sum(x, h, "i"));
      String g = s.fn(fn.cell(), s.sum(x, h, "g"));
      String c = s.add(s.mul(s.gate(x, h, "f"), before.c()), s.mul(i, g));
      String o = s.fn(fn.output(), s.sum(x, h, "o"));
      return new State(s.mul(o, s.fn(fn.last(), c)), c);
    };
  }

  @Test
  void otherFunctionsAreNoLstm() {
    assertIs("Lstm", lstm(PLAIN));
    for (Lstm odd :
        List.of(
            new Lstm("Tanh", "Tanh", "Sigmoid", "Tanh"),
            new Lstm("Sigmoid", "Softsign", "Sigmoid", "Tanh"),
            new Lstm("Sigmoid", "Tanh", "Softsign", "Tanh"),
            new Lstm("Sigmoid", "Tanh", "Sigmoid", "Abs"))) {
      assertIsNone(lstm(odd));
    }
  }

  /** What the sums of the gates have beside the inputs and the hidden state. */
  private interface Peep {
    String at(Steps s, String gate, String sum, String old, String state);
  }

  private static Cell peeping(Peep peep) {
    return (s, x, before, older) -> {
      String h = before.h();
      String old = before.c();
      String i = s.fn("Sigmoid", peep.at(s, "i", s.sum(x, h, "i"), old, old));
      String f = s.fn("Sigmoid", peep.at(s, "f", s.sum(x, h, "f"), old, old));
      String c = s.add(s.mul(f, old), s.mul(i, s.fn("Tanh", s.sum(x, h, "g"))));
      String o = s.fn("Sigmoid", peep.at(s, "o", s.sum(x, h, "o"), old, c));
      return new State(s.mul(o, s.fn("Tanh", c)), c);
    };
  }

  @Test
  void gatesThatLookElsewhereAreNoLstm() {
    assertIs("Lstm", peeping((s, gate, sum, old, c) -> s.add(sum, s.mul(c, s.row(gate + "p")))));
    assertIsNone(peeping((s, gate, sum, old, c) -> s.add(sum, s.mul(old, s.row(gate + "p")))));
    assertIsNone(peeping((s, gate, sum, old, c) -> s.add(sum, s.dot(c, gate + "p"))));
    assertIsNone(peeping((s, gate, sum, old, c) -> s.add(sum, s.mul(c, s.state(gate + "p")))));
  }

  /** A cell whose state is clipped, for the next cell, for what is handed on, or for both. */
  private static Cell clipped(float low, float high, boolean next, boolean handed) {
    return (s, x, before, older) -> {
      String h = before.h();
      String all = s.mul(s.gate(x, h, "f"), before.c());
      String c = s.add(all, s.mul(s.gate(x, h, "i"), s.fn("Tanh", s.sum(x, h, "g"))));
      String clip = s.clip(c, low, high);
      String o = s.gate(x, h, "o");
      return new State(s.mul(o, s.fn("Tanh", handed ? clip : c)), next ? clip : c);
    };
  }

  @Test
  void onlyOneStateThatIsClippedToBothSidesIsAnLstm() {
    assertIs("Lstm", clipped(-0.3f, 0.3f, true, true));
    assertIsNone(clipped(-0.3f, 0.2f, true, true));
    assertIsNone(clipped(-0.3f, 0.3f, true, false));
    assertIsNone(clipped(-0.3f, 0.3f, false, true));
  }

  @Test
  void anOlderStateIsNoLstm() {
    assertIsNone(
        (s, x, before, older) -> {
          String h = before.h();
          String c = s.mul(s.gate(x, h, "f"), older.c());
          c = s.add(c, s.mul(s.gate(x, h, "i"), s.fn("Tanh", s.sum(x, h, "g"))));
          return new State(s.mul(s.gate(x, h, "o"), s.fn("Tanh", c)), c);
        });
  }

  @Test
  void statesBesideTheProductAreNoPlainCell() {
    assertIs("Rnn", (s, x, before, older) -> both(s.fn("Tanh", s.sum(x, before.h(), "h"))));
    assertIs(
        "Rnn",
        (s, x, before, older) ->
            both(s.fn("Tanh", s.add(s.sum(x, before.h(), "h"), s.dot(before.h(), "v")))));
    // all but the first of the steps wait for each other
    same(
        Steps.of(
            (s, x, before, older) ->
                both(s.fn("Tanh", s.add(s.sum(x, before.h(), "h"), before.h())))));
    assertIsNone(
        (s, x, before, older) ->
            both(s.fn("Tanh", s.add(s.sum(x, before.h(), "h"), s.dot(older.h(), "v")))));
    assertIsNone((s, x, before, older) -> both(s.fn("Abs", s.sum(x, before.h(), "h"))));
    assertIsNone(
        (s, x, before, older) ->
            both(s.fn("Tanh", s.mul(s.sum(x, before.h(), "h"), s.dot(x, "v")))));
  }

  /** Every other step has weights of its own: no two that follow each other are alike. */
  @Test
  void stepsOfOtherWeightsAreNoSequence() {
    int[] step = {0};
    assertIsNone(
        (s, x, before, older) -> both(s.fn("Tanh", s.sum(x, before.h(), "h" + step[0]++ % 4))));
  }
}
