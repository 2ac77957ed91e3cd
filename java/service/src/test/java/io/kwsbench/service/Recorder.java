package io.kwsbench.service;

import io.kwsbench.spotter.SpotterStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what a service tells. */
public final class Recorder implements ServiceListener {
  public final BlockingQueue<String> detections = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> warnings = new LinkedBlockingQueue<>();

  @Override
  public void detected(String client, SpotterStream.Heard heard) {
    detections.add(heard.label() + " " + heard.lastSample());
  }

  @Override
  public void warned(String line) {
    warnings.add(line.replaceAll("127\\.0\\.0\\.1:\\d+", "CLIENT"));
  }

  /** The next warning; {@code null} when none comes. */
  public String warning() throws InterruptedException {
    return warnings.poll(10, TimeUnit.SECONDS);
  }

  public boolean isQuiet() {
    return warnings.isEmpty();
  }
}
