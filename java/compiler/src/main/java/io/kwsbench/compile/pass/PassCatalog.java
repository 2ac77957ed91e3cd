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

/** The compiler's passes: the one list of their names, and the stages in which they run. */
public final class PassCatalog {
  private static final Pass SEQUENCES =
      new Pass.Whole(
          "recover_sequences",
          false,
          "Makes one operation of each sequence of recurrent cells that it recognizes.",
          RecoverSequences::apply);
  private static final Pass STRIP =
      needed(
          "strip_reshapes",
          new StripReshapes(),
          "Reads through reshapes, which are other names for the same memory.");
  private static final Pass SLICES =
      local(
          "join_of_slices",
          new JoinOfSlices(),
          "Makes one view of a join of slices of one tensor that lie at even distances.");
  private static final Pass ELEMENTWISE =
      needed(
          "elementwise_to_chains",
          new ElementwiseToChains(),
          "Writes elementwise operations as chains over rows and columns.");
  private static final Pass CHAINS =
      local("join_chains", new JoinChains(), "Makes one chain of two that follow each other.");
  private static final Pass DILATION =
      local(
          "recover_dilation",
          new RecoverDilation(),
          "Makes one dilated convolution of a convolution between two moves of blocks.");
  private static final Pass SOFTMAX =
      local("recover_softmax", new RecoverSoftmax(), "Makes a softmax of one that is written out.");
  private static final Pass SPECTROGRAM =
      local(
          "fuse_spectrogram",
          new FuseSpectrogram(),
          "Makes one operation of a power spectrogram and its MFCCs.");
  private static final Pass DENSE =
      local(
          "pointwise_to_dense",
          new PointwiseToDense(),
          "Makes a matrix product of a convolution with one tap or one output.");
  private static final Pass PATCHES =
      local(
          "fuse_patches",
          new FusePatches(),
          "Makes one convolution of overlapping frames and the convolution over them.");
  private static final Pass WEIGHTS =
      local(
          "fold_into_weights",
          new FoldIntoWeights(),
          "Takes scales, shifts and functions into the convolution or product before them.");
  private static final Pass INPUTS =
      new Pass.Whole(
          "batch_inputs",
          false,
          "Makes one product of the products with the same weights at all times of a loop.",
          program -> BatchInputs.apply(SharedConstants.apply(program)));
  private static final Pass RESIDUAL =
      local(
          "fuse_residual",
          new FuseResidual(),
          "Adds a residual connection in the convolution or product before it.");
  private static final Pass COMPOSE =
      local(
          "compose_depthwise_pointwise",
          new ComposeDepthwisePointwise(),
          "Makes one convolution of a depthwise one of few channels and the pointwise one after"
              + " it.");
  private static final Pass SEPARABLE =
      local(
          "fuse_depthwise_pointwise",
          new FuseDepthwisePointwise(),
          "Makes one step of a depthwise convolution and the pointwise one after it.");
  private static final Pass BLOCKS =
      needed(
          "expand_blocks",
          new ExpandBlocks(),
          "Makes paddings and views of the moves of blocks that are left.");
  private static final Pass SPLIT =
      needed(
          "split_long_chains",
          new SplitLongChains(),
          "Splits chains that are longer than the engine's.");
  private static final Pass LOOPS =
      new Pass.Whole(
          "roll_loops",
          false,
          "Makes one loop of iterations that do the same on other elements.",
          program ->
              Passes.settled(RollLoops.apply(SharedConstants.apply(program)), List.of(SLICES))
                  .withoutDeadOps());

  /** What runs together until none of it applies, in this order; a whole pass runs alone. */
  static final List<List<Pass>> STAGES =
      List.of(
          List.of(SEQUENCES),
          List.of(STRIP, SLICES, ELEMENTWISE, CHAINS, DILATION, SOFTMAX, SPECTROGRAM),
          List.of(STRIP, CHAINS, DENSE, PATCHES, WEIGHTS),
          List.of(INPUTS),
          // not before inputs are batched: what a state adds would keep them from it
          List.of(STRIP, CHAINS, WEIGHTS, RESIDUAL),
          List.of(COMPOSE, SEPARABLE),
          List.of(BLOCKS, STRIP),
          List.of(SPLIT),
          List.of(LOOPS));

  private PassCatalog() {}

  private static Pass local(String name, Rule rule, String purpose) {
    return new Pass.Local(name, false, purpose, rule);
  }

  private static Pass needed(String name, Rule rule, String purpose) {
    return new Pass.Local(name, true, purpose, rule);
  }

  /** All passes, each once, in the order in which they first run. */
  public static List<Pass> all() {
    return STAGES.stream().flatMap(List::stream).distinct().toList();
  }

  /** Names of the passes that can be left out, to see what each is worth. */
  public static Set<String> optional() {
    return names(pass -> !pass.required());
  }

  private static Set<String> names(Predicate<Pass> which) {
    Set<String> names = new TreeSet<>();
    all().stream().filter(which).map(Pass::name).forEach(names::add);
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
        boolean required = names(Pass::required).contains(name);
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
