package io.kwsbench.service;

import io.kwsbench.spotter.SpotterStream;

/** Receives events of clients. Threads of the service call it, several at once. */
public interface ServiceListener {
  /**
   * Called for a word in a client's sound.
   *
   * @param client its address and port
   */
  void detected(String client, SpotterStream.Heard heard);

  /**
   * Called when a client broke the protocol, or was refused.
   *
   * @param line one line that names the client
   */
  void warned(String line);
}
