package io.kwsbench.keras.checkpoint;

import io.jhdf.BufferBuilder;
import io.jhdf.api.Node;
import io.jhdf.api.WritableAttributeImpl;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.message.DataSpace;
import io.jhdf.storage.HdfBackingStorage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** An attribute of variable-length ASCII strings, as h5py writes a Python {@code bytes}. */
final class HeapText extends WritableAttributeImpl {
  private final Type type;
  private final DataSpace space;

  /**
   * @param data a String or a String[]
   */
  HeapText(String name, Node node, Object data, GlobalHeap heap) {
    super(name, node, ""); // the library cannot infer the type of an empty array: see below
    String[] texts = data instanceof String[] array ? array : new String[] {(String) data};
    type = new Type(references(texts, heap));
    space = DataSpace.fromObject(data);
  }

  @Override
  public DataSpace getDataSpace() {
    return space;
  }

  @Override
  public DataType getDataType() {
    return type;
  }

  private static ByteBuffer references(String[] texts, GlobalHeap heap) {
    BufferBuilder out = new BufferBuilder();
    for (String text : texts) {
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      // an empty string is a reference to nowhere
      boolean empty = bytes.length == 0;
      out.writeInt(bytes.length).writeLong(empty ? 0 : heap.address());
      out.writeInt(empty ? 0 : heap.add(bytes));
    }
    return out.build();
  }

  /** Class 9 of the format's data types: a length, the heap's address, an index in it. */
  private static final class Type extends DataType {
    private static final int VARIABLE_LENGTH = 9;
    private static final int REFERENCE_BYTES = 16;

    /** The element type that the HDF5 library writes for strings: an unsigned byte. */
    private static final byte[] BYTE_TYPE = {0x10, 0, 0, 0, 1, 0, 0, 0, 0, 0, 8, 0};

    private final ByteBuffer references;

    Type(ByteBuffer references) {
      super(VARIABLE_LENGTH, REFERENCE_BYTES);
      this.references = references;
      classBits.set(0); // a string, not a sequence; null-terminated ASCII is all zeros
    }

    @Override
    public Class<?> getJavaType() {
      return String.class;
    }

    @Override
    public ByteBuffer toBuffer() {
      return toBufferBuilder().writeBytes(BYTE_TYPE).build();
    }

    @Override
    public ByteBuffer encodeData(Object data) {
      return references.duplicate();
    }

    @Override
    public Object fillData(ByteBuffer buffer, int[] dimensions, HdfBackingStorage storage) {
      throw new UnsupportedOperationException("only written");
    }
  }
}
