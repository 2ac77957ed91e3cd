package io.kwsbench.service.page;

import io.kwsbench.KwsException;
import io.kwsbench.service.Ports;
import io.kwsbench.service.ServiceListener;
import io.kwsbench.service.SharedModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketAdapter;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.ServerHandshakeBuilder;
import org.java_websocket.server.DefaultWebSocketServerFactory;
import org.java_websocket.server.WebSocketServer;

/** The connections. The library reads and writes them; their sessions are kept here. */
final class PageSockets extends WebSocketServer {
  /** The most browsers that are connected at once. */
  static final int MAX_CLIENTS = 8;

  private static final int MAX_CONNECTIONS = 4 * MAX_CLIENTS;
  private static final long REQUEST_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final int MAX_REASON = 100;
  private static final long SWEEP_MILLIS = 100;
  private static final int SILENT_SECONDS = 30;
  private static final int CLOSE_MILLIS = 2_000;
  private static final int CLOSE_POLL_MILLIS = 5;
  private static final int MAX_UNREAD = 5_000;

  private final ServerSocketChannel channel;
  private final Access access;
  private final SharedModel model;
  private final ServiceListener listener;
  private final Map<WebSocket, Long> connectedAt = new ConcurrentHashMap<>();
  private final Map<WebSocket, PageSession> sessions = new ConcurrentHashMap<>();
  private final ScheduledExecutorService sweeper =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "page sweeper");
            thread.setDaemon(true);
            return thread;
          });
  private volatile boolean closed;

  PageSockets(
      ServerSocketChannel channel, Access access, SharedModel model, ServiceListener listener) {
    super(channel);
    this.access = access;
    this.model = model;
    this.listener = listener;
    PageDraft draft = new PageDraft(new PageFiles());
    setWebSocketFactory(
        new DefaultWebSocketServerFactory() {
          @Override
          public WebSocketImpl createWebSocket(WebSocketAdapter sockets, List<Draft> drafts) {
            return new WebSocketImpl(sockets, List.of(draft));
          }
        });
    setDaemon(true);
    setReuseAddr(true);
    setTcpNoDelay(true);
    setConnectionLostTimeout(SILENT_SECONDS);
    this.channel = channel;
    sweeper.scheduleWithFixedDelay(this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void onStart() {
    // the port has been open since before
  }

  @Override
  protected boolean onConnect(SelectionKey key) {
    // false would make the library cancel the port's own key, and accept nobody from then on
    try {
      while (closed || connectedAt.size() >= MAX_CONNECTIONS) {
        SocketChannel refused = channel.accept();
        if (refused == null) {
          break;
        }
        refused.close();
      }
    } catch (IOException e) {
      return true; // the library's own accept finds it too
    }
    return true;
  }

  /** Closes connections that got their answer, as the library does not always, or ask nothing. */
  private void sweep() {
    long now = System.nanoTime();
    connectedAt.forEach(
        (socket, since) -> {
          WebSocketImpl connection = (WebSocketImpl) socket;
          boolean answered = connection.isFlushAndClose() && connection.outQueue.isEmpty();
          boolean idle = !sessions.containsKey(socket) && now - since > REQUEST_NANOS;
          if (answered || idle) {
            connection.closeConnection(CloseFrame.NORMAL, "");
          }
        });
  }

  @Override
  protected void allocateBuffers(WebSocket socket) throws InterruptedException {
    super.allocateBuffers(socket);
    connectedAt.put(socket, System.nanoTime());
  }

  @Override
  protected void releaseBuffers(WebSocket socket) throws InterruptedException {
    super.releaseBuffers(socket);
    connectedAt.remove(socket);
  }

  @Override
  public ServerHandshakeBuilder onWebsocketHandshakeReceivedAsServer(
      WebSocket socket, Draft draft, ClientHandshake request) throws InvalidDataException {
    if (!((PageDraft) draft).isAnswered()) {
      String refusal =
          access
              .refusal(
                  request.getFieldValue("Host"),
                  request.getFieldValue("Origin"),
                  request.getResourceDescriptor())
              .orElse(null);
      if (refusal != null) {
        warn(socket, "refused: " + refusal);
        throw new InvalidDataException(CloseFrame.REFUSE, refusal);
      }
    }
    return super.onWebsocketHandshakeReceivedAsServer(socket, draft, request);
  }

  @Override
  public void onOpen(WebSocket socket, ClientHandshake request) {
    WebSocketImpl connection = (WebSocketImpl) socket;
    if (((PageDraft) connection.getDraft()).isAnswered()) {
      connection.flushAndClose(CloseFrame.NORMAL, "", false);
    } else if (sessions.size() >= MAX_CLIENTS) {
      refuse(
          socket,
          new RefusedException(
              CloseFrame.TRY_AGAIN_LATER, MAX_CLIENTS + " browsers are connected already"));
    } else {
      sessions.put(
          socket,
          new PageSession(
              Ports.name(socket.getRemoteSocketAddress()),
              model,
              listener,
              text -> send(connection, text),
              System::nanoTime));
      if (closed) {
        release(socket);
      }
    }
  }

  private void send(WebSocketImpl connection, String text) {
    if (connection.outQueue.size() > MAX_UNREAD) {
      throw new RefusedException(CloseFrame.POLICY_VALIDATION, "the client reads no answers");
    }
    try {
      connection.send(text);
    } catch (WebsocketNotConnectedException e) {
      // the client has left; onClose ends its session
    }
  }

  @Override
  public void onMessage(WebSocket socket, String text) {
    take(socket, session -> session.text(text));
  }

  @Override
  public void onMessage(WebSocket socket, ByteBuffer pcm) {
    take(socket, session -> session.sound(pcm));
  }

  private void take(WebSocket socket, Consumer<PageSession> message) {
    PageSession session = sessions.get(socket);
    if (session == null) {
      return;
    }
    try {
      message.accept(session);
    } catch (RefusedException e) {
      refuse(socket, e);
    } catch (KwsException e) {
      refuse(socket, new RefusedException(CloseFrame.POLICY_VALIDATION, e.getMessage()));
    }
  }

  private void refuse(WebSocket socket, RefusedException why) {
    warn(socket, why.getMessage() + "; the connection is closed");
    release(socket);
    socket.close(why.code(), shortened(why.getMessage()));
  }

  /** A reason that fits into a WebSocket's close frame, which has 123 bytes for it. */
  private static String shortened(String reason) {
    return reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON - 1) + "…";
  }

  private void warn(WebSocket socket, String message) {
    if (!closed) {
      listener.warned(Ports.name(socket.getRemoteSocketAddress()) + ": " + message);
    }
  }

  @Override
  public void onClose(WebSocket socket, int code, String reason, boolean remote) {
    PageSession session = sessions.get(socket);
    release(socket);
    boolean left = remote || code == CloseFrame.ABNORMAL_CLOSE;
    if (session != null && !left && !closed) {
      listener.warned(session.client() + ": " + reason + "; the connection is closed");
    }
  }

  private void release(WebSocket socket) {
    PageSession session = sessions.remove(socket);
    if (session != null) {
      session.close();
    }
  }

  @Override
  public void onError(WebSocket socket, Exception error) {
    // onClose warns of what a client sent wrong
    if (!closed && !(error instanceof InvalidDataException)) {
      listener.warned(
          (socket == null ? "the page's server" : "a browser's connection") + ": " + error);
    }
  }

  /** Closes the port and all connections, and waits until no client uses the model. */
  void close() {
    closed = true;
    try {
      goAway();
      stop(CLOSE_MILLIS);
      channel.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // it is of no more use in any case
    }
    sweeper.shutdownNow();
    sessions.keySet().forEach(this::release);
  }

  /**
   * Closes the connections, and waits until the clients can know. The library's stop alone does not
   * wait: its thread that writes ends 25 ms later, whether the closing frames are written or not.
   */
  private void goAway() throws InterruptedException {
    getConnections().forEach(connection -> connection.close(CloseFrame.GOING_AWAY));
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_MILLIS);
    while (!getConnections().isEmpty() && System.nanoTime() < end) {
      Thread.sleep(CLOSE_POLL_MILLIS);
    }
  }
}
