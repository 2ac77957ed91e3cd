package io.kwsbench.measure;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Processor data from Linux's /proc and /sys: instruction sets, clock, governor, throttling.
 * Sources: the kernel's {@code Documentation/admin-guide/pm/cpufreq.rst} and {@code
 * drivers/firmware/raspberrypi.c}.
 */
final class LinuxCpuFiles {
  private static final List<String> TOLD =
      List.of(
          "sse4_1",
          "sse4_2",
          "avx",
          "fma",
          "f16c",
          "avx2",
          "avx512f",
          "avx512bw",
          "avx512vl",
          "avx512_vnni",
          "avx512_bf16",
          "amx_tile",
          "amx_bf16",
          "amx_int8",
          "neon",
          "asimd",
          "asimddp",
          "fphp",
          "asimdhp",
          "sve",
          "vfpv4");

  private static final Pattern MEGAHERTZ = Pattern.compile("cpu MHz\\s*: *(\\d+(\\.\\d+)?)");

  private final Path root;

  LinuxCpuFiles() {
    this(Path.of("/"));
  }

  /** For tests: the same files under another root. */
  LinuxCpuFiles(Path root) {
    this.root = root;
  }

  List<String> instructionSets() {
    Set<String> has = new HashSet<>();
    for (String line : text("proc/cpuinfo").orElse("").split("\n")) {
      if (line.startsWith("flags") || line.startsWith("Features")) {
        has.addAll(Arrays.asList(line.substring(line.indexOf(':') + 1).trim().split("\\s+")));
      }
    }
    return TOLD.stream().filter(has::contains).toList();
  }

  /** The fastest core's current clock; 0 if it is unknown. */
  long hertz() {
    return fastest("scaling_cur_freq").orElseGet(this::cpuinfoHertz);
  }

  /** The fastest core's maximum clock; 0 if it is unknown, as in most virtual machines. */
  long maxHertz() {
    return fastest("cpuinfo_max_freq").orElse(0L);
  }

  private Optional<Long> fastest(String file) {
    return children("sys/devices/system/cpu").stream()
        .flatMap(cpu -> number(cpu.resolve("cpufreq").resolve(file), 10).stream())
        .max(Long::compare)
        .map(kilohertz -> kilohertz * 1000);
  }

  private long cpuinfoHertz() {
    return text("proc/cpuinfo")
        .orElse("")
        .lines()
        .map(MEGAHERTZ::matcher)
        .filter(Matcher::matches)
        .mapToLong(line -> Math.round(Double.parseDouble(line.group(1)) * 1e6))
        .max()
        .orElse(0);
  }

  Optional<String> governor() {
    return text("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor").map(String::strip);
  }

  /**
   * The throttle events of all cores; on a Raspberry Pi, 1 once the firmware has throttled because
   * of heat or low voltage.
   */
  Optional<Long> throttleEvents() {
    List<Long> counts = new ArrayList<>();
    for (Path cpu : children("sys/devices/system/cpu")) {
      number(cpu.resolve("thermal_throttle/core_throttle_count"), 10).ifPresent(counts::add);
    }
    Path board = root.resolve("sys/devices/platform/soc");
    if (Files.isDirectory(board)) { // Windows has no names with a colon
      number(board.resolve("soc:firmware/get_throttled"), 16)
          .ifPresent(bits -> counts.add((bits & 0xf000f) != 0 ? 1L : 0L));
    }
    return counts.isEmpty()
        ? Optional.empty()
        : Optional.of(counts.stream().mapToLong(Long::longValue).sum());
  }

  private List<Path> children(String folder) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> cpus = Files.newDirectoryStream(root.resolve(folder), "cpu[0-9]*")) {
      cpus.forEach(found::add);
    } catch (IOException e) {
      return List.of();
    }
    return found;
  }

  private Optional<Long> number(Path file, int radix) {
    try {
      String text = Files.readString(file).strip();
      return Optional.of(Long.parseLong(text, radix));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private Optional<String> text(String file) {
    try {
      return Optional.of(Files.readString(root.resolve(file)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
