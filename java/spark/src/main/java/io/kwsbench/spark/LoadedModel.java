package io.kwsbench.spark;

import io.kwsbench.engine.nativeengine.NativeEngine;
import io.kwsbench.label.ClipModel;
import io.kwsbench.label.ClipScorer;
import io.kwsbench.metadata.ModelLabels;
import java.util.HashMap;
import java.util.Map;

/**
 * The models of this process: an executor unpacks the native library once, and compiles a graph
 * once, whatever the number of its tasks. Each task has a scorer of its own.
 *
 * <p>An executor outlives the jobs of an application, so a model that no task uses is closed when
 * another is asked for. Thread-safe.
 */
final class LoadedModel {
  private static final Map<String, LoadedModel> MODELS = new HashMap<>();
  private static int loads;

  private final ClipModel model;
  private int users;

  private LoadedModel(ModelBytes bytes) {
    this.model = new ClipModel(new NativeEngine(), bytes.parse());
  }

  /** A scorer of one task; closing it leaves the model to the next. */
  static final class Use implements AutoCloseable {
    private final LoadedModel loaded;
    private final ClipScorer scorer;
    private boolean closed;

    private Use(LoadedModel loaded, TtaViews views) {
      this.loaded = loaded;
      this.scorer = loaded.model.scorer(views.folds(), views.scale());
    }

    ClipScorer scorer() {
      return scorer;
    }

    int classes() {
      return loaded.model.classes();
    }

    /** The class names in the model's own metadata. */
    ModelLabels labels() {
      return loaded.model.labels();
    }

    @Override
    public void close() {
      synchronized (MODELS) {
        if (!closed) {
          closed = true;
          scorer.close();
          loaded.users--;
        }
      }
    }
  }

  /**
   * Loads the model if this process does not have it yet.
   *
   * @throws io.kwsbench.KwsException when the native library is missing or the graph does not run
   */
  static Use use(ModelBytes bytes, TtaViews views) {
    synchronized (MODELS) {
      LoadedModel loaded = MODELS.get(bytes.id());
      if (loaded == null) {
        closeIdle();
        loaded = new LoadedModel(bytes);
        MODELS.put(bytes.id(), loaded);
        loads++;
      }
      Use use = new Use(loaded, views);
      loaded.users++;
      return use;
    }
  }

  private static void closeIdle() {
    MODELS
        .values()
        .removeIf(
            loaded -> {
              if (loaded.users == 0) {
                loaded.model.close();
              }
              return loaded.users == 0;
            });
  }

  /** The number of models that this process has loaded. */
  static int loads() {
    synchronized (MODELS) {
      return loads;
    }
  }
}
