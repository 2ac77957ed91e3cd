package io.kwsbench.cli;

import io.kwsbench.KwsException;
import io.kwsbench.suite.baseline.Baseline;
import io.kwsbench.suite.definition.Suite;
import io.kwsbench.suite.definition.SuiteCase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Tells whether a journal belongs to what is to be run: suite, seed, models and baseline. */
final class SuiteFingerprint {
  private SuiteFingerprint() {}

  static String of(Path file, Suite suite, Optional<Baseline> baseline) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(Files.readAllBytes(file));
      add(digest, Long.toString(suite.seed()));
      add(digest, baseline.map(b -> b.name() + b.date()).orElse(""));
      for (SuiteCase one : suite.cases()) {
        add(digest, one.name());
        addFile(digest, one.graph());
        if (one.library().isPresent()) {
          addFile(digest, one.library().get());
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new KwsException("cannot be read: " + e.getMessage(), e);
    }
  }

  private static void addFile(MessageDigest digest, Path file)
      throws IOException, NoSuchAlgorithmException {
    digest.update(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }

  private static void add(MessageDigest digest, String text) {
    digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
