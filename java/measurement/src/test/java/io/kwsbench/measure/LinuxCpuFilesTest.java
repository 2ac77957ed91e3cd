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
    file("sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq", "800000\n");
    file("sys/devices/system/cpu/cpu1/cpufreq/scaling_cur_freq", "2600000\n");
    file("sys/devices/system/cpu/cpu0/cpufreq/cpuinfo_max_freq", "3400000\n");
    file("sys/devices/system/cpu/cpu0/thermal_throttle/core_throttle_count", "2\n");
    file("sys/devices/system/cpu/cpu1/thermal_throttle/core_throttle_count", "3\n");
    LinuxCpuFiles files = new LinuxCpuFiles(root);

    assertThat(files.instructionSets()).containsExactly("sse4_2", "avx2", "avx512f");
    assertThat(files.governor()).contains("powersave");
    assertThat(files.hertz()).isEqualTo(2_600_000_000L);
    assertThat(files.maxHertz()).isEqualTo(3_400_000_000L);
    assertThat(files.throttleEvents()).contains(5L);
  }

  @Test
  void readsAVirtualMachinesClock() throws IOException {
    file("proc/cpuinfo", "cpu MHz\t\t: 2599.996\ncpu MHz\t\t: 2450.000\n");
    LinuxCpuFiles files = new LinuxCpuFiles(root);

    assertThat(files.hertz()).isEqualTo(2_599_996_000L);
    assertThat(files.maxHertz()).isZero();
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
    assertThat(files.hertz()).isZero();
    assertThat(files.maxHertz()).isZero();
    assertThat(files.throttleEvents()).isEmpty();
  }
}
