package io.kwsbench.formats.protobuf;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.kwsbench.KwsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A protobuf message whose fields are known by number alone.
 *
 * <p>A format has a dozen message types; reading them by number needs no generated classes, which
 * would be most of a device's bundle. Nested messages are parsed when they are asked for, so that
 * the depth of the nesting is the reader's own.
 */
public record Message(UnknownFieldSet fields) {
  /**
   * Parses the fields of one message.
   *
   * @throws KwsException when the bytes are no message
   */
  public static Message parse(ByteString bytes) {
    try {
      return new Message(UnknownFieldSet.parseFrom(bytes));
    } catch (InvalidProtocolBufferException e) {
      throw new KwsException("damaged: " + e.getMessage(), e);
    }
  }

  /** Returns whether the field is present. */
  public boolean has(int field) {
    return fields.hasField(field);
  }

  /** The last of the messages in a field. */
  public Optional<Message> message(int field) {
    List<Message> all = messages(field);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  /** The messages in a repeated field. */
  public List<Message> messages(int field) {
    return bytes(field).stream().map(Message::parse).toList();
  }

  /** The messages, texts or bytes in a repeated field, as bytes. */
  public List<ByteString> bytes(int field) {
    return fields.getField(field).getLengthDelimitedList();
  }

  /** A text; empty when the field is absent. */
  public String text(int field) {
    List<ByteString> all = bytes(field);
    return all.isEmpty() ? "" : all.get(all.size() - 1).toString(StandardCharsets.UTF_8);
  }

  /** The texts in a repeated field. */
  public List<String> texts(int field) {
    return bytes(field).stream().map(ByteString::toStringUtf8).toList();
  }

  /** An integer; zero when the field is absent. */
  public long integer(int field) {
    List<Long> all = fields.getField(field).getVarintList();
    return all.isEmpty() ? 0 : all.get(all.size() - 1);
  }

  /** A float; zero when the field is absent. */
  public float real(int field) {
    List<Integer> all = fields.getField(field).getFixed32List();
    return all.isEmpty() ? 0 : Float.intBitsToFloat(all.get(all.size() - 1));
  }

  /** Repeated integers, packed or not. */
  public long[] integers(int field) {
    List<Long> all = new ArrayList<>(fields.getField(field).getVarintList());
    for (ByteString packed : bytes(field)) {
      CodedInputStream in = packed.newCodedInput();
      try {
        while (!in.isAtEnd()) {
          all.add(in.readRawVarint64());
        }
      } catch (IOException e) {
        throw new KwsException("damaged: a list of integers is cut off", e);
      }
    }
    return all.stream().mapToLong(Long::longValue).toArray();
  }

  /** Repeated floats, packed or not. */
  public float[] reals(int field) {
    List<Integer> loose = fields.getField(field).getFixed32List();
    int count = loose.size() + bytes(field).stream().mapToInt(b -> b.size() / 4).sum();
    float[] all = new float[count];
    int at = 0;
    for (int bits : loose) {
      all[at++] = Float.intBitsToFloat(bits);
    }
    for (ByteString packed : bytes(field)) {
      var values = packed.asReadOnlyByteBuffer().order(java.nio.ByteOrder.LITTLE_ENDIAN);
      while (values.remaining() >= 4) {
        all[at++] = values.getFloat();
      }
    }
    return all;
  }

  /** Repeated doubles, packed or not. */
  public double[] doubles(int field) {
    List<Long> loose = fields.getField(field).getFixed64List();
    int count = loose.size() + bytes(field).stream().mapToInt(b -> b.size() / 8).sum();
    double[] all = new double[count];
    int at = 0;
    for (long bits : loose) {
      all[at++] = Double.longBitsToDouble(bits);
    }
    for (ByteString packed : bytes(field)) {
      var values = packed.asReadOnlyByteBuffer().order(java.nio.ByteOrder.LITTLE_ENDIAN);
      while (values.remaining() >= 8) {
        all[at++] = values.getDouble();
      }
    }
    return all;
  }
}
