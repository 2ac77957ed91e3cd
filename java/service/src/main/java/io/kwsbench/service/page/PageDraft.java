package io.kwsbench.service.page;

import java.nio.ByteBuffer;
import java.util.List;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.enums.HandshakeState;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.exceptions.InvalidHandshakeException;
import org.java_websocket.exceptions.LimitExceededException;
import org.java_websocket.framing.ControlFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.HandshakeBuilder;
import org.java_websocket.handshake.Handshakedata;
import org.java_websocket.handshake.ServerHandshakeBuilder;

/**
 * The WebSocket protocol, and before it plain GET: a request that asks for no WebSocket is answered
 * with a file of the page, so that one port does for both. The library copies it for every
 * connection.
 */
final class PageDraft extends Draft_6455 {
  /** The most bytes of a message: two thirds of a second of sound at 48,000 Hz. */
  static final int MAX_MESSAGE = 64 << 10;

  private static final int MAX_REQUEST = 8 << 10;

  private final PageFiles files;
  private String page;
  private long fragments;

  PageDraft(PageFiles files) {
    super(List.of(), MAX_MESSAGE);
    this.files = files;
  }

  @Override
  public Draft copyInstance() {
    return new PageDraft(files);
  }

  /** Returns whether the request was answered with a file, after which the connection closes. */
  boolean isAnswered() {
    return page != null;
  }

  @Override
  public Handshakedata translateHandshake(ByteBuffer request) throws InvalidHandshakeException {
    if (request.remaining() > MAX_REQUEST) {
      throw new InvalidHandshakeException("the request is too long");
    }
    return super.translateHandshake(request);
  }

  @Override
  public HandshakeState acceptHandshakeAsServer(ClientHandshake request)
      throws InvalidHandshakeException {
    if (request.getFieldValue("Upgrade").equalsIgnoreCase("websocket")) {
      return super.acceptHandshakeAsServer(request);
    }
    page = request.getResourceDescriptor();
    return HandshakeState.MATCHED;
  }

  /** The library checks the length of frames, but not of all fragments between first and last. */
  @Override
  public void processFrame(WebSocketImpl socket, Framedata frame) throws InvalidDataException {
    if (!(frame instanceof ControlFrame)) {
      fragments += frame.getPayloadData().remaining();
      if (fragments > MAX_MESSAGE) {
        throw new LimitExceededException("a message is longer than " + MAX_MESSAGE + " bytes");
      }
      if (frame.isFin()) {
        fragments = 0;
      }
    }
    super.processFrame(socket, frame);
  }

  @Override
  public HandshakeBuilder postProcessHandshakeResponseAsServer(
      ClientHandshake request, ServerHandshakeBuilder response) throws InvalidHandshakeException {
    return isAnswered() ? response : super.postProcessHandshakeResponseAsServer(request, response);
  }

  @Override
  public List<ByteBuffer> createHandshake(Handshakedata handshake, boolean withContent) {
    return isAnswered()
        ? List.of(files.answer(page))
        : super.createHandshake(handshake, withContent);
  }
}
