package io.kwsbench.tensorflow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** Natives that belong together: released in the reverse order of their making, once. */
final class NativeScope implements AutoCloseable {
  private final Deque<Runnable> releases = new ArrayDeque<>();

  /** Makes this scope release {@code resource}. */
  <T> T own(T resource, Consumer<? super T> release) {
    releases.push(() -> release.accept(resource));
    return resource;
  }

  <T extends AutoCloseable> T own(T resource) {
    return own(resource, NativeScope::closeQuietly);
  }

  private static void closeQuietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    while (!releases.isEmpty()) {
      releases.pop().run();
    }
  }
}
