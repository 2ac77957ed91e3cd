package io.kwsbench.compile.pass;

import io.kwsbench.KwsException;
import io.kwsbench.compile.ir.Op;
import io.kwsbench.compile.ir.Program;
import io.kwsbench.compile.ir.Uses;
import io.kwsbench.compile.loop.RollLoops;
import io.kwsbench.compile.loop.SharedConstants;
import io.kwsbench.compile.recurrent.BatchInputs;
import io.kwsbench.compile.recurrent.RecoverSequences;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Runs the rules, in stages, until none applies. */
public final class Passes {
  /**
   * Sweeps of one stage. A sweep looks at every operation, so that what is as long as the graph, a
   * run of reshapes or a chain, is soon done; a rule that never ends is a bug, not a hang.
   */
  private static final int MAX_SWEEPS = 2_000;

  private static final List<List<Rule>> STAGES =
      List.of(
          List.of(
              new StripReshapes(),
              new JoinOfSlices(),
              new ElementwiseToChains(),
              new JoinChains(),
              new RecoverDilation(),
              new RecoverSoftmax(),
              new FuseSpectrogram()),
          List.of(
              new StripReshapes(),
              new JoinChains(),
              new PointwiseToDense(),
              new FusePatches(),
              new FoldIntoWeights()),
          // not before inputs are batched: what a state adds would keep them from it
          List.of(new StripReshapes(), new JoinChains(), new FoldIntoWeights(), new FuseResidual()),
          List.of(new ComposeDepthwisePointwise(), new FuseDepthwisePointwise()),
          List.of(new ExpandBlocks(), new StripReshapes()),
          List.of(new SplitLongChains()));

  private Passes() {}

  /** What the engine cannot do without: operations that have no kernel before these. */
  private static final Set<String> NEEDED =
      Set.of("elementwise_to_chains", "expand_blocks", "split_long_chains", "strip_reshapes");

  private static final String SEQUENCES = "recover_sequences";
  private static final String INPUTS = "batch_inputs";
  private static final String LOOPS = "roll_loops";

  /** The stage after which weights have their biases. */
  private static final int WEIGHTS_STAGE = 1;

  /** Names of the passes that can be left out, to see what each is worth. */
  public static Set<String> names() {
    Set<String> names = new TreeSet<>();
    names.addAll(List.of(SEQUENCES, INPUTS, LOOPS));
    STAGES.forEach(stage -> stage.forEach(rule -> names.add(name(rule))));
    names.removeAll(NEEDED);
    return names;
  }

  /** {@code fold_into_weights}. */
  private static String name(Rule rule) {
    String name = rule.getClass().getSimpleName();
    return name.replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  /** The cheapest equivalent of a program that the rules find. */
  public static Program optimize(Program program) {
    return optimize(program, Set.of());
  }

  /**
   * The same without some of the passes.
   *
   * @throws KwsException when there is no pass of such a name that can be left out
   */
  public static Program optimize(Program program, Set<String> without) {
    for (String name : without) {
      if (!names().contains(name)) {
        throw new KwsException("no pass " + name + "; there are " + String.join(", ", names()));
      }
    }
    Program current = without.contains(SEQUENCES) ? program : RecoverSequences.apply(program);
    for (int i = 0; i < STAGES.size(); i++) {
      List<Rule> rules = STAGES.get(i).stream().filter(r -> !without.contains(name(r))).toList();
      current = run(current, rules);
      if (i == WEIGHTS_STAGE && !without.contains(INPUTS)) {
        current = BatchInputs.apply(SharedConstants.apply(current));
      }
    }
    return without.contains(LOOPS) ? current : rolled(current);
  }

  /** What is gathered from a loop's iterations lies there already. */
  private static Program rolled(Program program) {
    Program loops = RollLoops.apply(SharedConstants.apply(program));
    return run(loops, List.of(new JoinOfSlices())).withoutDeadOps();
  }

  /**
   * Applies rules until none applies.
   *
   * @throws IllegalStateException when they do not come to an end, which is a fault of theirs
   */
  static Program run(Program program, List<Rule> rules) {
    Program current = program;
    for (int sweep = 0; sweep < MAX_SWEEPS; sweep++) {
      Optional<Program> next = sweep(current, rules);
      if (next.isEmpty()) {
        return current;
      }
      current = next.get().withoutDeadOps();
    }
    List<String> names = rules.stream().map(Passes::name).toList();
    throw new IllegalStateException(
        "passes do not settle in " + MAX_SWEEPS + " sweeps: " + String.join(", ", names));
  }

  /** One look at every operation; what one rewrite took part in, no other may touch. */
  private static Optional<Program> sweep(Program program, List<Rule> rules) {
    Uses uses = new Uses(program);
    Set<Op> touched = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<Op> absorbed = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Op> ops = new ArrayList<>(program.ops().size());
    boolean changed = false;
    for (Op op : program.ops()) {
      Optional<Rule.Rewrite> rewrite =
          touched.contains(op) ? Optional.empty() : match(op, rules, uses, touched);
      if (rewrite.isEmpty()) {
        ops.add(op);
        continue;
      }
      changed = true;
      touched.add(op);
      touched.addAll(rewrite.get().absorbed());
      absorbed.addAll(rewrite.get().absorbed());
      ops.addAll(rewrite.get().ops());
      // neighbours see a stale picture until the next sweep
      op.inputs().forEach(input -> uses.maker(input).ifPresent(touched::add));
      op.outputs().forEach(output -> touched.addAll(uses.users(output)));
    }
    ops.removeIf(absorbed::contains);
    return changed ? Optional.of(program.withOps(ops)) : Optional.empty();
  }

  private static Optional<Rule.Rewrite> match(Op op, List<Rule> rules, Uses uses, Set<Op> touched) {
    return rules.stream()
        .map(rule -> rule.match(op, uses))
        .flatMap(Optional::stream)
        .filter(rewrite -> rewrite.absorbed().stream().noneMatch(touched::contains))
        .findFirst();
  }
}
