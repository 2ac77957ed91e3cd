package io.kwsbench.cli.measure;

import io.kwsbench.KwsException;
import io.kwsbench.audio.ClipFiles;
import io.kwsbench.cli.command.Version;
import io.kwsbench.gate.Gate;
import io.kwsbench.longaudio.LabeledRecording;
import io.kwsbench.suite.baseline.Baseline;
import io.kwsbench.suite.definition.Suite;
import io.kwsbench.suite.definition.SuiteCase;
import io.kwsbench.suite.metric.MetricKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Tells whether a journal belongs to what is to be run: suite, seed, models, labels, clips,
 * baseline and this version. Clips are known by name, size and time of change: reading thousands
 * takes long.
 */
final class SuiteFingerprint {
  private final MessageDigest digest;

  private SuiteFingerprint(MessageDigest digest) {
    this.digest = digest;
  }

  static String of(Path file, Suite suite, Optional<Baseline> baseline) {
    try {
      SuiteFingerprint fingerprint = new SuiteFingerprint(MessageDigest.getInstance("SHA-256"));
      fingerprint.contents(file);
      fingerprint.text(Version.current());
      fingerprint.text(Long.toString(suite.seed()));
      fingerprint.text(baseline.map(Baseline::toString).orElse(""));
      for (SuiteCase one : suite.cases()) {
        fingerprint.text(one.name());
        one.files().forEach(fingerprint::contents);
        fingerprint.text(one.reading().signature());
        fingerprint.text(one.reading().frontEnd());
        one.library().ifPresent(fingerprint::contents);
        one.labels().ifPresent(fingerprint::contents);
        one.input().ifPresent(fingerprint::clips);
        one.gates().forEach(fingerprint::gate);
      }
      return HexFormat.of().formatHex(fingerprint.digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void gate(Gate gate) {
    Optional<MetricKey> figure = MetricKey.of(gate);
    figure.flatMap(MetricKey::clips).ifPresent(this::clips);
    figure.flatMap(MetricKey::labels).ifPresent(this::contents);
    if (gate instanceof Gate.Detection detection) {
      ClipFiles.under(detection.recordings()).stream()
          .map(LabeledRecording::truth)
          .filter(Files::exists)
          .forEach(this::contents);
    }
  }

  private void clips(Path fileOrFolder) {
    for (Path clip : ClipFiles.under(fileOrFolder)) {
      try {
        BasicFileAttributes attributes = Files.readAttributes(clip, BasicFileAttributes.class);
        text(clip + " " + attributes.size() + " " + attributes.lastModifiedTime());
      } catch (IOException e) {
        throw KwsException.unreadable(clip, e);
      }
    }
  }

  private void contents(Path file) {
    try {
      text(
          HexFormat.of()
              .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file))));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw KwsException.unreadable(file, e);
    }
  }

  private void text(String text) {
    digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
