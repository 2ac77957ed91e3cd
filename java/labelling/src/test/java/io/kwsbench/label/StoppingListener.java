package io.kwsbench.label;

import java.util.ArrayList;
import java.util.List;

/** Asks to stop after some clips, as Ctrl-C would, and keeps what it hears. */
final class StoppingListener implements PredictListener {
  final List<String> problems = new ArrayList<>();
  final List<Integer> progress = new ArrayList<>();
  private final int after;

  StoppingListener(int after) {
    this.after = after;
  }

  @Override
  public void done(int clips) {
    progress.add(clips);
  }

  @Override
  public void problem(String line) {
    problems.add(line);
  }

  @Override
  public boolean stopped() {
    return !progress.isEmpty() && progress.get(progress.size() - 1) >= after;
  }
}
