package io.kwsbench.compile.pass;

import io.kwsbench.KwsException;
import io.kwsbench.compile.internal.loop.RollLoops;
import io.kwsbench.compile.internal.loop.SharedConstants;
import io.kwsbench.compile.internal.recurrent.BatchInputs;
import io.kwsbench.compile.internal.recurrent.RecoverSequences;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The compiler's passes: the one list of their names, and the stages in which they run. */
public final class CompilerPassCatalog {
  /** The passes on the graph, most of which {@code freeze} has in common with the compiler. */
  static final List<CompilerPass.Shared> SHARED =
      io.kwsbench.rewrite.GraphPassCatalog.ENGINE.stream().map(CompilerPass.Shared::new).toList();

  private static final CompilerPass SEQUENCES =
      new CompilerPass.Whole(
          "recover_sequences",
          false,
          "Replaces each recognized sequence of recurrent cells with one operation.",
          RecoverSequences::apply);
  private static final CompilerPass STRIP =
      needed("strip_reshapes", new StripReshapes(), "Removes reshapes, which only rename memory.");
  private static final CompilerPass ZEROS =
      local(
          "zero_products",
          new ZeroProducts(),
          "Replaces a product of zeros and constant weights with its bias.");
  private static final CompilerPass TRANSPOSED =
      local(
          "transposed_products",
          new TransposedProducts(),
          "Multiplies transposed factors in place of transposing their product.");
  private static final CompilerPass SLICES =
      local(
          "join_of_slices",
          new JoinOfSlices(),
          "Replaces a concatenation of evenly spaced slices of one tensor with a view.");
  private static final CompilerPass SWISH =
      local("recover_swish", new RecoverSwish(), "Recognizes a number times its sigmoid.");
  private static final CompilerPass GELU =
      local(
          "recover_gelu",
          new RecoverGelu(),
          "Recognizes a number times the normal distribution's share below it.");
  private static final CompilerPass REQUANTIZE =
      local(
          "fuse_requantize",
          new FuseRequantize(),
          "Fuses the integer arithmetic that puts sums on another scale.");
  private static final CompilerPass ELEMENTWISE =
      needed(
          "elementwise_to_chains",
          new ElementwiseToChains(),
          "Turns elementwise operations into chains over rows and columns.");
  private static final CompilerPass CHAINS =
      local("join_chains", new JoinChains(), "Merges two consecutive chains.");
  private static final CompilerPass TURNED =
      new CompilerPass.Whole(
          "turned_maps",
          false,
          "Computes maps that are turned and turned back as they lie.",
          TurnedMaps::apply);
  private static final CompilerPass SPECTROGRAM =
      local("fuse_spectrogram", new FuseSpectrogram(), "Fuses a power spectrogram and its MFCCs.");
  private static final CompilerPass DENSE =
      local(
          "pointwise_to_dense",
          new PointwiseToDense(),
          "Turns a convolution with one tap or one output into a matrix product.");
  private static final CompilerPass WEIGHTS =
      local(
          "fold_into_weights",
          new FoldIntoWeights(),
          "Folds scales, shifts and functions into the preceding convolution or product.");
  private static final CompilerPass INTEGERS =
      local(
          "fuse_integer_sums",
          new FuseIntegerSums(),
          "Multiplies levels of 8 bits as integers, in one step with what scales their sums.");
  private static final CompilerPass BOUNDS =
      local(
          "clamp_levels",
          new ClampLevels(),
          "Makes a clamp of levels the bounds of the integer operation before it.");
  private static final CompilerPass LEVELS =
      new CompilerPass.Whole(
          "store_levels",
          false,
          "Stores levels in bytes where only integer operations read them.",
          StoreLevels::apply);
  private static final CompilerPass INPUTS =
      new CompilerPass.Whole(
          "batch_inputs",
          false,
          "Merges products with the same weights at all time steps of a loop.",
          program -> BatchInputs.apply(SharedConstants.apply(program)));
  private static final CompilerPass RESIDUAL =
      local(
          "fuse_residual",
          new FuseResidual(),
          "Fuses a residual addition into the preceding convolution or product.");
  private static final CompilerPass COMPOSE =
      local(
          "compose_depthwise_pointwise",
          new ComposeDepthwisePointwise(),
          "Composes a depthwise convolution with few channels and the pointwise one after it.");
  private static final CompilerPass SEPARABLE =
      local(
          "fuse_depthwise_pointwise",
          new FuseDepthwisePointwise(),
          "Fuses a depthwise convolution and the pointwise one after it into one step.");
  private static final CompilerPass SPLIT =
      needed(
          "split_long_chains",
          new SplitLongChains(),
          "Splits chains that exceed the engine's maximum length.");
  private static final CompilerPass LOOPS =
      new CompilerPass.Whole(
          "roll_loops",
          false,
          "Rerolls equal iterations into a loop.",
          program ->
              PassManager.settled(RollLoops.apply(SharedConstants.apply(program)), List.of(SLICES))
                  .withoutDeadOps());

  /**
   * The passes that run together until none of them applies, in this order; a whole pass runs
   * alone.
   */
  static final List<List<CompilerPass>> STAGES =
      List.of(
          List.of(SEQUENCES),
          // before a gate is a chain
          List.of(SWISH, GELU),
          List.of(
              STRIP,
              ZEROS,
              TRANSPOSED,
              SLICES,
              REQUANTIZE,
              SWISH,
              ELEMENTWISE,
              CHAINS,
              SPECTROGRAM),
          List.of(TURNED),
          List.of(STRIP, CHAINS, DENSE, WEIGHTS, INTEGERS, BOUNDS),
          List.of(LEVELS),
          List.of(INPUTS),
          // not before inputs are batched: what a state adds would keep them from it
          List.of(STRIP, CHAINS, WEIGHTS, RESIDUAL),
          List.of(COMPOSE, SEPARABLE),
          List.of(SPLIT),
          List.of(LOOPS));

  private CompilerPassCatalog() {}

  private static CompilerPass local(String name, Rule rule, String purpose) {
    return new CompilerPass.Local(name, false, purpose, rule);
  }

  private static CompilerPass needed(String name, Rule rule, String purpose) {
    return new CompilerPass.Local(name, true, purpose, rule);
  }

  /** All passes, each once, in the order in which they first run. */
  public static List<CompilerPass> all() {
    Stream<CompilerPass> own = STAGES.stream().flatMap(List::stream).distinct();
    return Stream.concat(SHARED.stream(), own).toList();
  }

  /** Names of the passes that can be left out, to see what each is worth. */
  public static Set<String> optional() {
    return names(pass -> !pass.required());
  }

  private static Set<String> names(Predicate<CompilerPass> which) {
    Set<String> names = new TreeSet<>();
    all().stream().filter(which).map(CompilerPass::name).forEach(names::add);
    return names;
  }

  /**
   * Requires that these passes can be left out.
   *
   * @throws KwsException when one is required or there is none of its name; the message lists those
   *     that can be left out
   */
  static void requireOptional(Collection<String> names) {
    Set<String> optional = optional();
    for (String name : names) {
      if (!optional.contains(name)) {
        boolean required = names(CompilerPass::required).contains(name);
        throw new KwsException(
            (required ? "pass " + name + " cannot be left out" : "no pass " + name)
                + "; there are "
                + String.join(", ", optional));
      }
    }
  }

  /**
   * Requires that there are passes of these names.
   *
   * @throws KwsException when there is none of one; the message lists all
   */
  public static void requireKnown(Collection<String> names) {
    Set<String> known = names(pass -> true);
    for (String name : names) {
      if (!known.contains(name)) {
        throw new KwsException("no pass " + name + "; there are " + String.join(", ", known));
      }
    }
  }
}
