package io.kwsbench.graph;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Known formats of model files, and of what people take for one. The first bytes decide, and the
 * outermost fields of protobufs.
 */
public enum FileFormat {
  FROZEN_GRAPH("a frozen graph (.pb)"),
  TFLITE("a TensorFlow Lite model"),
  HDF5("a Keras HDF5 file"),
  KERAS_ZIP("a .keras archive"),
  TORCH_SCRIPT("a TorchScript model"),
  TORCH_EXPORT("a PyTorch model (.pt2)"),
  TORCH_WEIGHTS("a PyTorch file of weights"),
  ZIP("a ZIP archive"),
  GZIP("a gzip file"),
  ONNX("an ONNX model"),
  SAVED_MODEL("a SavedModel's saved_model.pb"),
  META_GRAPH("a checkpoint's .meta file (MetaGraphDef)"),
  CHECKPOINT_INDEX("a TensorFlow checkpoint's .index file"),
  CHECKPOINT_DATA("a TensorFlow checkpoint's .data file"),
  CHECKPOINT_STATE("a TensorFlow checkpoint's state file"),
  TEXT_GRAPH("a text GraphDef (.pbtxt)"),
  COMPILED_PLAN("a compiled kwsbench model (.kws)"),
  WAV("a WAV file"),
  REPORT("a report of kwsbench"),
  LFS_POINTER("a Git LFS pointer"),
  SAVED_MODEL_FOLDER("a SavedModel's folder"),
  CHECKPOINT_FOLDER("a folder with a TensorFlow checkpoint"),
  FOLDER("a folder");

  /** More than any file of a speech model has. */
  static final long MAX_BYTES = 256L << 20;

  private static final int HEAD_BYTES = 16;
  private static final byte[] HDF5_MAGIC = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
  private static final byte[] TABLE_MAGIC = {
    0x57, (byte) 0xfb, (byte) 0x80, (byte) 0x8b, 0x24, 0x75, 0x47, (byte) 0xdb
  };

  private final String description;

  FileFormat(String description) {
    this.description = description;
  }

  /** With its article: {@code a TensorFlow Lite model}. */
  public String description() {
    return description;
  }

  /** The format of a file or folder; empty if it is unknown, missing, unreadable or too large. */
  public static Optional<FileFormat> of(Path file) {
    if (Files.isDirectory(file)) {
      return Optional.of(folder(file));
    }
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      // most formats show in their first bytes, and a device reads its card slowly
      Optional<FileFormat> format = ofHead(in.readNBytes(HEAD_BYTES));
      return format.isPresent() || Files.size(file) > MAX_BYTES
          ? format
          : of(Files.readAllBytes(file), file.toString());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static FileFormat folder(Path folder) {
    if (Files.exists(folder.resolve("saved_model.pb"))) {
      return SAVED_MODEL_FOLDER;
    }
    return Files.exists(folder.resolve("checkpoint")) ? CHECKPOINT_FOLDER : FOLDER;
  }

  /** The format of a file with these bytes; empty if it is unknown. */
  public static Optional<FileFormat> of(byte[] bytes, String fileName) {
    return recognize(bytes, fileName)
        .or(() -> isGraph(bytes) ? Optional.of(FROZEN_GRAPH) : Optional.empty());
  }

  /** The format of a file with these bytes if it is known and not a frozen graph. */
  static Optional<FileFormat> recognize(byte[] bytes, String fileName) {
    Optional<FileFormat> byHead = ofHead(bytes);
    if (byHead.isPresent()) {
      return byHead;
    }
    if (startsAt(bytes, 0, "PK\003\004")) {
      return Optional.of(archive(bytes, fileName));
    }
    if (bytes.length >= 48 && startsAt(bytes, bytes.length - 8, TABLE_MAGIC)) {
      return Optional.of(CHECKPOINT_INDEX);
    }
    if (fileName.matches("(?s).*\\.data-\\d{5}-of-\\d{5}")) {
      return Optional.of(CHECKPOINT_DATA);
    }
    return text(bytes).or(() -> protobuf(bytes));
  }

  /** A ZIP archive, by the names of its entries; by its own name where they are cut off. */
  private static FileFormat archive(byte[] bytes, String fileName) {
    if (contains(bytes, "model.weights.h5")) {
      return KERAS_ZIP;
    }
    if (contains(bytes, "serialized_exported_program.json") || contains(bytes, "archive_format")) {
      return TORCH_EXPORT;
    }
    if (contains(bytes, "/constants.pkl")) {
      return TORCH_SCRIPT;
    }
    if (contains(bytes, "/data.pkl")) {
      return TORCH_WEIGHTS;
    }
    return fileName.toLowerCase(Locale.ROOT).endsWith(".keras") ? KERAS_ZIP : ZIP;
  }

  /** The formats that begin with bytes of their own. */
  private static Optional<FileFormat> ofHead(byte[] bytes) {
    if (startsAt(bytes, 4, "TFL3")) {
      return Optional.of(TFLITE);
    }
    if (startsAt(bytes, 0, HDF5_MAGIC)) {
      return Optional.of(HDF5);
    }
    if (startsAt(bytes, 0, new byte[] {0x1f, (byte) 0x8b, 8})) {
      return Optional.of(GZIP);
    }
    if (startsAt(bytes, 0, "RIFF") && startsAt(bytes, 8, "WAVE")) {
      return Optional.of(WAV);
    }
    return startsAt(bytes, 0, "KWSP") ? Optional.of(COMPILED_PLAN) : Optional.empty();
  }

  private static Optional<FileFormat> text(byte[] bytes) {
    String head =
        new String(bytes, 0, Math.min(bytes.length, 4096), StandardCharsets.ISO_8859_1).strip();
    if (head.startsWith("version https://git-lfs")) {
      return Optional.of(LFS_POINTER);
    }
    if (head.startsWith("model_checkpoint_path:")) {
      return Optional.of(CHECKPOINT_STATE);
    }
    if (head.matches("(?s)\\{\\s*\"schema(_version)?\"\\s*:\\s*\\d+\\s*,.*")) {
      return Optional.of(REPORT);
    }
    boolean graph = head.matches("(?s)(#[^\n]*\n\\s*)*(node|versions|library)\\s*:?\\s*\\{.*");
    return graph ? Optional.of(TEXT_GRAPH) : Optional.empty();
  }

  /**
   * Tells protobufs apart by field numbers: a GraphDef's field 1 is a node (a message), a
   * SavedModel's and an ONNX model's a version (a varint); only ONNX has field 7, its graph. A
   * MetaGraphDef starts with a MetaInfoDef and has its graph in field 2.
   */
  private static Optional<FileFormat> protobuf(byte[] bytes) {
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    boolean version = false;
    boolean second = false;
    try {
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        int field = WireFormat.getTagFieldNumber(tag);
        boolean message = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
        version |= field == 1 && !message;
        second |= field == 2 && message;
        if (version && field == 7 && message) {
          return Optional.of(ONNX);
        }
        if (!version && field == 2 && message && isGraph(in.readBytes().newCodedInput())) {
          return Optional.of(META_GRAPH);
        }
        if (version || !(field == 2 && message)) {
          in.skipField(tag);
        }
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return version && second ? Optional.of(SAVED_MODEL) : Optional.empty();
  }

  private static boolean isGraph(byte[] bytes) {
    try {
      return isGraph(CodedInputStream.newInstance(bytes));
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns whether a message looks like a GraphDef: its first node has a name and an op. */
  private static boolean isGraph(CodedInputStream graph) throws IOException {
    if (graph.readTag() != FIRST_MESSAGE) {
      return false;
    }
    ByteString node = graph.readBytes();
    CodedInputStream fields = node.newCodedInput();
    if (fields.readTag() != FIRST_MESSAGE || !fields.readBytes().isValidUtf8()) {
      return false;
    }
    // a FunctionDefLibrary's first field is a FunctionDef, whose field 1 is a signature message:
    // its own second field is no text that could be an op's name
    return fields.readTag() == 0x12
        && fields.readBytes().toStringUtf8().matches("[A-Z_][A-Za-z0-9_>]*");
  }

  /** Field 1 of a message type, length-delimited. */
  private static final int FIRST_MESSAGE = 0x0a;

  private static boolean startsAt(byte[] bytes, int offset, String text) {
    return startsAt(bytes, offset, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static boolean startsAt(byte[] bytes, int offset, byte[] magic) {
    if (bytes.length < offset + magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if (bytes[offset + i] != magic[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean contains(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).contains(text);
  }
}
