package io.kwsbench.hostile;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * Gives spoiled files to every reader. Each must be read, or be refused in one line that names it:
 * no crash, no hang, no exhausted memory, no internal fault.
 *
 * <p>Every input has a seed of its own, which is the campaign's plus its number: an input can be
 * made again alone.
 */
final class Campaign {
  private final Path work;
  private final long seed;
  private final PrintStream log;
  private final Map<String, String> faults = new LinkedHashMap<>();
  private final StringBuilder table = new StringBuilder();

  Campaign(Path work, long seed, PrintStream log) {
    this.work = work;
    this.seed = seed;
    this.log = log;
  }

  /**
   * {@code Campaign WORK READERS FIRST COUNT SEED [READER NUMBER]}: inputs FIRST to FIRST + COUNT −
   * 1 of each of the readers whose names begin so; of READER those from NUMBER on, and of none
   * before it.
   */
  public static void main(String[] arguments) throws IOException {
    Path work = Files.createDirectories(Path.of(arguments[0])).toRealPath();
    List<String> asked = List.of(arguments[1].split(","));
    int first = Integer.parseInt(arguments[2]);
    int end = first + Integer.parseInt(arguments[3]);
    Campaign campaign = new Campaign(work, Long.parseLong(arguments[4]), System.out);
    boolean skipped = arguments.length > 5;
    Watchdog.start();
    for (Reader reader : Readers.all(work)) {
      boolean again = skipped && reader.name().equals(arguments[5]);
      skipped &= !again;
      if (!skipped && asked.stream().anyMatch(reader.name()::startsWith)) {
        int from = again ? Integer.parseInt(arguments[6]) : first;
        if (from == 0) {
          campaign.unspoiled(reader);
        }
        campaign.run(reader, from, end - from);
      }
    }
    Runtime.getRuntime().halt(campaign.faults().isEmpty() ? 0 : 1);
  }

  /** A sound file that is refused would make a campaign of nothing. */
  void unspoiled(Reader reader) throws IOException {
    for (int i = 0; i < reader.sounds().size(); i++) {
      reader.write(reader.sounds().get(i));
      for (List<String> command : reader.commands()) {
        reader.before().put();
        Attempt attempt = Attempt.of(command);
        if (attempt.isRefused()) {
          log.println(
              "NOTE " + reader.name() + ": sound " + i + " is refused: " + attempt.err().strip());
        }
      }
    }
  }

  /** One line a kind of fault, with the first input that showed it. */
  List<String> faults() {
    return List.copyOf(faults.values());
  }

  String table() {
    return table.toString();
  }

  void run(Reader reader, int first, int count) throws IOException {
    Map<String, Integer> outcomes = new TreeMap<>();
    int from = faults.size();
    double slowest = 0;
    for (int i = first; i < first + count; i++) {
      Random random = new Random(seed * 1_000_003 + i);
      byte[] sound = reader.sounds().get(random.nextInt(reader.sounds().size()));
      byte[] bytes = reader.mutation().of(sound, random);
      reader.write(bytes);
      Files.writeString(
          work.resolve("state"), reader.name() + " " + i + " " + reader.file() + "\n");
      String outcome = "read";
      for (List<String> command : reader.commands()) {
        reader.before().put();
        Watchdog.watch(reader.name() + " " + i + " " + command);
        Attempt attempt = Attempt.of(command);
        Watchdog.watch(null);
        slowest = Math.max(slowest, attempt.seconds());
        Optional<String> fault = attempt.fault(reader.file().getFileName().toString());
        fault.ifPresent(kind -> note(reader, kind, attempt, command, bytes));
        outcome = fault.orElse(attempt.isRefused() && outcome.equals("read") ? "refused" : outcome);
        if (fault.isPresent()) {
          break;
        }
        if (!Files.exists(reader.file())) {
          reader.write(bytes);
        }
      }
      outcomes.merge(outcome, 1, Integer::sum);
    }
    // what other readers' commands read besides must be sound
    reader.write(reader.sounds().get(0));
    String row =
        "%-16s seed %d, inputs %d to %d: %s; slowest %.1f s; %d new kinds of fault"
            .formatted(
                reader.name(),
                seed,
                first,
                first + count - 1,
                outcomes,
                slowest,
                faults.size() - from);
    log.println(row);
    table.append(row).append('\n');
  }

  private void note(
      Reader reader, String kind, Attempt attempt, List<String> command, byte[] bytes) {
    String said = attempt.err().lines().reduce((a, b) -> b).orElse("nothing said");
    String shape = said.replaceAll("'[^']*'|\"[^\"]*\"|[0-9]+", "#");
    String key = reader.name() + kind + shape.substring(0, Math.min(110, shape.length()));
    if (faults.containsKey(key)) {
      return;
    }
    try {
      Path folder = Files.createDirectories(work.resolve("faults"));
      String name = reader.name() + "-" + faults.size() + "-" + reader.file().getFileName();
      Files.write(folder.resolve(name), bytes);
      String shown = said.substring(0, Math.min(400, said.length()));
      String line =
          "FAULT %s %s (%.1f s, exit %d): %s%n  faults/%s by %s"
              .formatted(
                  reader.name(),
                  kind,
                  attempt.seconds(),
                  attempt.code().code(),
                  shown,
                  name,
                  command);
      faults.put(key, line);
      log.println(line);
    } catch (IOException e) {
      throw new IllegalStateException("the fault cannot be kept", e);
    }
  }

  /** Tells where a command hangs, and ends the process when it hangs for good. */
  private static final class Watchdog {
    private static final long TOLD = 15;
    private static final long ENDED = 90;
    private static volatile String doing;
    private static volatile long since;

    static void watch(String what) {
      since = System.nanoTime();
      doing = what;
    }

    static void start() {
      Thread worker = Thread.currentThread();
      Thread thread = new Thread(() -> look(worker), "watchdog");
      thread.setDaemon(true);
      thread.start();
    }

    private static void look(Thread worker) {
      String told = null;
      while (true) {
        try {
          Thread.sleep(1000);
        } catch (InterruptedException e) {
          return;
        }
        String now = doing;
        long seconds = (System.nanoTime() - since) / 1_000_000_000L;
        if (now != null && seconds > TOLD && !now.equals(told)) {
          told = now;
          List<String> frames = new ArrayList<>();
          for (StackTraceElement frame : worker.getStackTrace()) {
            frames.add("    at " + frame);
          }
          System.out.println("HANGS " + now + "\n" + String.join("\n", frames));
        }
        if (now != null && seconds > ENDED) {
          System.out.println("HUNG " + now);
          Runtime.getRuntime().halt(99);
        }
      }
    }
  }
}
