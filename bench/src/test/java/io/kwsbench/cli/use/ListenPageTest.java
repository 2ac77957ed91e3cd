package io.kwsbench.cli.use;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kwsbench.audio.Clip;
import io.kwsbench.audio.WavWriter;
import io.kwsbench.cli.Invocation;
import io.kwsbench.report.render.HeadlessChromium;
import io.kwsbench.usage.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of {@code listen --serve} in a browser whose microphone plays a file. */
class ListenPageTest {
  private static final String ROWS = "document.getElementById('detections').rows";

  /** Opening a microphone takes the browser a while, in which the file plays already. */
  private static final double OPENING_SECONDS = 2.5;

  @TempDir Path folder;

  /** When a word is detected, and which. */
  private record Row(double seconds, String word) {}

  private List<Row> inTheFile(Path model, Path wav) {
    return Invocation.of("listen", "--graph", model.toString(), wav.toString())
        .out
        .lines()
        .map(line -> line.substring(wav.toString().length() + 1).split(" "))
        .map(words -> new Row(Double.parseDouble(words[0]), words[2]))
        .toList();
  }

  /** "yes" from 3 to 4 s, "no" from 5.5 to 6.5 s. */
  private static short[] sound() {
    short[] tones = ToneModel.sound();
    short[] sound = new short[7 * ToneModel.RATE];
    System.arraycopy(tones, 0, sound, 2 * ToneModel.RATE, 5 * ToneModel.RATE);
    return sound;
  }

  private static List<Row> onThePage(Browser browser) throws Exception {
    String rows =
        browser.evaluate(
            "[..."
                + ROWS
                + "].reverse().map(r => [...r.cells].map(c => c.innerText).join('|'))"
                + ".join('\\n')");
    return rows.lines()
        .map(line -> line.split("\\|"))
        .map(cells -> new Row(Double.parseDouble(cells[0].replace(" s", "")), cells[1]))
        .toList();
  }

  private static void move(Browser browser, String word, double threshold) throws Exception {
    browser.evaluate(
        "{ const slider = document.querySelector('[data-word="
            + word
            + "]');"
            + " slider.value = "
            + threshold
            + ";"
            + " slider.dispatchEvent(new Event('input')); }");
  }

  @Test
  void showsTheWordsOfTheFileAtTheirTimes() throws Exception {
    HeadlessChromium.browser();
    Path model =
        ToneModel.compiledForAnyPhase(
            folder, "--hop_ms=80", "--rule=average,pause_ms=2000,threshold=0.5");
    Path wav = folder.resolve("talk.wav");
    WavWriter.write(wav, Clip.ofPcm16(ToneModel.RATE, 1, sound()));
    List<Row> expected = inTheFile(model, wav);
    assertThat(expected).extracting(Row::word).containsExactly("yes", "no");

    try (ListenServiceTest.Running service = new ListenServiceTest.Running(model, "--serve", "0");
        Browser browser = new Browser(folder, wav, "http://127.0.0.1:" + service.port() + "/")) {
      browser.await("!document.getElementById('start').disabled");
      browser.evaluate("document.getElementById('start').click()");
      browser.await(ROWS + ".length >= 2");

      List<Row> shown = onThePage(browser);
      assertThat(shown).extracting(Row::word).containsExactly("yes", "no");
      double late = expected.get(0).seconds() - shown.get(0).seconds();
      assertThat(late).as("of the microphone").isBetween(-0.2, OPENING_SECONDS);
      assertThat(shown.get(1).seconds() - shown.get(0).seconds())
          .isCloseTo(expected.get(1).seconds() - expected.get(0).seconds(), within(0.17));
      moreOfThePage(browser);
      picture(browser);
      assertThat(browser.complaints()).isEmpty();
      assertThat(service.stop()).isEqualTo(ExitCode.INTERRUPTED);
      assertThat(service.out.toString(StandardCharsets.UTF_8)).contains(" yes ", " no ");
    }
  }

  private static void moreOfThePage(Browser browser) throws Exception {
    assertThat(browser.evaluate("document.getElementById('latency').innerText"))
        .matches("\\d{1,4} ms");
    assertThat(browser.evaluate("document.getElementById('level').innerText")).matches("-?\\d+ dB");
    assertThat(browser.evaluate("document.getElementById('lost').innerText")).isEqualTo("0");

    // what the sound so far would have caused
    move(browser, "yes", 1);
    browser.await(ROWS + ".length === 1");
    assertThat(onThePage(browser)).extracting(Row::word).containsExactly("no");
    assertThat(browser.evaluate("document.getElementById('summary').innerText"))
        .isEqualTo("With these thresholds: 1 detection so far; before: 2.");
    move(browser, "yes", 0.5);
    browser.await(ROWS + ".length === 2");

    browser.evaluate("document.getElementById('stop').click()");
    assertThat(browser.evaluate("document.getElementById('status').innerText"))
        .isEqualTo("Stopped.");
  }

  private static void picture(Browser browser) throws Exception {
    Path pictures = Files.createDirectories(Path.of("target/listen-page"));
    for (boolean dark : new boolean[] {false, true}) {
      browser.resize(390, dark);
      assertThat(browser.evaluate("document.documentElement.scrollWidth")).isEqualTo("390");
      browser.screenshot(pictures.resolve(dark ? "dark.png" : "light.png"));
    }
    assertThat(browser.evaluate("[...document.querySelectorAll('input')].every(i => i.ariaLabel)"))
        .isEqualTo("true");
  }

  /** Not a file of the page may name another host. */
  @Test
  void needsNoNetwork() throws IOException {
    Path files = Path.of("../java/service/src/main/resources/io/kwsbench/service/page");
    try (var all = Files.list(files)) {
      assertThat(all.toList())
          .hasSize(5)
          .allSatisfy(
              file -> assertThat(Files.readString(file)).doesNotContain("http://", "https://"));
    }
  }
}
