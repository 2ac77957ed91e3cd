package io.kwsbench.service.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.service.Recorder;
import io.kwsbench.service.SpikeModel;
import io.kwsbench.spotter.Spotter;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import org.java_websocket.WebSocket;
import org.junit.jupiter.api.Test;

class PageSocketsTest {
  private final Recorder recorder = new Recorder();

  /** The library's own stop gives the thread that writes 25 ms, whatever is still to write. */
  @Test
  void aCloseOnABusyComputerReachesTheClient() throws Exception {
    try (Spotter spotter = SpikeModel.spotter();
        ServerSocketChannel channel = ServerSocketChannel.open()) {
      channel.bind(new InetSocketAddress("127.0.0.1", 0));
      InetSocketAddress address = (InetSocketAddress) channel.getLocalAddress();
      PageSockets sockets =
          new PageSockets(channel, Access.to(address), SpikeModel.shared(spotter), recorder);
      sockets.start();
      PageClient client = new PageClient(address, "/sound");
      client.receive("{\"type\":\"model\"");

      Thread closing = new Thread(sockets::close);
      WebSocket connection = sockets.getConnections().iterator().next();
      synchronized (connection) { // the closing thread waits, as for a core
        closing.start();
        Thread.sleep(100);
        client.text("{\"type\":\"thresholds\",\"labels\":{}}");
        Thread.sleep(200);
      }
      closing.join();

      assertThat(client.receive("closed")).startsWith("closed 1001");
      assertThat(recorder.isQuiet()).isTrue();
    }
  }
}
