package io.kwsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.ParameterDescription;
import io.kwsbench.GoldenFile;
import io.kwsbench.HouseClasses;
import io.kwsbench.cli.command.Command;
import io.kwsbench.usage.ExitCode;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every help text can be read alone, and names the exit codes that its command can return. */
class HelpTextTest {
  private static final int MAX_WORDS = 42;

  /** "network" or "CSV file", but no sentence. */
  private static final Pattern START =
      Pattern.compile("([a-z]|[A-Z]{2}|[0-9]|Keras |TensorFlow ).*");

  /** Turns that need a second reading. */
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "\\b(told|tells?|said|says?|hears?|heard|asked|that many|so many|so (long|much)|at most"
              + "|at least|go(es)? on|else|likewise|all there are|of it)\\b"
              + "|\\b(lines?|rows?|once|one|clips|steps|columns?|threads|files?|weights)"
              + " an? (line|row|node|class|epoch|step|core|clip|word|second|run|file)\\b");

  private static final Pattern UNIT =
      Pattern.compile(
          "\\b(number|seconds?|milliseconds|minutes|samples|percent|share|factor|rate|change|seed"
              + "|smoothing|probability|exit code|MB|bands|dB|octaves)\\b");

  private static final Set<ExitCode> OF_EVERY_COMMAND =
      Set.of(ExitCode.DONE, ExitCode.USAGE, ExitCode.BAD_INPUT, ExitCode.INTERNAL);

  static Stream<Command> commands() {
    return Commands.all().list().stream();
  }

  @Test
  void ofTheProgram() throws IOException {
    GoldenFile.matches("help.txt", Invocation.of("--help").out);
  }

  @Test
  void ofOneCommand() throws IOException {
    GoldenFile.matches("help-evaluate.txt", Invocation.of("help", "evaluate").out);
  }

  @Test
  void describeTheGraphForTheirOwnCommand() {
    String general = "frozen graph (.pb), other model (.onnx, .tflite, .keras, .h5)";
    assertThat(graphOf("compile")).startsWith(general).doesNotContain(".kws").contains("embedded");
    assertThat(graphOf("roofline")).isEqualTo(graphOf("compile"));
    assertThat(graphOf("benchmark")).contains("compiled model (.kws)", "embedded");
    assertThat(graphOf("run")).contains("compiled model (.kws)", "required");
  }

  /** The description of {@code --graph} in one line. */
  private static String graphOf(String command) {
    String help = Invocation.of(command, "--help").out;
    String entry = help.substring(help.indexOf("\n  --graph ") + 11);
    return entry.split("\\n {1,4}--")[0].replaceAll("\\s+", " ").strip();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void fitsTheTerminal(Command command) {
    assertThat(Invocation.of(command.name(), "--help").out.lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    String entry = HelpEntry.command(command.name(), command.summary());
    assertThat(entry).as("one line in the list of commands").hasLineCount(1);
    assertThat(command.summary()).matches("[A-Z][a-z]+s .*\\.");
    assertThat(FORBIDDEN.matcher(command.summary()).results()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void flagsAreDescribedInFull(Command command) {
    JCommander parser =
        JCommander.newBuilder().addObject(command).addObject(new CommonOptions()).build();
    parser.parseWithoutValidation();
    for (ParameterDescription flag : parser.getParameters()) {
      String text = FlagList.description(command, flag);
      String name = command.name() + " " + flag.getNames() + ": " + text;
      assertThat(text).as(name).matches(START).doesNotEndWith(".");
      assertThat(text.split(" ")).as(name).hasSizeBetween(3, MAX_WORDS);
      assertThat(FORBIDDEN.matcher(text).results()).as(name).isEmpty();
      Class<?> type = flag.getParameterized().getType();
      if (isNumber(type)) {
        assertThat(UNIT.matcher(text).find()).as("unit of " + name).isTrue();
      }
      if (type != boolean.class) {
        assertThat(FlagList.meaning(command, flag)).as(name).containsPattern("default|required");
      }
    }
  }

  private static boolean isNumber(Class<?> type) {
    return Number.class.isAssignableFrom(type)
        || Set.of(int.class, long.class, double.class).contains(type);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void exitCodesAreThoseThatTheCommandReturns(Command command) {
    Set<ExitCode> reached = EnumSet.noneOf(ExitCode.class);
    Set<String> read = new FlagReads(HouseClasses.ALL).reads(command.getClass());
    for (ExitCode code : ExitCode.values()) {
      String field = ExitCode.class.getName() + "." + code.name();
      if (read.contains(field)) {
        reached.add(code);
      }
    }
    reached.removeAll(OF_EVERY_COMMAND);
    assertThat(command.outcomes()).isEqualTo(reached);

    List<String> listed =
        Invocation.of("help", command.name())
            .out
            .lines()
            .dropWhile(line -> !line.equals("exit codes:"))
            .skip(1)
            .map(line -> line.strip().split(" ")[0])
            .toList();
    assertThat(listed)
        .isEqualTo(
            Arrays.stream(ExitCode.values())
                .filter(code -> OF_EVERY_COMMAND.contains(code) || reached.contains(code))
                .map(code -> String.valueOf(code.code()))
                .toList());
  }

  @Test
  void familiesAreThePackagesOfTheirCommands() {
    for (Commands.Family family : Commands.all().families()) {
      assertThat(family.commands())
          .allSatisfy(
              command ->
                  assertThat(command.getClass().getPackageName())
                      .endsWith("." + family.purpose().split(" ")[0]));
    }
  }
}
