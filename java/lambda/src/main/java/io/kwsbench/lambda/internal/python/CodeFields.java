package io.kwsbench.lambda.internal.python;

import io.kwsbench.KwsException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the fields of a code object in the order of one layout. */
final class CodeFields {
  private static final int LOCAL = 0x20;
  private static final int CELL = 0x40;
  private static final int FREE = 0x80;
  private static final int MAX_ARGUMENTS = 255;

  private final MarshalReader in;
  private final CodeLayout layout;

  CodeFields(MarshalReader in, CodeLayout layout) {
    this.in = in;
    this.layout = layout;
  }

  PyCode read() {
    int arguments = count();
    if (layout == CodeLayout.POSITIONAL_ONLY || layout == CodeLayout.LOCALS_PLUS) {
      count();
    }
    int keywordOnly = layout == CodeLayout.PYTHON2 ? 0 : count();
    if (layout != CodeLayout.LOCALS_PLUS) {
      in.readInt(); // how many locals: the names tell
    }
    in.readInt(); // how deep the stack gets
    int flags = in.readInt();
    byte[] code = bytes("its instructions");
    List<Object> consts = tuple("its constants").items();
    List<String> names = texts("its names");
    PyCode.Variables variables = layout == CodeLayout.LOCALS_PLUS ? localsPlus() : separate();
    String file = text("its file's name");
    String name = text("its name");
    if (layout == CodeLayout.LOCALS_PLUS) {
      in.read(); // qualified name
    }
    in.readInt(); // first line
    in.read(); // line table
    if (layout == CodeLayout.LOCALS_PLUS) {
      in.read(); // exception table
    }
    return new PyCode(
        layout,
        file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1),
        name,
        new PyCode.Parameters(arguments, keywordOnly, flags),
        code,
        consts,
        names,
        variables);
  }

  private PyCode.Variables separate() {
    List<String> locals = texts("its variables");
    List<String> frees = texts("its free variables");
    List<String> cells = texts("its cells");
    return new PyCode.Variables(locals, cells, frees);
  }

  private PyCode.Variables localsPlus() {
    List<String> names = texts("its variables");
    byte[] kinds = bytes("the kinds of its variables");
    if (kinds.length != names.size()) {
      throw new KwsException("as many kinds of variables as names are missing");
    }
    List<String> cells = new ArrayList<>();
    List<String> frees = new ArrayList<>();
    for (int i = 0; i < kinds.length; i++) {
      if ((kinds[i] & CELL) != 0) {
        cells.add(names.get(i));
      }
      if ((kinds[i] & FREE) != 0) {
        frees.add(names.get(i));
      }
      if ((kinds[i] & (LOCAL | CELL | FREE)) == 0) {
        throw new KwsException("a variable of no kind");
      }
    }
    return new PyCode.Variables(names, cells, frees);
  }

  private int count() {
    int value = in.readInt();
    if (value < 0 || value > MAX_ARGUMENTS) {
      throw new KwsException("a code object of " + value + " arguments");
    }
    return value;
  }

  private PyTuple tuple(String what) {
    if (in.read() instanceof PyTuple tuple) {
      return tuple;
    }
    throw new KwsException(what + " are no tuple");
  }

  private List<String> texts(String what) {
    List<String> texts = new ArrayList<>();
    for (Object item : tuple(what).items()) {
      texts.add(textOf(item, what));
    }
    return texts;
  }

  private String text(String what) {
    return textOf(in.read(), what);
  }

  private static String textOf(Object item, String what) {
    if (item instanceof String text) {
      return text;
    }
    if (item instanceof PyBytes bytes) {
      return new String(bytes.bytes(), StandardCharsets.ISO_8859_1);
    }
    throw new KwsException(what + " are no text");
  }

  private byte[] bytes(String what) {
    if (in.read() instanceof PyBytes bytes) {
      return bytes.bytes();
    }
    throw new KwsException(what + " are no bytes");
  }
}
