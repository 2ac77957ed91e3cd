package io.kwsbench.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.graph.Attrs;
import io.kwsbench.lambda.internal.python.Bytecode;
import io.kwsbench.lambda.internal.python.PyCode;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.IrNode;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.DType;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same bodies as the bytecode of every CPython from 3.6 to 3.13: each must give the same graph.
 * The resource is made by {@code checks/python_lambdas.py}.
 */
class PythonVersionsTest {
  private static final int SAMPLES = 12;

  /** What a body computes: the operations in order, constants left out, and the output's shape. */
  private static final Map<String, String> EXPECTED =
      Map.ofEntries(
          Map.entry("clip", "Add RealDiv Minimum Maximum [1, 12]"),
          Map.entry("keyword", "ExpandDims [1, 12, 1]"),
          Map.entry("slices", "StridedSlice [1, 10, 1]"),
          Map.entry("ends", "StridedSlice StridedSlice Sub [1, 6]"),
          Map.entry("helper", "Reshape ExtractImagePatches Squeeze [1, 5, 4]"),
          Map.entry("tensorflow", "Sum Relu [1, 1]"),
          Map.entry("negative", "Neg [1, 12]"),
          Map.entry(
              "loop",
              "StridedSlice ExpandDims StridedSlice ExpandDims StridedSlice ExpandDims ConcatV2 [1,"
                  + " 4, 3]"),
          Map.entry("conditional", "Mul Sub Pow [1, 12]"),
          Map.entry("comprehension", "StridedSlice StridedSlice ConcatV2 [1, 4]"),
          Map.entry("nested", "Mul Mul Mul Add [1, 12]"),
          Map.entry("repeated", "Mul Mul Mul Add [1, 12]"),
          Map.entry("shared", "Mul [1, 12]"),
          Map.entry("unpacked", "Reshape [1, 4, 3]"));

  record Body(String python, String name, String code) {
    @Override
    public String toString() {
      return name + " of Python " + python;
    }
  }

  static Stream<Body> bodies() {
    var in = PythonVersionsTest.class.getResourceAsStream("lambdas.txt");
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))
        .lines()
        .map(line -> line.split(" "))
        .map(parts -> new Body(parts[0], parts[1], parts[2]));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void givesTheSameGraph(Body body) {
    IrBuilder graph = new IrBuilder();
    Value x =
        graph.output(graph.node("Input", "x", List.of(), Attrs.NONE), DType.FLOAT, 1, SAMPLES);
    PyCode code = Bytecode.unmarshal(Base64.getDecoder().decode(body.code()));
    List<Object> defaults = body.name().equals("conditional") ? List.of(true) : List.of();
    Interpreter interpreter =
        new Interpreter(
            new Surroundings(graph, new PlainActivations(graph), KnownNames.CHALLENGE2017));

    Value result =
        (Value)
            interpreter.call(new PyFunction(code, defaults, List.of()), Arguments.of(List.of(x)));

    List<String> words = new ArrayList<>();
    graph.build(result).nodes().stream()
        .map(IrNode::op)
        .filter(op -> !op.equals("Const") && !op.equals("Input"))
        .forEach(words::add);
    words.add(Arrays.toString(result.shape()));
    assertThat(String.join(" ", words)).isEqualTo(EXPECTED.get(body.name()));
  }

  /** {@code lambda x: K.clip((x + 0.8) / 7.0, -5, 5)} as Python 2.7 marshals it. */
  @Test
  void namesPython2() {
    String code =
        "YwEAAAABAAAABAAAAEMAAABzGwAAAHQAAGoBAHwAAGQBABdkAgAVZAMAZAQAgwMAUygFAAAATmeamZmZmZnpP2cAAAAA"
            + "AAAcQGn7////aQUAAAAoAgAAAHQBAAAAS3QEAAAAY2xpcCgBAAAAdAEAAAB4KAAAAAAoAAAAAHMIAAAAbW9kZWwu"
            + "cHl0CAAAADxsYW1iZGE+AQAAAHQAAAAA";

    assertThatThrownBy(() -> Bytecode.unmarshal(Base64.getDecoder().decode(code)))
        .isInstanceOf(KwsException.class)
        .hasMessage("its bytecode is that of Python 2, and only Python 3's is followed");
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void tellsTheVersionWhereItMatters(Body body) {
    PyCode code = Bytecode.unmarshal(Base64.getDecoder().decode(body.code()));
    String guess = Bytecode.of(code).version().label();

    // where two versions cannot be told apart, the code means the same in both
    List<String> group =
        Stream.of(
                List.of("3.6", "3.7"),
                List.of("3.8", "3.9", "3.10"),
                List.of("3.11", "3.12"),
                List.of("3.13"))
            .filter(versions -> versions.contains(body.python()))
            .findFirst()
            .orElseThrow();
    assertThat(guess).isIn(group);
    if (body.name().equals("loop") && !group.contains("3.8")) {
      assertThat(guess).isEqualTo(body.python());
    }
  }
}
