package io.kwsbench.formats.savedmodel;

import com.google.protobuf.ByteString;
import io.kwsbench.KwsException;
import io.kwsbench.graph.Attrs;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.MetadataAttributes;
import io.kwsbench.metadata.ModelMetadata;
import io.kwsbench.rewrite.GraphPassCatalog;
import io.kwsbench.rewrite.GraphPassRunner;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Turns a signature of a SavedModel into a frozen graph that computes the same.
 *
 * <p>Functions, branches and loops are unrolled, variables become constants. Inputs keep the names
 * that they have in the graph; an output has that of the signature where a function computes it. An
 * open batch is one clip.
 */
public final class SavedModelReader {
  /** The file that makes a folder a SavedModel. */
  public static final String FILE = "saved_model.pb";

  private final SavedModelFile file;
  private final Path folder;
  private final Emission emission = new Emission();
  private final Machine machine;
  private final Frame main;

  private SavedModelReader(SavedModelFile file, Path folder) {
    this.file = file;
    this.folder = folder;
    FunctionBody body = FunctionBody.of(file.graph());
    Variables variables = new Variables(body, folder.resolve("variables/variables"), emission);
    var functions = file.graph().getLibrary().getFunctionList();
    machine =
        new Machine(functions, new OpOutputs(file.operators(), functions), variables, emission);
    main = new Frame(body, List.of(), Map.of(), machine);
  }

  /**
   * Reads a model.
   *
   * @param path its folder, or the {@value #FILE} in it
   * @param signature the signature's name; empty for {@code serving_default}
   * @throws KwsException when the files are missing or damaged, or something in them cannot be had
   *     as a graph; the message has the path
   */
  public static FrozenGraph read(Path path, String signature) {
    boolean inside = !Files.isDirectory(path);
    Path folder = inside ? path.toAbsolutePath().getParent() : path;
    byte[] bytes = FrozenGraph.bytes(inside ? path : folder.resolve(FILE));
    String source = path.toString();
    try {
      SavedModelFile file = SavedModelFile.parse(ByteString.copyFrom(bytes));
      return new SavedModelReader(file, folder).graph(file.signature(signature), source);
    } catch (KwsException e) {
      boolean named = e.getMessage().startsWith(folder.toString());
      throw named ? e : new KwsException(source + ": " + e.getMessage(), e);
    } catch (ArithmeticException e) {
      throw new KwsException(source + ": a number too large", e);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new KwsException(source + ": damaged: its parts do not fit each other", e);
    } catch (OutOfMemoryError | StackOverflowError | NegativeArraySizeException e) {
      throw new KwsException(source + ": too large to read in the memory of this process", e);
    }
  }

  private FrozenGraph graph(SavedModelFile.Signature signature, String source) {
    if (!file.restore().isEmpty()) {
      main.define(FunctionBody.plain(file.fileName()), new Item.Saved("", ""));
      new Restoration(machine).follow(main, FunctionBody.plain(file.restore()).node());
    }
    signature.inputs().forEach(this::input);
    List<TensorName> ends = new ArrayList<>();
    signature.outputs().forEach((name, tensor) -> ends.add(output(name, tensor)));
    if (ends.isEmpty()) {
      throw new KwsException("its signature computes nothing");
    }
    machine.variables().requireConstant();
    FrozenGraph flat = emission.build(ends, origin(), source);
    return ends.size() == 1 ? cheaper(flat, ends.get(0)) : flat;
  }

  private ModelMetadata origin() {
    String version = file.version();
    String format = version.isEmpty() ? "SavedModel" : "SavedModel, TensorFlow " + version;
    return ModelMetadata.importedFrom(folder.toAbsolutePath().normalize().toString(), format);
  }

  /** The same graph after passes; as it is where one of its nodes is beyond them. */
  private static FrozenGraph cheaper(FrozenGraph graph, TensorName output) {
    if (!graph.inputs().stream().allMatch(input -> input.shape().isStatic())) {
      return graph;
    }
    try {
      return GraphPassRunner.rewritten(graph, graph.inputs(), output, GraphPassCatalog.CHEAPER);
    } catch (KwsException e) {
      // nothing is lost: what runs the graph names the node that it does not know
      return graph;
    }
  }

  private void input(String name, SavedModelFile.Tensor tensor) {
    DType type =
        DType.find(tensor.type())
            .orElseThrow(() -> new KwsException("input " + name + " has an unknown type"));
    if (type.bytes() == 0) {
      throw new KwsException(
          "input " + name + " is " + type.label() + "; only inputs of numbers are supported");
    }
    Ref ref = FunctionBody.plain(tensor.name());
    Attrs attrs = Attrs.NONE.type("dtype", type).flag(MetadataAttributes.MARK, true);
    if (tensor.ranked()) {
      attrs = attrs.shape("shape", dims(name, tensor.dims()));
    }
    main.define(ref, emission.add("Placeholder", ref.node(), List.of(), attrs).get(0));
  }

  /** The dimensions with a batch of one where that is open. */
  private static long[] dims(String name, long[] dims) {
    long[] fixed = dims.clone();
    if (fixed.length > 0 && fixed[0] < 0) {
      fixed[0] = 1;
    }
    for (long dim : fixed) {
      if (dim == 0 || dim > Integer.MAX_VALUE) {
        throw new KwsException("input " + name + " has shape " + Shape.of(dims));
      }
    }
    return fixed;
  }

  private TensorName output(String name, SavedModelFile.Tensor tensor) {
    Ref ref = FunctionBody.plain(tensor.name());
    FunctionBody.Step step = main.body().require(ref.node());
    machine.noteChanges(main, ref.node());
    if (!(main.values(List.of(ref)).get(0) instanceof Item.Tensor result)) {
      throw new KwsException("output " + name + " is no tensor");
    }
    boolean computed = step.op().contains("PartitionedCall") || machine.hasFunction(step.op());
    String wanted = computed ? name : ref.node();
    DType type = result.info().dtype().or(() -> DType.find(tensor.type())).orElse(DType.FLOAT);
    return result.name().equals(new TensorName(wanted, 0))
        ? result.name()
        : emission
            .add(
                "Identity",
                wanted,
                List.of(new Item.Tensor(result.name(), result.info().withoutValue())),
                Attrs.ofType(type))
            .get(0)
            .name();
  }
}
