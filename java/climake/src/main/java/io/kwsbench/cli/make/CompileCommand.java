package io.kwsbench.cli.make;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import com.beust.jcommander.ParametersDelegate;
import io.kwsbench.KwsException;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.Command;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.cli.command.PathFlag;
import io.kwsbench.cli.command.TypedFlags;
import io.kwsbench.cli.command.TypedPath;
import io.kwsbench.cli.command.Within;
import io.kwsbench.cli.model.LoadedGraph;
import io.kwsbench.cli.options.GraphOptions;
import io.kwsbench.cli.options.ListeningFlags;
import io.kwsbench.cli.options.PassNames;
import io.kwsbench.cli.options.PrecisionName;
import io.kwsbench.compile.CompilerOptions;
import io.kwsbench.compile.GraphCompiler;
import io.kwsbench.compile.pass.PassListener;
import io.kwsbench.compile.pass.PassOptions;
import io.kwsbench.graph.shape.GraphShapes;
import io.kwsbench.metadata.ModelMetadata;
import io.kwsbench.plan.Plan;
import io.kwsbench.plan.PlanWriter;
import io.kwsbench.usage.ExitCode;
import java.util.List;
import java.util.Set;

/** Compiles a model into a plan file for the native engine. */
@FlagGroup("output")
public final class CompileCommand implements Command {
  @ParametersDelegate private final GraphOptions graphFlags = new GraphOptions();

  @Parameter(
      names = "--out",
      order = 61,
      description =
          "compiled model to write, such as model.kws; required unless --dump_plan or"
              + " --dump_ir is given")
  @PathFlag(PathFlag.Use.FILE)
  private String out = "";

  @Parameter(
      names = "--labels",
      order = 61,
      description =
          "text file with one class name per line, which the compiled model will contain; default:"
              + " the names stored in the model, or labels.txt beside it")
  @PathFlag(PathFlag.Use.READ)
  private String labelsFile = "";

  @Parameter(
      names = "--precision",
      order = 61,
      converter = PrecisionName.Converter.class,
      description =
          "weights of convolutions and dense layers: float32, weights8 (8 bits and a scale for each"
              + " output channel), weights16 (bfloat16) or bf16 (also computes with bfloat16, on"
              + " processors with AVX-512 BF16); the arithmetic of the others is that of floats")
  private PrecisionName precision = PrecisionName.FLOAT32;

  @Parameter(
      names = "--dump_plan",
      arity = 1,
      order = 62,
      description = "list the plan's steps: fused nodes, shapes, FLOPs and arena offsets")
  private boolean dumpPlan;

  @Parameter(
      names = "--stream_hop_ms",
      order = 62,
      description =
          "with --dump_plan, list what a stream computes of each step at this distance"
              + " between windows, in milliseconds; default: not listed")
  @Within(min = 1, max = ListeningFlags.MAX_HOP_MILLIS)
  private Integer streamHopMillis;

  @Parameter(
      names = "--without_pass",
      order = 63,
      description = "names of compiler passes to disable, comma-separated; default: none")
  private List<String> withoutPasses = List.of();

  @Parameter(
      names = "--dump_ir",
      order = 64,
      converter = PassNames.Converter.class,
      description =
          "print the compiler's program before all passes and after each pass that changes"
              + " it; with pass names, comma-separated, after those only; default: not printed")
  private PassNames dumpIr = PassNames.NONE;

  @ParametersDelegate private final ListeningFlags listening = new ListeningFlags();

  @Override
  public String name() {
    return "compile";
  }

  @Override
  public String summary() {
    return "Compiles a model into a .kws file that runs without TensorFlow.";
  }

  @Override
  public String example() {
    return "compile --graph frozen.pb --out model.kws";
  }

  @Override
  public String synopsis() {
    return "--graph FILE [--out MODEL.kws] [--dump_ir [PASSES]] [flags]";
  }

  @Override
  public void parsed(JCommander flags) {
    TypedFlags typed = new TypedFlags(flags);
    typed.refuse(true, "has no effect: compile runs no graph", "--input_layer_values");
    typed.onlyWith("--out", "--labels", "--rule", "--threshold", "--hop_ms");
    typed.onlyWith("--dump_plan", "--stream_hop_ms");
    typed.refuse(out.isEmpty() && !dumpPlan, "needs --out or --dump_plan", "--precision");
  }

  @Override
  public ExitCode run(CliContext context) {
    if (out.isEmpty() && !dumpPlan && dumpIr.isEmpty()) {
      throw new ParameterException("compile needs --out, --dump_plan or --dump_ir");
    }
    dumpIr.requireKnown("--dump_ir");
    IrDump dump = new IrDump(dumpIr);
    PassListener listener = dumpIr.isEmpty() ? PassListener.NONE : dump;
    CompilerOptions options =
        CompilerOptions.DEFAULT.withPasses(passes(listener)).withPrecision(precision.precision());
    LoadedGraph graph = LoadedGraph.of(graphFlags);
    Plan plan =
        GraphCompiler.compile(graph.graph(), graph.layout().specs(), graph.outputs(), options);
    context.out().print(dump.text());
    if (!out.isEmpty()) {
      List<String> labels = graph.labels(labelsFile, context).names();
      ModelMetadata named = plan.metadata().withLabels(labels);
      plan = plan.withMetadata(listening.into(named, labels));
      PlanWriter.write(plan, TypedPath.of(out));
      ListeningNotes notes =
          new ListeningNotes(
              graph.graph(), graph.layout().specs(), graph.outputs().get(0), plan.metadata());
      notes.lines(out).forEach(context::warn);
    }
    if (dumpPlan) {
      GraphShapes shapes = GraphShapes.of(graph.graph(), graph.layout().specs());
      context.out().print(new PlanListing(graph.graph(), shapes, plan).text());
      if (streamHopMillis != null) {
        context.out().print(HopListing.of(plan, graph.graph().source(), streamHopMillis));
      }
    } else if (!out.isEmpty()) {
      context.out().println(out + ": " + plan);
    }
    return ExitCode.DONE;
  }

  private PassOptions passes(PassListener listener) {
    try {
      return new PassOptions(Set.copyOf(withoutPasses), listener);
    } catch (KwsException e) {
      throw new ParameterException("--without_pass: " + e.getMessage(), e);
    }
  }
}
