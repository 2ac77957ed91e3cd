package io.kwsbench.compile.pass;

import io.kwsbench.program.Op;
import io.kwsbench.program.Program;
import io.kwsbench.program.Uses;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs the passes of {@link CompilerPassCatalog}, stage by stage. */
public final class PassManager {
  /**
   * Sweeps of one stage. A sweep looks at every operation, so that what is as long as the graph, a
   * run of reshapes or a chain, is soon done; a rule that never ends is a bug, not a hang.
   */
  private static final int MAX_SWEEPS = 2_000;

  private final PassOptions options;

  private PassManager(PassOptions options) {
    this.options = options;
  }

  /** The cheapest equivalent of a program that the passes find. */
  public static Program optimize(Program program) {
    return optimize(program, PassOptions.ALL);
  }

  /**
   * The same as the options say.
   *
   * @throws IllegalStateException when a stage does not settle, which is a fault of its passes
   */
  public static Program optimize(Program program, PassOptions options) {
    PassManager passes = new PassManager(options);
    Program current = program;
    for (List<CompilerPass> stage : CompilerPassCatalog.STAGES) {
      current = passes.stage(current, stage);
    }
    return current;
  }

  private Program stage(Program program, List<CompilerPass> stage) {
    List<CompilerPass.Local> local = new ArrayList<>();
    Program current = program;
    for (CompilerPass pass : stage) {
      if (!options.without().contains(pass.name())) {
        if (pass instanceof CompilerPass.Whole whole) {
          current = whole(current, whole);
        } else if (pass instanceof CompilerPass.Local one) {
          local.add(one);
        }
      }
    }
    return local.isEmpty() ? current : run(current, local);
  }

  private Program whole(Program program, CompilerPass.Whole pass) {
    Program rewritten = pass.rewriting().apply(program);
    if (!rewritten.ops().equals(program.ops())) {
      options.listener().after(Map.of(pass.name(), 1), rewritten);
    }
    return rewritten;
  }

  /**
   * The program that passes leave when none of them applies any more.
   *
   * @throws IllegalStateException when they do not come to an end, which is a fault of theirs
   */
  static Program settled(Program program, List<CompilerPass> passes) {
    return new PassManager(PassOptions.ALL).stage(program, passes);
  }

  private Program run(Program program, List<CompilerPass.Local> passes) {
    Program current = program;
    for (int sweep = 0; sweep < MAX_SWEEPS; sweep++) {
      Map<String, Integer> rewrites = new LinkedHashMap<>();
      Program next = sweep(current, passes, rewrites);
      if (rewrites.isEmpty()) {
        return current;
      }
      current = next.withoutDeadOps();
      options.listener().after(Collections.unmodifiableMap(rewrites), current);
    }
    List<String> names = passes.stream().map(CompilerPass::name).toList();
    throw new IllegalStateException(
        "passes do not settle in " + MAX_SWEEPS + " sweeps: " + String.join(", ", names));
  }

  /** One look at every operation; what one rewrite took part in, no other may touch. */
  private static Program sweep(
      Program program, List<CompilerPass.Local> passes, Map<String, Integer> rewrites) {
    Uses uses = new Uses(program);
    Set<Op> touched = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<Op> absorbed = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Op> ops = new ArrayList<>(program.ops().size());
    for (Op op : program.ops()) {
      Optional<Match> match =
          touched.contains(op) ? Optional.empty() : match(op, passes, uses, touched);
      if (match.isEmpty()) {
        ops.add(op);
        continue;
      }
      Rule.Rewrite rewrite = match.get().rewrite();
      rewrites.merge(match.get().pass(), 1, Integer::sum);
      touched.add(op);
      touched.addAll(rewrite.absorbed());
      absorbed.addAll(rewrite.absorbed());
      ops.addAll(rewrite.ops());
      // neighbors see a stale picture until the next sweep
      op.inputs().forEach(input -> uses.maker(input).ifPresent(touched::add));
      op.outputs().forEach(output -> touched.addAll(uses.users(output)));
    }
    ops.removeIf(absorbed::contains);
    return program.withOps(ops);
  }

  /** The result of the first pass that applies to an operation. */
  private record Match(String pass, Rule.Rewrite rewrite) {}

  private static Optional<Match> match(
      Op op, List<CompilerPass.Local> passes, Uses uses, Set<Op> touched) {
    for (CompilerPass.Local pass : passes) {
      Optional<Rule.Rewrite> rewrite = pass.rule().match(op, uses);
      if (rewrite.isPresent() && rewrite.get().absorbed().stream().noneMatch(touched::contains)) {
        return Optional.of(new Match(pass.name(), rewrite.get()));
      }
    }
    return Optional.empty();
  }
}
