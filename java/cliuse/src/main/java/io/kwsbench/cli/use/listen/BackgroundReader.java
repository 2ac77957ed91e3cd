package io.kwsbench.cli.use.listen;

import io.kwsbench.KwsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Reads a pipe on a thread of its own, since a read cannot be left off when nothing comes. */
final class BackgroundReader {
  /** The most bytes that one read gives. */
  static final int BLOCK = 1 << 16;

  private static final byte[] END = new byte[0];
  private static final int PATIENCE_MILLIS = 50;

  private final BlockingQueue<byte[]> blocks = new ArrayBlockingQueue<>(4);
  private volatile IOException failure;

  BackgroundReader(InputStream in) {
    Thread thread = new Thread(() -> readAll(in), "stdin");
    thread.setDaemon(true);
    thread.start();
  }

  private void readAll(InputStream in) {
    byte[] block = new byte[BLOCK];
    try {
      int count;
      while ((count = in.read(block)) >= 0) {
        if (count > 0) {
          blocks.put(Arrays.copyOf(block, count));
        }
      }
      blocks.put(END);
    } catch (IOException e) {
      failure = e;
      blocks.offer(END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Waits for a block and puts it into a buffer.
   *
   * @return false at the end, and when it was told to stop
   * @throws KwsException when the pipe cannot be read
   */
  boolean read(ByteBuffer target, BooleanSupplier stop) {
    try {
      byte[] block = null;
      while (block == null && !stop.getAsBoolean()) {
        block = blocks.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        if (failure != null && blocks.isEmpty() && block == null) {
          block = END;
        }
      }
      if (block == END && failure != null) {
        throw new KwsException(
            "-: standard input cannot be read: " + failure.getMessage(), failure);
      }
      if (block == null || block == END) {
        return false;
      }
      target.put(block);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
