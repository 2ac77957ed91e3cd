package io.kwsbench.tensorflow;

import static org.tensorflow.internal.c_api.global.tensorflow.*;

import com.google.protobuf.InvalidProtocolBufferException;
import io.kwsbench.KwsException;
import io.kwsbench.engine.EngineMemory;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.RunTrace;
import io.kwsbench.engine.SessionOptions;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.tensor.TensorSpec;
import io.kwsbench.tensor.TensorValue;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tensorflow.internal.c_api.TF_Buffer;
import org.tensorflow.internal.c_api.TF_Operation;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.proto.RunMetadata;

/**
 * One {@code TF_Session} with its tensors and pointer arrays made ahead.
 *
 * <p>Every method takes the session's lock, so {@link #close()} waits for a run under way and can
 * never race it; a second {@code close} does nothing. Uncontended, the lock costs nanoseconds.
 */
final class TensorFlowSession implements EngineSession {
  private static final Logger LOG = LoggerFactory.getLogger(TensorFlowSession.class);

  private final SessionOptions options;
  private final Consumer<TensorFlowSession> onClose;
  private final NativeScope scope = new NativeScope();
  private final Status status;
  private final SessionPorts ports;
  private final FetchedTensors fetched;
  private final TF_Session handle;
  private final TraceReader traces;
  private final String source;
  private boolean closed;

  TensorFlowSession(
      FrozenGraph graph,
      ImportedGraph imported,
      SessionOptions options,
      Consumer<TensorFlowSession> onClose) {
    this.options = options;
    this.onClose = onClose;
    this.source = graph.source();
    this.traces =
        new TraceReader(
            graph, options.feeds().stream().map(TensorSpec::name).collect(Collectors.toSet()));
    try {
      status = scope.own(new Status());
      ports = new SessionPorts(imported, options, scope);
      fetched = scope.own(new FetchedTensors(options.fetches().size()));
      boolean folding = !DeadlyFolding.isIn(graph, options.fetches());
      if (!folding) {
        LOG.warn(
            "{}: TensorFlow runs without constant folding, which would end the process on two"
                + " scales behind one convolution",
            source);
      }
      handle =
          scope.own(SessionHandle.open(imported, options.threads(), folding), SessionHandle::close);
    } catch (RuntimeException e) {
      scope.close();
      throw e;
    }
  }

  @Override
  public SessionOptions options() {
    return options;
  }

  @Override
  public synchronized void feed(int index, TensorValue value) {
    requireOpen();
    ports.feed(index, value);
  }

  @Override
  public synchronized void run() {
    requireOpen();
    execute(null, null);
  }

  @Override
  public synchronized RunTrace runTraced() {
    requireOpen();
    try (NativeScope run = new NativeScope()) {
      BytePointer bytes = run.own(new BytePointer(SessionConfig.tracedRun()));
      TF_Buffer request = run.own(new TF_Buffer()).data(bytes).length(bytes.capacity());
      TF_Buffer metadata = run.own(TF_NewBuffer(), b -> TF_DeleteBuffer(b));
      long start = System.nanoTime();
      execute(request, metadata);
      long wall = System.nanoTime() - start;
      return traces.read(wall, parse(metadata));
    }
  }

  private RunMetadata parse(TF_Buffer metadata) {
    byte[] bytes = new byte[Math.toIntExact(metadata.length())];
    new BytePointer(metadata.data()).get(bytes);
    try {
      return RunMetadata.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new KwsException(source + ": TensorFlow's trace cannot be read", e);
    }
  }

  private void execute(TF_Buffer request, TF_Buffer metadata) {
    ports.requireFed();
    fetched.clear();
    TF_SessionRun(
        handle,
        request,
        ports.feeds(),
        ports.feedTensors(),
        ports.feedCount(),
        ports.fetches(),
        fetched.array(),
        fetched.count(),
        (PointerPointer<TF_Operation>) null,
        0,
        metadata,
        status.handle());
    status.check(source);
  }

  @Override
  public synchronized TensorValue fetch(int index) {
    requireOpen();
    return fetched.get(index);
  }

  @Override
  public synchronized Optional<EngineMemory> memory() {
    requireOpen();
    return Optional.empty();
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the session is closed");
    }
  }

  @Override
  public void close() {
    if (release()) {
      // outside the lock: the model takes its own, and calls into sessions under it
      onClose.accept(this);
    }
  }

  private synchronized boolean release() {
    if (closed) {
      return false;
    }
    closed = true;
    scope.close();
    return true;
  }
}
