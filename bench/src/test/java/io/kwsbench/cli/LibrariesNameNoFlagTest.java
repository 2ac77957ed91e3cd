package io.kwsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.beust.jcommander.JCommander;
import io.kwsbench.HouseFiles;
import io.kwsbench.cli.command.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nothing below the command lines names a flag, a subcommand or an exit code: a library says what
 * is wrong, and whoever called it knows what its user can type.
 */
class LibrariesNameNoFlagTest {
  private static final Pattern LIBRARY =
      Pattern.compile("/java/(?!(cli|climake|climeasure|cliuse|usage|spark)/)[a-z]+/src/main/");

  /** They start processes, whose command lines these are. */
  private static final Set<String> PARENTS =
      Set.of("Espeak", "Festival", "Flite", "InstructionCounter", "Piper", "RunnerWorker");

  /** "kwsbench suite NAME" is what its table is called. */
  private static final Set<String> TITLES = Set.of("SuiteDigest");

  private static final Pattern STRINGS = Pattern.compile("\"(?:\\\\.|[^\"\\\\\\n])*\"");
  private static final Pattern NOTES = Pattern.compile("//.*|/\\*(?s:.*?)\\*/");
  private static final Pattern FLAG = Pattern.compile("(?<![\\w-])--[a-z][a-z_]*");
  private static final Pattern DASHED = Pattern.compile("(?<![\\w-])--\\w+");
  private static final Set<String> OWN_FLAGS = ownFlags();
  private static final Pattern SUBCOMMANDS = subcommands();
  private static final Pattern EXIT =
      Pattern.compile("\\bExitCode\\b|[Ee]xit(s with)? codes?( of| \\d)|exits with");

  private static String alternatives(Stream<String> names) {
    return names.map(Pattern::quote).collect(Collectors.joining("|", "(", ")"));
  }

  /** Our own, for texts in which two dashes may mean something else. */
  private static Set<String> ownFlags() {
    return Commands.all().list().stream()
        .flatMap(
            command -> {
              JCommander parser = JCommander.newBuilder().addObject(command).build();
              parser.parseWithoutValidation();
              return parser.getParameters().stream();
            })
        .flatMap(flag -> Stream.of(flag.getParameter().names()))
        .filter(name -> name.startsWith("--"))
        .collect(Collectors.toSet());
  }

  /** One expression of all their names takes seconds to look for. */
  private static Stream<MatchResult> ownFlagsIn(String text) {
    return DASHED.matcher(text).results().filter(found -> OWN_FLAGS.contains(found.group()));
  }

  private static Pattern subcommands() {
    String names = alternatives(Commands.all().list().stream().map(Command::name));
    return Pattern.compile("\\bkwsbench " + names + "\\b|\\b" + names + " --[a-z]");
  }

  /** What a Java file says that it should not. */
  private static List<String> said(String name, String java) {
    String strings =
        STRINGS
            .matcher(NOTES.matcher(java).replaceAll(""))
            .results()
            .map(MatchResult::group)
            .collect(Collectors.joining("\n"));
    // a sentence may go on in the next string
    String sentences = strings.replaceAll("\"\\n\"", "");
    Stream<MatchResult> flags =
        PARENTS.contains(name)
            ? Stream.empty()
            : Stream.concat(FLAG.matcher(sentences).results(), ownFlagsIn(java));
    Stream<MatchResult> commands =
        TITLES.contains(name) ? Stream.empty() : SUBCOMMANDS.matcher(sentences).results();
    return Stream.of(flags, commands, EXIT.matcher(java).results())
        .flatMap(found -> found)
        .map(found -> name + ": " + found.group())
        .toList();
  }

  private static List<Path> sources(String suffix) throws IOException {
    return HouseFiles.all()
        .filter(file -> file.toString().endsWith(suffix) && LIBRARY.matcher(file.toString()).find())
        .toList();
  }

  @Test
  void javaNamesNone() throws IOException {
    List<Path> files = sources(".java");
    assertThat(files).hasSizeGreaterThan(500);
    List<String> said = new ArrayList<>();
    for (Path file : files) {
      String name = file.getFileName().toString().replace(".java", "");
      said.addAll(said(name, HouseFiles.text(file)));
    }
    assertThat(said).isEmpty();
  }

  @Test
  void pagesNameNone() throws IOException {
    List<Path> files = sources(".js");
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      String text = HouseFiles.text(file);
      assertThat(ownFlagsIn(text).map(MatchResult::group)).as("%s", file).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"x; --resume goes on\"",
        "\"give --no_flag_of_ours\"",
        "\"as kwsbench \" + \"freeze does\"",
        "\"freeze --softmax add\"",
        "/** The name that {@code --engine} takes. */",
        "/** What is exit code 3. */",
      })
  void whatShouldNotBeSaidIsFound(String java) {
    assertThat(said("Any", java)).isNotEmpty();
  }
}
