package io.kwsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.Parameter;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

class ArgumentGrammarTest {
  static final class Flags {
    @Parameter(names = "--text")
    String text;

    @Parameter(names = "--number")
    int number;

    @Parameter(names = "--flag", arity = 1)
    boolean flag;

    @Parameter List<String> rest = new ArrayList<>();
  }

  private static Flags parse(List<String> arguments) {
    Flags flags = new Flags();
    JCommander described = JCommander.newBuilder().addObject(flags).build();
    described.parseWithoutValidation();
    JCommander parser = JCommander.newBuilder().addObject(flags).expandAtSign(false).build();
    parser.parse(new ArgumentGrammar(described).canonical(arguments).toArray(new String[0]));
    return flags;
  }

  @Property(tries = 200)
  void bothSpellingsOfAValueAreTheSame(
      @ForAll
          @AlphaChars
          @Chars({':', ',', '.', '/', '=', '@', '-'})
          @StringLength(min = 1, max = 20)
          String value) {
    assertThat(parse(List.of("--text=" + value)).text).isEqualTo(value);
    if (!List.of("--text", "--number", "--flag").contains(value)) {
      assertThat(parse(List.of("--text", value)).text).isEqualTo(value);
    }
  }

  @Property(tries = 200)
  void numbersMayBeNegative(@ForAll int number) {
    assertThat(parse(List.of("--number", Integer.toString(number))).number).isEqualTo(number);
    assertThat(parse(List.of("--number=" + number)).number).isEqualTo(number);
  }

  @Property(tries = 100)
  void aSwitchHasThreeSpellingsAndTakesNoClip(
      @ForAll boolean on, @ForAll @AlphaChars @StringLength(min = 1, max = 8) String clip) {
    assertThat(parse(List.of("--flag=" + on)).flag).isEqualTo(on);
    assertThat(parse(List.of("--flag", Boolean.toString(on))).flag).isEqualTo(on);
    assertThat(parse(List.of("--flag=" + (on ? "1" : "0"))).flag).isEqualTo(on);
    if (!List.of("true", "false").contains(clip)) {
      Flags flags = parse(List.of("--flag", clip));
      assertThat(flags.flag).isTrue();
      assertThat(flags.rest).containsExactly(clip);
    }
  }
}
