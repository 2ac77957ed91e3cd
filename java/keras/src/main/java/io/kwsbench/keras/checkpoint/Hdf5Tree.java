package io.kwsbench.keras.checkpoint;

import io.jhdf.BufferBuilder;
import io.jhdf.WritableGroupImpl;
import io.jhdf.api.Node;
import io.jhdf.api.WritableGroup;
import io.kwsbench.KwsException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An HDF5 file in the making: groups, data sets and text attributes, all in memory until {@link
 * #toBytes}.
 *
 * <p>In the file stand, in this order, the superblock, the global heap with all text of variable
 * length, and the root group with everything below it. The heap comes first because its size is
 * known before anything refers to it.
 */
final class Hdf5Tree {
  private static final int SUPERBLOCK_BYTES = 48;
  private static final long HEAP_ADDRESS = 64;
  private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
  private static final long UNDEFINED = -1;

  /** One message of an object header; HDF5 1.10 refuses what the library writes beyond 55,000. */
  private static final int MAX_ATTRIBUTE_BYTES = 48_000;

  private static final int HEAP_REFERENCE_BYTES = 16;
  private static final Pattern ASCII = Pattern.compile("\\p{ASCII}*");

  private final GlobalHeap heap = new GlobalHeap(HEAP_ADDRESS);
  private final WritableGroupImpl root = new WritableGroupImpl(null, "/");

  WritableGroup root() {
    return root;
  }

  /** The group at {@code path} below {@code parent}, made with all groups above it if need be. */
  WritableGroup group(WritableGroup parent, String path) {
    WritableGroup at = parent;
    for (String part : parts(path)) {
      Node child = at.getChild(part);
      if (child == null) {
        at = at.putGroup(part);
      } else if (child instanceof WritableGroup group) {
        at = group;
      } else {
        throw new KwsException("'" + path + "' names a group and a weight");
      }
    }
    return at;
  }

  /**
   * Puts a data set at {@code path} below {@code parent}.
   *
   * @param data nested arrays, or a boxed scalar
   */
  void dataset(WritableGroup parent, String path, Object data) {
    List<String> parts = parts(path);
    WritableGroup group = group(parent, String.join("/", parts.subList(0, parts.size() - 1)));
    String name = parts.get(parts.size() - 1);
    if (group.getChild(name) != null) {
      throw new KwsException("two weights are named '" + path + "'");
    }
    group.putDataset(name, data);
  }

  /** A scalar text of any length. */
  void text(WritableGroup group, String name, String text) {
    group.getAttributes().put(name, new HeapText(name, group, ascii(text), heap));
  }

  /** A list of names: of fixed length while short, as NumPy stores it; else (or empty) the heap. */
  void names(WritableGroup group, String name, List<String> names) {
    String[] array = names.stream().map(Hdf5Tree::ascii).toArray(String[]::new);
    long width = names.stream().mapToInt(String::length).max().orElse(0) + 1;
    if (array.length > 0 && width * array.length <= MAX_ATTRIBUTE_BYTES) {
      group.putAttribute(name, array);
    } else if ((long) HEAP_REFERENCE_BYTES * array.length <= MAX_ATTRIBUTE_BYTES) {
      group.getAttributes().put(name, new HeapText(name, group, array, heap));
    } else {
      throw new KwsException(
          array.length
              + " entries in '"
              + name
              + "': an HDF5 attribute that Keras reads takes 3000");
    }
  }

  /**
   * The file's bytes.
   *
   * @throws KwsException when they would be more than 2 GiB
   */
  byte[] toBytes() {
    long rootAddress = HEAP_ADDRESS + heap.size();
    // A group's headers are placed and written by address, so nothing depends on the order here.
    HdfBytes out = new HdfBytes();
    try {
      long end = Math.max(root.write(out, rootAddress), out.size());
      if (heap.size() > 0) {
        out.write(heap.toBuffer(), HEAP_ADDRESS);
      }
      out.grow(end);
      out.write(superblock(rootAddress, end), 0);
    } catch (ArithmeticException e) {
      throw new KwsException("a checkpoint of more than 2 GiB", e);
    }
    return out.toArray();
  }

  /** Version 2, which HDF5 reads since 1.8. */
  private static ByteBuffer superblock(long rootAddress, long end) {
    ByteBuffer superblock =
        new BufferBuilder()
            .writeBytes(SIGNATURE)
            .writeBytes(new byte[] {2, 8, 8, 0})
            .writeLong(0)
            .writeLong(UNDEFINED)
            .writeLong(end)
            .writeLong(rootAddress)
            .appendChecksum()
            .build();
    assert superblock.remaining() == SUPERBLOCK_BYTES;
    return superblock;
  }

  private static List<String> parts(String path) {
    return List.of(path.split("/")).stream().filter(part -> !part.isBlank()).toList();
  }

  private static String ascii(String text) {
    if (!ASCII.matcher(text).matches()) {
      throw new KwsException("'" + text + "' is not ASCII, which Keras 2.1 requires of names");
    }
    return text;
  }
}
