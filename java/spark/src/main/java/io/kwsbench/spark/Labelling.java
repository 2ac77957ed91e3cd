package io.kwsbench.spark;

import io.kwsbench.KwsException;
import io.kwsbench.label.ClipBytes;
import io.kwsbench.label.LabelSet;
import io.kwsbench.label.UnreadableClipException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Labels the clips of a partition one after another: at any time one of them is in memory.
 *
 * @param <T> what stands for a clip
 */
final class Labelling<T> implements MapPartitionsFunction<T, Row> {
  private static final long serialVersionUID = 1;

  private final Broadcast<ModelBytes> model;
  private final LabelSet labels;
  private final TtaViews views;
  private final ClipSource<T> source;

  Labelling(Broadcast<ModelBytes> model, LabelSet labels, TtaViews views, ClipSource<T> source) {
    this.model = model;
    this.labels = labels;
    this.views = views;
    this.source = source;
  }

  @Override
  public Iterator<Row> call(Iterator<T> clips) {
    LoadedModel.Use use = LoadedModel.use(model.value(), views);
    // a task may end before its last row is asked for
    TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> use.close());
    labels.requireOutputs(use.classes());
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return clips.hasNext();
      }

      @Override
      public Row next() {
        return label(use, clips.next());
      }
    };
  }

  private Row label(LoadedModel.Use use, T clip) {
    List<String> notes = new ArrayList<>();
    String name = source.name(clip);
    try {
      ClipBytes wav = read(() -> source.clip(clip));
      ClipBytes slow = views.needSlow() ? read(() -> source.slow(clip)) : null;
      float[] probabilities = use.scorer().score(wav, slow, notes::add);
      int best = LabelSet.best(probabilities);
      return RowFactory.create(
          name,
          labels.submitted(best),
          labels.wanted(best),
          probabilities,
          notes.toArray(String[]::new));
    } catch (UnreadableClipException e) {
      notes.add(e.getMessage());
      return RowFactory.create(name, null, null, null, notes.toArray(String[]::new));
    }
  }

  private interface Reading {
    ClipBytes read() throws IOException;
  }

  /** A failure that may pass lets the task fail once, so that Spark tries it again elsewhere. */
  private static ClipBytes read(Reading reading) {
    try {
      return reading.read();
    } catch (KwsException e) {
      throw new UnreadableClipException(e);
    } catch (IOException e) {
      KwsException failure = new KwsException("cannot be read: " + e.getMessage(), e);
      if (TaskContext.get().attemptNumber() == 0) {
        throw failure;
      }
      throw new UnreadableClipException(failure);
    }
  }
}
