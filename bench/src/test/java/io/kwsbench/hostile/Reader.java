package io.kwsbench.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One of the product's readers of files: sound files, how they are spoiled, and the commands that
 * read them.
 *
 * @param name what the table calls it
 * @param file the spoiled file, below the work folder
 * @param sounds sound files
 * @param mutation spoils one
 * @param commands each is given the spoiled file
 * @param before puts right what a command may have changed
 */
record Reader(
    String name,
    Path file,
    List<byte[]> sounds,
    Mutation mutation,
    List<List<String>> commands,
    Before before) {

  /** Work to do before each command. */
  interface Before {
    void put() throws IOException;
  }

  void write(byte[] bytes) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }
}
