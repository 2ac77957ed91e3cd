package io.kwsbench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxCpuFilesTest {
  @TempDir Path root;

  private void file(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void readsAnIntelMachine() throws IOException {
    file("proc/cpuinfo", "processor : 0\nflags\t\t: fpu sse4_2 avx2 avx512f\n");
    file("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "powersave\n");
    file("sys/devices/system/cpu/cpu0/thermal_throttle/core_throttle_count", "2\n");
    file("sys/devices/system/cpu/cpu1/thermal_throttle/core_throttle_count", "3\n");
    LinuxCpuFiles files = new LinuxCpuFiles(root);

    assertThat(files.instructionSets()).containsExactly("sse4_2", "avx2", "avx512f");
    assertThat(files.governor()).contains("powersave");
    assertThat(files.throttleEvents()).contains(5L);
  }

  @Test
  void readsARaspberryPi() throws IOException {
    file("proc/cpuinfo", "Features\t: half thumb neon vfpv4\n");
    file("sys/devices/platform/soc/soc:firmware/get_throttled", "50005\n");
    LinuxCpuFiles files = new LinuxCpuFiles(root);

    assertThat(files.instructionSets()).containsExactly("neon", "vfpv4");
    assertThat(files.throttleEvents()).contains(1L);
  }

  @Test
  void whatIsNotToldIsEmpty() {
    LinuxCpuFiles files = new LinuxCpuFiles(root);
    assertThat(files.instructionSets()).isEmpty();
    assertThat(files.governor()).isEmpty();
    assertThat(files.throttleEvents()).isEmpty();
  }
}
