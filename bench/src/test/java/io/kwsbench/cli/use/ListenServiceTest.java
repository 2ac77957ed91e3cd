package io.kwsbench.cli.use;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.beust.jcommander.JCommander;
import io.kwsbench.audio.Clip;
import io.kwsbench.audio.WavWriter;
import io.kwsbench.cli.Invocation;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.usage.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opentest4j.TestAbortedException;

/** {@code listen} as a service. */
class ListenServiceTest {
  private static final Pattern PORT =
      Pattern.compile("open on (?:http://)?127\\.0\\.0\\.1:(\\d+)/?\n");

  /** The exit code of a check whose package is not installed. */
  private static final int MISSING = 77;

  @TempDir static Path shared;
  private static Path model;

  @TempDir Path folder;

  @BeforeAll
  static void compile() throws IOException {
    model = ToneModel.compiled(shared, "--hop_ms", "100", "--rule=average,pause_ms=2000");
  }

  /** A command that runs until it is interrupted. */
  static final class Running implements AutoCloseable {
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicBoolean interrupted = new AtomicBoolean();
    private final CompletableFuture<ExitCode> code;

    Running(Path graph, String... flags) {
      ListenCommand command = new ListenCommand(InputStream.nullInputStream());
      List<String> line = new ArrayList<>(List.of("--graph", graph.toString()));
      line.addAll(Arrays.asList(flags));
      JCommander.newBuilder().addObject(command).build().parse(line.toArray(String[]::new));
      CliContext context =
          new CliContext(
              new PrintStream(out, true, StandardCharsets.UTF_8),
              new PrintStream(err, true, StandardCharsets.UTF_8),
              false,
              false,
              List.of(),
              interrupted::get);
      code = CompletableFuture.supplyAsync(() -> command.run(context));
    }

    /** Waits until it serves. */
    int port() throws InterruptedException {
      for (int i = 0; i < 600; i++) {
        Matcher found = PORT.matcher(err.toString(StandardCharsets.UTF_8));
        if (found.find()) {
          return Integer.parseInt(found.group(1));
        }
        Thread.sleep(50);
      }
      throw new AssertionError("no port: " + err.toString(StandardCharsets.UTF_8));
    }

    ExitCode stop() throws Exception {
      interrupted.set(true);
      return code.get(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
      interrupted.set(true);
    }
  }

  @Test
  void wyomingClientsAreHeard() throws Exception {
    try (Running service = new Running(model, "--wyoming", "0", "--format", "jsonl");
        Socket client = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
      byte[] sound = ToneModel.bytes(ToneModel.sound());
      String chunk =
          "{\"type\":\"audio-chunk\",\"data\":{\"rate\":16000,\"width\":2,\"channels\":1},"
              + "\"payload_length\":"
              + sound.length
              + "}\n";
      client.getOutputStream().write(chunk.getBytes(StandardCharsets.UTF_8));
      client.getOutputStream().write(sound);
      client.shutdownOutput();
      String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(answer).contains("\"name\":\"yes\"").contains("\"name\":\"no\"");
      assertThat(service.stop()).isEqualTo(ExitCode.INTERRUPTED);
      assertThat(service.out.toString(StandardCharsets.UTF_8).lines())
          .hasSize(2)
          .allMatch(line -> line.startsWith("{\"source\":\"127.0.0.1:" + client.getLocalPort()));
      assertThat(service.err.toString(StandardCharsets.UTF_8)).hasLineCount(1);
    }
  }

  /** The protocol's own package, where Python has it, finds what {@code listen} finds in a file. */
  @Test
  void thePackageWyomingIsServed() throws Exception {
    Path wav = folder.resolve("talk.wav");
    WavWriter.write(wav, Clip.ofPcm16(ToneModel.RATE, 1, ToneModel.sound()));
    String times =
        listen(wav.toString())
            .out
            .lines()
            .map(line -> line.substring(wav.toString().length() + 1).split(" "))
            .map(words -> "detection " + words[2] + " " + words[0].replace(".", "") + "\n")
            .collect(Collectors.joining());
    assertThat(times).contains("detection yes ", "detection no ");
    try (Running service = new Running(model, "--wyoming", "0")) {
      String offers = "offers kwsbench yes no\n";
      assertThat(python(service.port(), wav)).isEqualTo(offers + times);
      assertThat(python(service.port(), wav, "no"))
          .isEqualTo(offers + times.replaceFirst(".*\n", ""));
      assertThat(python(service.port(), wav, "maybe")).isEqualTo(offers + "not-detected\n");
    }
  }

  private String python(int port, Path wav, String... words) throws Exception {
    List<String> line =
        new ArrayList<>(
            List.of("python3", "../checks/wyoming_client.py", "127.0.0.1:" + port, wav.toString()));
    line.addAll(Arrays.asList(words));
    Path err = folder.resolve("err");
    Process python;
    try {
      python = new ProcessBuilder(line).redirectError(err.toFile()).start();
    } catch (IOException e) {
      throw new TestAbortedException("skipped: Wyoming's own client needs python3", e);
    }
    String out = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = python.waitFor();
    assumeTrue(code != MISSING, () -> "skipped: " + read(err));
    assertThat(code).as(read(err)).isZero();
    return out;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aPortInUseIsOneLine() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Invocation refused = listen("--wyoming=" + other.getLocalPort());
      assertThat(refused.err)
          .isEqualTo(
              "kwsbench: port "
                  + other.getLocalPort()
                  + " of 127.0.0.1 is in use by another program\n");
      assertThat(refused.code).isEqualTo(ExitCode.BAD_INPUT);
    }
  }

  @Test
  void anAddressOfAnotherComputerIsOneLine() {
    Invocation refused = listen("--wyoming=0", "--bind=192.0.2.1");
    assertThat(refused.err)
        .startsWith("kwsbench: port 0 of 192.0.2.1 cannot be opened: ")
        .hasLineCount(1);
    assertThat(refused.code).isEqualTo(ExitCode.BAD_INPUT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--wyoming=65536|--wyoming must be from 0 to 65535, not 65536",
        "--wyoming=0 --bind=256.0.0.1|--bind: '256.0.0.1' is no address",
        "--bind=0.0.0.0|--bind needs --serve or --wyoming",
        "--wyoming=0 talk.wav|--wyoming takes its sound from clients, not from files",
        "--wyoming=0 --device=USB|--device does not apply to clients of --wyoming",
        "--wyoming=0 --capture=kept|--capture does not apply to clients of --wyoming",
      })
  void aWrongFlagIsUsage(String flags, String message) {
    Invocation refused = listen(flags.split(" "));
    assertThat(refused.err).isEqualTo("kwsbench: " + message + "\n");
    assertThat(refused.code).isEqualTo(ExitCode.USAGE);
  }

  private static Invocation listen(String... flags) {
    List<String> line = new ArrayList<>(List.of("listen", "--graph", model.toString()));
    line.addAll(Arrays.asList(flags));
    return Invocation.of(line.toArray(String[]::new));
  }
}
