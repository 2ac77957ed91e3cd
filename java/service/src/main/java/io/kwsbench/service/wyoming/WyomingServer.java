package io.kwsbench.service.wyoming;

import io.kwsbench.KwsException;
import io.kwsbench.service.Ports;
import io.kwsbench.service.ServiceListener;
import io.kwsbench.service.SharedModel;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * A wake-word service on a port. Each client has a thread and a stream of its own.
 *
 * <p>When a client breaks the protocol, its connection closes and the listener gets one line; the
 * others continue. The protocol has no password: every computer that reaches the port may use it.
 *
 * <p>Thread-safe; {@code close} is idempotent. Close it before the spotter.
 */
public final class WyomingServer implements AutoCloseable {
  /** The most clients at once. */
  static final int MAX_CLIENTS = 16;

  private static final int WITHIN_EVENT_MILLIS = 10_000;
  private static final int CLOSE_MILLIS = 5_000;
  private static final long AFTER_FAILURE_NANOS = 1_000_000_000L;

  private final SharedModel model;
  private final ServiceListener listener;
  private final ServerSocket server;
  private final Thread acceptor = thread(this::acceptAll, "wyoming");
  private final Set<Client> clients = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private WyomingServer(SharedModel model, ServiceListener listener, ServerSocket server) {
    this.model = model;
    this.listener = listener;
    this.server = server;
  }

  /**
   * Opens a port and serves from then on.
   *
   * @param address port 0 stands for any free one
   * @throws KwsException when the port cannot be opened, as when it is in use
   */
  public static WyomingServer open(
      SharedModel model, InetSocketAddress address, ServiceListener listener) {
    ServerSocket server = null;
    try {
      server = new ServerSocket();
      server.setReuseAddress(true);
      server.bind(address);
    } catch (IOException e) {
      closeQuietly(server);
      throw Ports.unusable(address, e);
    }
    WyomingServer opened = new WyomingServer(model, listener, server);
    opened.acceptor.start();
    return opened;
  }

  /** The address and the port. */
  public InetSocketAddress address() {
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  private static Thread thread(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  private void acceptAll() {
    while (!closed) {
      try {
        accept(server.accept());
      } catch (IOException e) {
        if (!closed) {
          listener.warned("a client cannot be accepted: " + e.getMessage());
          LockSupport.parkNanos(AFTER_FAILURE_NANOS);
        }
      }
    }
  }

  private void accept(Socket socket) {
    String name = Ports.name((InetSocketAddress) socket.getRemoteSocketAddress());
    if (clients.size() >= MAX_CLIENTS) {
      closeQuietly(socket);
      listener.warned(name + ": refused: " + MAX_CLIENTS + " clients are connected already");
      return;
    }
    Client client = new Client(name, socket);
    clients.add(client);
    client.thread.start();
    if (closed) {
      closeQuietly(socket);
    }
  }

  private final class Client implements Runnable {
    private final String name;
    private final Socket socket;
    private final Thread thread;

    Client(String name, Socket socket) {
      this.name = name;
      this.socket = socket;
      this.thread = thread(this, "wyoming " + name);
    }

    @Override
    public void run() {
      try (socket) {
        socket.setKeepAlive(true);
        socket.setTcpNoDelay(true);
        converse();
      } catch (ProtocolException | KwsException e) {
        warn(e.getMessage());
      } catch (SocketTimeoutException e) {
        warn("nothing came for " + WITHIN_EVENT_MILLIS / 1000 + " s");
      } catch (IOException e) {
        warn("the connection broke: " + e.getMessage());
      } finally {
        clients.remove(this);
      }
    }

    private void converse() throws IOException {
      AtomicBoolean spoken = new AtomicBoolean();
      EventReader reader =
          new EventReader(
              new BufferedInputStream(socket.getInputStream()),
              event -> {
                // who has not spoken yet would hold a place for as long as the line lasts
                socket.setSoTimeout(event || !spoken.get() ? WITHIN_EVENT_MILLIS : 0);
                spoken.compareAndSet(false, event);
              });
      WyomingWriter writer = new WyomingWriter(socket.getOutputStream());
      try (WyomingSession session = new WyomingSession(name, model, listener, writer)) {
        Optional<WyomingEvent> event;
        while ((event = reader.read()).isPresent()) {
          session.handle(event.get());
        }
      }
    }

    private void warn(String message) {
      if (!closed) {
        listener.warned(name + ": " + message + "; the connection is closed");
      }
    }
  }

  private static void closeQuietly(AutoCloseable socket) {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (Exception e) {
      // it is of no more use in any case
    }
  }

  /** Closes the port and all connections, and waits until no client uses the model. */
  @Override
  public void close() {
    closed = true;
    closeQuietly(server);
    LockSupport.unpark(acceptor);
    // it holds the port until it wakes, and adds no clients afterwards
    ended(acceptor);
    clients.forEach(client -> closeQuietly(client.socket));
    for (Client client : clients) {
      if (!ended(client.thread)) {
        return;
      }
    }
  }

  /** Waits for a thread, though not for long; false where this one is interrupted. */
  private static boolean ended(Thread thread) {
    if (thread == Thread.currentThread()) {
      return true;
    }
    try {
      thread.join(CLOSE_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
