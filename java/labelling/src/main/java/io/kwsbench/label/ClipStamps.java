package io.kwsbench.label;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;

/**
 * Detects replaced clips without reading them: 64 bits over size and times of a clip's file, and of
 * its slowed copy where the TTA views need it. Thread-safe.
 *
 * <p>The time of the last change to the file's entry is among them where the file system has one: a
 * copy that keeps its source's time would pass for the clip that it replaces.
 */
final class ClipStamps {
  private static final long MISSING = -1;
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final ClipFolder clips;
  private final Path slowClips;

  ClipStamps(ClipFolder clips, PredictOptions options) {
    this.clips = clips;
    this.slowClips = options.needsSlow() ? options.slowClips() : null;
  }

  /** The stamp of a clip, as its files are now. */
  long of(int index) {
    long stamp = of(clips.file(index));
    return slowClips == null
        ? stamp
        : mixed(stamp, of(slowClips.resolve(clips.names().get(index))));
  }

  private static long of(Path file) {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      long stamp = mixed(found.size(), nanos(found.lastModifiedTime()));
      return mixed(stamp, nanos(changed(file, found)));
    } catch (IOException e) {
      return MISSING;
    }
  }

  private static FileTime changed(Path file, BasicFileAttributes found) throws IOException {
    try {
      return (FileTime) Files.getAttribute(file, "unix:ctime");
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      return found.creationTime();
    }
  }

  private static long nanos(FileTime time) {
    return time.to(TimeUnit.NANOSECONDS);
  }

  private static long mixed(long a, long b) {
    long mixed = (a ^ Long.rotateLeft(b, 32)) * MIX;
    return mixed ^ mixed >>> 32;
  }
}
