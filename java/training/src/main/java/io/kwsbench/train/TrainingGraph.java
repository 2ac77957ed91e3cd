package io.kwsbench.train;

import io.kwsbench.corpus.ModelBatch;
import io.kwsbench.model.BatchStatistics;
import io.kwsbench.model.ModelSpec;
import io.kwsbench.model.ModelWeights;
import io.kwsbench.model.NetworkGraph;
import io.kwsbench.model.NetworkPhase;
import io.kwsbench.model.WeightSpec;
import io.kwsbench.natives.NativeCache;
import io.kwsbench.tensor.Likeliest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * A model with its loss, gradients and optimizer, as a TensorFlow graph and a session in it.
 *
 * <p>Not thread-safe. Close it: graph and session hold native memory.
 */
public final class TrainingGraph implements AutoCloseable {
  private final ModelSpec model;
  private final Optimizer optimizer;
  private final Graph graph = newGraph();
  private final Session session;
  private final Ops tf;
  private final GraphVariables variables;
  private final List<Placeholder<TFloat32>> inputs;
  private final Placeholder<TInt32> labels;
  private final Placeholder<TFloat32> rate;
  private final Placeholder<TInt64> step;
  private final Operand<TFloat32> trainingLoss;
  private final Operand<TInt32> trainingCorrect;
  private final Operand<TFloat32> probabilities;
  private final Operand<TFloat32> evaluationLoss;
  private final List<Op> updates = new ArrayList<>();
  private final List<BatchStatistics> statistics;
  private long steps;

  /**
   * @param average how batch normalization's statistics are averaged
   * @param seed what dropout's choices hang on
   * @param threads of TensorFlow, 0 for one per core
   */
  public TrainingGraph(
      ModelSpec model,
      Optimizer optimizer,
      float labelSmoothing,
      StatisticsAverage average,
      long seed,
      int threads) {
    this.model = model;
    this.optimizer = optimizer;
    try {
      tf = Ops.create(graph);
      variables = new GraphVariables(tf);
      for (WeightSpec spec : model.weights()) {
        variables.add(spec.name(), spec.shape());
        for (int slot = 0; spec.trainable() && slot < optimizer.slots(); slot++) {
          variables.add(slotName(spec, slot), spec.shape());
        }
      }
      inputs =
          model.inputs().stream()
              .map(i -> tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, i.size()))))
              .toList();
      labels = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
      rate = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
      step = tf.placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
      Loss loss = new Loss(labelSmoothing);
      Operand<TFloat32> penalty = loss.penalty(tf, model.weights(), variables::value);

      NetworkGraph.Output used =
          NetworkGraph.build(tf, model, new NetworkPhase.Inference(), inputs, variables::value);
      probabilities = used.probabilities();
      evaluationLoss =
          tf.math.add(loss.crossEntropy(tf, probabilities, labels, model.classes()), penalty);

      NetworkGraph.Output learning =
          NetworkGraph.build(
              tf, model, new NetworkPhase.Training(seed, step), inputs, variables::value);
      trainingLoss =
          tf.math.add(
              loss.crossEntropy(tf, learning.probabilities(), labels, model.classes()), penalty);
      trainingCorrect = correct(learning.probabilities());
      statistics = learning.statistics();
      addUpdates(average);
      session =
          new Session(
              graph,
              ConfigProto.newBuilder()
                  .setIntraOpParallelismThreads(threads)
                  .setInterOpParallelismThreads(threads)
                  .build());
    } catch (RuntimeException e) {
      graph.close();
      throw e;
    }
  }

  /** Loads TensorFlow. */
  private static Graph newGraph() {
    NativeCache.prepare();
    return new Graph();
  }

  private static String slotName(WeightSpec spec, int slot) {
    return "slot" + slot + "/" + spec.name();
  }

  private Operand<TInt32> correct(Operand<TFloat32> probabilities) {
    Operand<TInt32> likeliest = tf.math.argMax(probabilities, tf.constant(1), TInt32.class);
    return tf.sum(tf.dtypes.cast(tf.math.equal(likeliest, labels), TInt32.class), tf.constant(0));
  }

  private List<WeightSpec> trainable() {
    return model.weights().stream().filter(WeightSpec::trainable).toList();
  }

  private void addUpdates(StatisticsAverage average) {
    List<WeightSpec> specs = trainable();
    Output<?>[] weights =
        specs.stream().map(s -> variables.value(s.name()).asOutput()).toArray(Output<?>[]::new);
    Output<?>[] gradients = graph.addGradients(trainingLoss.asOutput(), weights);
    // No weight may move while a gradient is still being computed from it.
    List<Op> before = new ArrayList<>();
    for (Output<?> gradient : gradients) {
      before.add(floats(gradient));
    }
    statistics.forEach(s -> before.add(s.variance()));
    Ops after = tf.withControlDependencies(before);
    for (int i = 0; i < specs.size(); i++) {
      addUpdate(after, specs.get(i), floats(gradients[i]));
    }
    if (average == StatisticsAverage.ESTIMATED) {
      return; // estimateStatistics sets the averages
    }
    Operand<TFloat32> share = StatisticsShare.of(tf, average, tf.dtypes.cast(step, TFloat32.class));
    for (BatchStatistics batch : statistics) {
      addAverage(after, batch.meanName(), batch.mean(), share);
      addAverage(after, batch.varianceName(), batch.variance(), share);
    }
  }

  @SuppressWarnings("unchecked")
  private static Operand<TFloat32> floats(Output<?> gradient) {
    return (Operand<TFloat32>) gradient;
  }

  private void addUpdate(Ops after, WeightSpec spec, Operand<TFloat32> gradient) {
    List<Operand<TFloat32>> slots = new ArrayList<>();
    for (int slot = 0; slot < optimizer.slots(); slot++) {
      slots.add(variables.value(slotName(spec, slot)));
    }
    Optimizer.Update update =
        optimizer.update(
            tf,
            variables.value(spec.name()),
            gradient,
            slots,
            rate,
            tf.dtypes.cast(step, TFloat32.class));
    updates.add(variables.assign(after, spec.name(), update.weight()));
    for (int slot = 0; slot < optimizer.slots(); slot++) {
      updates.add(variables.assign(after, slotName(spec, slot), update.slots().get(slot)));
    }
  }

  /** {@code average -= (average - now) * share}, as TensorFlow's moving averages. */
  private void addAverage(Ops after, String name, Operand<TFloat32> now, Operand<TFloat32> share) {
    Operand<TFloat32> old = variables.value(name);
    Operand<TFloat32> change = tf.math.mul(tf.math.sub(old, now), share);
    updates.add(variables.assign(after, name, tf.math.sub(old, change)));
  }

  public ModelSpec model() {
    return model;
  }

  /** Steps done so far. */
  public long steps() {
    return steps;
  }

  /** Sets weights and optimizer, and continues to count from the state's steps. */
  public void restore(TrainingState state) {
    Map<String, float[]> values = new LinkedHashMap<>();
    model.weights().forEach(s -> values.put(s.name(), state.weights().values(s.name())));
    List<float[]> slots = state.slots();
    List<WeightSpec> specs = trainable();
    for (int slot = 0; slot < optimizer.slots(); slot++) {
      for (int i = 0; i < specs.size(); i++) {
        WeightSpec spec = specs.get(i);
        values.put(
            slotName(spec, slot),
            slots.isEmpty() ? new float[spec.elements()] : slots.get(slot * specs.size() + i));
      }
    }
    variables.set(session, values);
    steps = state.steps();
  }

  /** A copy of everything that a step changes. */
  public TrainingState state() {
    List<String> names = new ArrayList<>(model.weights().stream().map(WeightSpec::name).toList());
    List<String> slots = new ArrayList<>();
    for (int slot = 0; slot < optimizer.slots(); slot++) {
      for (WeightSpec spec : trainable()) {
        slots.add(slotName(spec, slot));
      }
    }
    names.addAll(slots);
    Map<String, float[]> values = new HashMap<>(variables.get(session, names));
    return new TrainingState(
        ModelWeights.of(model, values), slots.stream().map(values::get).toList(), steps);
  }

  /** One step along the gradients of a batch. */
  public StepResult step(ModelBatch batch, double learningRate) {
    try (Feeds feeds = feeds(batch);
        TFloat32 lr = TFloat32.scalarOf((float) learningRate);
        TInt64 number = TInt64.scalarOf(steps)) {
      Session.Runner runner = feeds.to(session.runner()).feed(rate, lr).feed(step, number);
      runner.fetch(trainingLoss).fetch(trainingCorrect);
      updates.forEach(runner::addTarget);
      try (var result = runner.run()) {
        steps++;
        return new StepResult(
            ((TFloat32) result.get(0)).getFloat(), ((TInt32) result.get(1)).getInt(), batch.size());
      }
    }
  }

  /**
   * Sets batch normalization's averages to the statistics of some training batches with the present
   * weights.
   */
  void estimateStatistics(Iterable<ModelBatch> batches) {
    PooledStatistics pooled = new PooledStatistics();
    for (ModelBatch batch : batches) {
      try (Feeds feeds = feeds(batch);
          TInt64 number = TInt64.scalarOf(steps)) {
        Session.Runner runner = feeds.to(session.runner()).feed(step, number);
        statistics.forEach(layer -> runner.fetch(layer.mean()).fetch(layer.variance()));
        try (var result = runner.run()) {
          for (int i = 0; i < statistics.size(); i++) {
            pooled.add(
                statistics.get(i),
                GraphVariables.floats(result.get(2 * i)),
                GraphVariables.floats(result.get(2 * i + 1)),
                batch.size());
          }
        }
      }
    }
    variables.set(session, pooled.averages());
  }

  /**
   * Exchanges the weights for their averages, which the optimizer's last slot holds: to use the
   * averages, and once more to train on.
   */
  void exchangeAverages() {
    List<String> weights = trainable().stream().map(WeightSpec::name).toList();
    List<String> averages =
        trainable().stream().map(spec -> slotName(spec, optimizer.slots() - 1)).toList();
    Map<String, float[]> trained = variables.get(session, weights);
    Map<String, float[]> averaged = variables.get(session, averages);
    Map<String, float[]> exchanged = new LinkedHashMap<>();
    for (int i = 0; i < weights.size(); i++) {
      exchanged.put(weights.get(i), averaged.get(averages.get(i)));
      exchanged.put(averages.get(i), trained.get(weights.get(i)));
    }
    variables.set(session, exchanged);
  }

  /** The probabilities of a batch, and its loss. */
  public Evaluation evaluate(ModelBatch batch) {
    try (Feeds feeds = feeds(batch)) {
      Session.Runner runner = feeds.to(session.runner());
      try (var result = runner.fetch(probabilities).fetch(evaluationLoss).run()) {
        float[] values = new float[batch.size() * model.classes()];
        ((TFloat32) result.get(0)).asRawTensor().data().asFloats().read(values);
        return new Evaluation(values, model.classes(), ((TFloat32) result.get(1)).getFloat());
      }
    }
  }

  /**
   * @param probabilities {@code [size, classes]}
   * @param loss of the whole batch
   */
  public record Evaluation(float[] probabilities, int classes, double loss) {
    /** The likeliest class of clip {@code index}; empty when one of its probabilities is NaN. */
    public OptionalInt likeliest(int index) {
      return Likeliest.of(probabilities, index * classes, classes);
    }
  }

  /** A batch as tensors. */
  private record Feeds(Map<Placeholder<?>, Tensor> tensors) implements AutoCloseable {
    Session.Runner to(Session.Runner runner) {
      tensors.forEach(runner::feed);
      return runner;
    }

    @Override
    public void close() {
      tensors.values().forEach(Tensor::close);
    }
  }

  private Feeds feeds(ModelBatch batch) {
    Map<Placeholder<?>, Tensor> tensors = new LinkedHashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      Shape shape = Shape.of(batch.size(), model.inputs().get(i).size());
      tensors.put(inputs.get(i), TFloat32.tensorOf(shape, DataBuffers.of(batch.inputs().get(i))));
    }
    Shape size = Shape.of(batch.size());
    tensors.put(labels, TInt32.tensorOf(size, DataBuffers.of(batch.labels())));
    return new Feeds(tensors);
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
