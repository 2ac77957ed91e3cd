package io.kwsbench.spark;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import io.kwsbench.KwsException;
import io.kwsbench.usage.Advice;
import io.kwsbench.usage.ExitCode;
import io.kwsbench.usage.Flags;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** The main class of kwsbench-spark.jar: {@code spark-submit kwsbench-spark.jar predict …}. */
public final class SparkMain {
  /** The flags that every command takes. */
  private static final class Common {
    @Parameter(names = "--verbose", description = "print stack traces of errors")
    private boolean verbose;
  }

  private final PrintStream out;
  private final PrintStream err;
  private final Common common = new Common();
  private final Map<String, Job> jobs = new LinkedHashMap<>();

  SparkMain(PrintStream out, PrintStream err) {
    this(out, err, List.of(new PredictJob(), new PseudoJob()));
  }

  SparkMain(PrintStream out, PrintStream err, List<Job> jobs) {
    this.out = out;
    this.err = err;
    jobs.forEach(job -> this.jobs.put(job.name(), job));
  }

  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    ExitCode code = new SparkMain(out, err).run(arguments);
    // a driver on a cluster reports success by returning
    if (code != ExitCode.DONE) {
      System.exit(code.code());
    }
  }

  /** Runs a command: nothing that goes wrong leaves here as an exception. */
  ExitCode run(String... arguments) {
    JCommander.Builder builder = JCommander.newBuilder().programName("kwsbench-spark.jar");
    jobs.forEach((name, job) -> builder.addCommand(name, List.of(job, common)));
    JCommander parser = builder.build();
    try {
      parser.parse(arguments);
      Job job = jobs.get(String.valueOf(parser.getParsedCommand()));
      if (job == null) {
        throw new ParameterException("missing command: " + String.join(" or ", jobs.keySet()));
      }
      return run(job, Advice.common(Flags.of(parser.getCommands().get(job.name()))));
    } catch (ParameterException e) {
      return fail(ExitCode.USAGE, e.getMessage(), e);
    }
  }

  private ExitCode run(Job job, Advice advice) {
    SparkSession spark = SparkSession.builder().appName("kwsbench " + job.name()).getOrCreate();
    try {
      return job.run(spark, out, this::complain);
    } catch (KwsException e) {
      return fail(ExitCode.BAD_INPUT, advice.line(e), e);
    } catch (ParameterException e) {
      throw e;
    } catch (Exception | Error e) {
      if (Failure.isInternal(e)) {
        String asks =
            "internal error; please report it with the command line, the output of --verbose";
        return fail(ExitCode.INTERNAL, asks + " and the driver's log: " + Failure.of(e), e);
      }
      return fail(ExitCode.BAD_INPUT, Failure.of(e), e);
    } finally {
      spark.stop();
    }
  }

  private ExitCode fail(ExitCode code, String line, Throwable cause) {
    complain(line);
    if (common.verbose) {
      cause.printStackTrace(err);
    }
    return code;
  }

  private void complain(String line) {
    err.println("kwsbench: " + String.valueOf(line).replaceAll("\\s*[\\r\\n]+\\s*", " "));
  }
}
