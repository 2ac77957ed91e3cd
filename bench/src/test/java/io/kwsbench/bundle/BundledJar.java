package io.kwsbench.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A jar that a bundle holds, as its file name tells.
 *
 * @param name artifact and version
 * @param classifier the platform; empty for a jar of all platforms
 */
record BundledJar(Path file, String name, String classifier) {
  private static final Pattern PLATFORM = Pattern.compile("-((linux|windows|macosx)-.*)");
  private static final Pattern OF_EVERY_JAR =
      Pattern.compile(
          "META-INF/[^/]*|META-INF/(maven|services|versions|proguard)/.*|.*module-info[.]class");

  static BundledJar of(Path file) {
    String name = file.getFileName().toString().replaceFirst("\\.jar$", "");
    Matcher platform = PLATFORM.matcher(name);
    return platform.find()
        ? new BundledJar(file, name.substring(0, platform.start()), platform.group(1))
        : new BundledJar(file, name, "");
  }

  /** Whether it carries natives of another platform than one. */
  boolean isForeignTo(String platform) {
    return !classifier.isEmpty() && !classifier.equals(platform);
  }

  String sha256() {
    try (var in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] some = new byte[1 << 16];
      for (int count = in.read(some); count >= 0; count = in.read(some)) {
        digest.update(some, 0, count);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The names of what it holds, without what every jar has. */
  Set<String> entries() {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return zip.stream()
          .map(ZipEntry::getName)
          .filter(name -> !name.endsWith("/") && !OF_EVERY_JAR.matcher(name).matches())
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
