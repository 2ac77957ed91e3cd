package io.kwsbench.natives;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadFailureTest {
  @Test
  void theReasonOfEveryAttemptIsToldInOneLine() {
    Throwable first = new UnsatisfiedLinkError("/tmp/libx.so: version\n `GLIBC_2.34' not found");
    Throwable last = new UnsatisfiedLinkError("no x in java.library.path: /usr/lib");
    last.initCause(first);

    assertThat(LoadFailure.said(last))
        .isEqualTo(
            "no x in java.library.path: /usr/lib; because /tmp/libx.so: version `GLIBC_2.34' not"
                + " found");
  }

  @Test
  void aReasonIsToldOnceAndOneWithoutWordsByItsName() {
    Throwable cause = new IllegalStateException("broken");

    assertThat(LoadFailure.said(new RuntimeException("broken", cause))).isEqualTo("broken");
    assertThat(LoadFailure.said(new StackOverflowError())).isEqualTo("StackOverflowError");
  }

  @Test
  void aClassThatIsMissingIsNamedWithItsJar() {
    assertThat(LoadFailure.ofClassPath(new NoClassDefFoundError("io/kwsbench/nativelib/KwsNative")))
        .hasValue(
            "the class io.kwsbench.nativelib.KwsNative is missing: add"
                + " kwsbench-native-VERSION.jar, which names no platform, to the class path");
    assertThat(LoadFailure.ofClassPath(new NoClassDefFoundError("org/bytedeco/javacpp/Loader")))
        .hasValueSatisfying(
            line -> assertThat(line).endsWith("add javacpp-VERSION.jar to the class path"));
    assertThat(LoadFailure.ofClassPath(new NoClassDefFoundError("org/else/Where"))).isEmpty();
    assertThat(LoadFailure.ofClassPath(new UnsatisfiedLinkError("no x"))).isEmpty();
  }

  @Test
  void aFolderWithoutProgramsOrSpaceIsNamedWithTheRemedy(@TempDir Path folder) {
    Throwable noexec =
        new UnsatisfiedLinkError("/x/libkwsbench.so: failed to map segment from shared object");
    assertThat(LoadFailure.ofFolder(noexec, folder))
        .hasValueSatisfying(
            line ->
                assertThat(line)
                    .startsWith(folder + " is on a file system without programs (noexec): set")
                    .contains(NativeCache.PROPERTY)
                    .hasSizeLessThan(300));
    assertThat(LoadFailure.ofFolder(new IOException("x: No space left on device"), folder))
        .hasValueSatisfying(line -> assertThat(line).contains(folder + ": no space left"));
    assertThat(LoadFailure.ofFolder(new UnsatisfiedLinkError("no x"), folder)).isEmpty();
  }
}
