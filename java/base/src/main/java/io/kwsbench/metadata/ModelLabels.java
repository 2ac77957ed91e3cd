package io.kwsbench.metadata;

import io.kwsbench.KwsException;
import io.kwsbench.files.LabelFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The names of a model's classes and their source.
 *
 * <p>Who is believed, in this order: a file that the user names, the model itself, a file {@value
 * #BESIDE} beside the model. What contradicts the model is refused.
 *
 * @param names in the order of the model's output; empty where no one knows them
 * @param source what messages call whoever says so, such as the file's path
 */
public record ModelLabels(List<String> names, String source) {
  /** The file beside a model with one class name per line. */
  public static final String BESIDE = "labels.txt";

  /**
   * @throws KwsException when a label is none or is there twice; the message names the source
   */
  public ModelLabels {
    names = List.copyOf(names);
    try {
      ModelMetadata.requireLabels(names);
    } catch (KwsException e) {
      throw new KwsException(source + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads a label a line.
   *
   * @throws KwsException when the file cannot be read as text, or holds no label or one twice
   */
  public static ModelLabels read(Path file) {
    return new ModelLabels(LabelFile.read(file), file.toString());
  }

  /**
   * Decides who is believed.
   *
   * @param given what the user says, if anything
   * @param own what the model says; its source is the model
   * @param model the model's file, where there is one
   * @param classes how many the model's output has, where that is known
   * @param note told in a line when a file beside the model is taken, or is not
   * @throws KwsException when two contradict each other, or the output
   */
  public static ModelLabels choose(
      Optional<ModelLabels> given,
      ModelLabels own,
      Optional<Path> model,
      OptionalInt classes,
      Consumer<String> note) {
    return choose(given, own, () -> model.flatMap(ModelLabels::beside), classes, note);
  }

  /**
   * The same where files are not this machine's.
   *
   * @param beside what a file beside the model says, if there is one
   * @throws KwsException as above
   */
  public static ModelLabels choose(
      Optional<ModelLabels> given,
      ModelLabels own,
      Supplier<Optional<ModelLabels>> beside,
      OptionalInt classes,
      Consumer<String> note) {
    if (own.known()) {
      classes.ifPresent(count -> own.requireCount(count, "its own output"));
    }
    if (given.isPresent()) {
      classes.ifPresent(count -> given.get().requireCount(count, own.source()));
      given.get().requireAgreement(own);
      return given.get();
    }
    return own.known() || classes.isEmpty()
        ? own
        : fitting(beside, classes.getAsInt(), own.source(), note).orElse(own);
  }

  private static Optional<ModelLabels> fitting(
      Supplier<Optional<ModelLabels>> beside, int classes, String model, Consumer<String> note) {
    try {
      Optional<ModelLabels> found = beside.get();
      if (found.isPresent() && found.get().names().size() != classes) {
        note.accept(
            found.get().source()
                + " is not used: "
                + found.get().count()
                + ", but "
                + model
                + " has "
                + classes);
        return Optional.empty();
      }
      found.ifPresent(
          labels -> note.accept(labels.source() + " names the classes; " + model + " does not"));
      return found;
    } catch (KwsException e) {
      note.accept("not used: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static Optional<ModelLabels> beside(Path model) {
    Path file = model.resolveSibling(BESIDE);
    return Files.isRegularFile(file) ? Optional.of(read(file)) : Optional.empty();
  }

  private String count() {
    return names.size() + (names.size() == 1 ? " label" : " labels");
  }

  /** Returns whether anyone named the classes. */
  public boolean known() {
    return !names.isEmpty();
  }

  /**
   * Requires a label for every class.
   *
   * @param model what messages call the model
   * @throws KwsException when there are more or fewer
   */
  public void requireCount(int classes, String model) {
    if (names.size() != classes) {
      throw new KwsException(source + ": " + count() + " for " + classes + " classes of " + model);
    }
  }

  /**
   * Requires that a model that names its classes names these, in this order; silence and unknown
   * with or without underscores.
   *
   * @throws KwsException naming the first that differs
   */
  public void requireAgreement(ModelLabels own) {
    if (!own.known()) {
      return;
    }
    requireCount(own.names().size(), own.source());
    for (int i = 0; i < names.size(); i++) {
      if (!plain(names.get(i)).equals(plain(own.names().get(i)))) {
        throw new KwsException(
            String.format(
                "%s: label %d is '%s', but '%s' in %s, which names its own classes",
                source, i + 1, names.get(i), own.names().get(i), own.source()));
      }
    }
  }

  /** A label as it is compared: {@code silence} for {@code _silence_}, likewise unknown. */
  public static String plain(String label) {
    int marked = SpeechCommands.MARKED_NO_WORDS.indexOf(label);
    return marked < 0 ? label : SpeechCommands.NO_WORDS.get(marked);
  }
}
